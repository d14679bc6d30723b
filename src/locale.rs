//! The interface's languages.
//!
//! What the kiosk says stands in one file a language, `public/languages`, and
//! is loaded when it is spoken; what the console says likewise, in
//! `public/languages/console`.

use std::str::FromStr;

mod shipped {
    include!(concat!(env!("OUT_DIR"), "/languages.rs"));
}
use shipped::SHIPPED;

/// An interface language, by its BCP 47 tag as in questionnaires, responses
/// and the page's `lang`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Locale(&'static str);

impl Locale {
    /// Every one that is shipped, in the order offered.
    pub const ALL: [Self; SHIPPED.len()] = {
        let mut all = [Self(""); SHIPPED.len()];
        let mut index = 0;
        while index < SHIPPED.len() {
            all[index] = Self(SHIPPED[index].0);
            index += 1;
        }
        all
    };

    /// The tag.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Its own name for itself; its tag where it is not shipped.
    pub fn name(self) -> &'static str {
        let shipped = SHIPPED.into_iter().find(|(code, _)| *code == self.0);
        shipped.map_or(self.0, |(_, name)| name)
    }
}

impl Default for Locale {
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl FromStr for Locale {
    type Err = ();

    /// Any tag of a usual form; whether there are texts for it shows when its
    /// file is read.
    fn from_str(code: &str) -> Result<Self, ()> {
        if let Some(shipped) = Self::ALL.into_iter().find(|locale| locale.0 == code) {
            return Ok(shipped);
        }
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let well_formed = (2..=12).contains(&code.len()) && code.bytes().all(allowed);
        // Kept for as long as the page: a tablet has a handful of them.
        well_formed.then(|| Self(Box::leak(code.to_owned().into_boxed_str()))).ok_or(())
    }
}

/// Puts `value` into `text` where it says `{name}`.
pub fn fill(text: &str, name: &str, value: impl ToString) -> String {
    filled(text, name, &value.to_string())
}

/// Brace by brace: the search for any text is much more code than this.
fn filled(text: &str, name: &str, value: &str) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((found, rest)) if found == name => {
                filled.push_str(value);
                filled.push_str(rest);
            }
            _ => {
                filled.push('{');
                filled.push_str(part);
            }
        }
    }
    filled
}
