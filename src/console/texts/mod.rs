//! What the console says: one file a language in `public/languages/console`,
//! loaded when it is spoken.
//!
//! [`Texts`] has a field for every text. The build makes it of the English file
//! (`build/fields.rs`): a text is added in the files, and one that is taken out
//! there and still said does not compile.

mod leaves;

use std::vec::IntoIter;

use serde_json::Value;

use self::leaves::Leaves;
use crate::{
    locale::{Locale, fill},
    platform::format,
};

include!(concat!(env!("OUT_DIR"), "/console_texts.rs"));

/// The texts of a file that are not in their places yet.
type Lines = IntoIter<String>;

/// Words that change with a number, which stands at `{n}`. One form for one,
/// the other for all else: enough for Chinese and English.
pub(super) struct Counted {
    many: &'static str,
    one: &'static str,
}

impl Counted {
    const EMPTY: Self = Self { many: "", one: "" };

    /// In the order of the keys.
    fn fill(&mut self, texts: &mut Lines) {
        put(&mut self.many, texts);
        put(&mut self.one, texts);
    }

    /// The words for `number`, written as `locale` does.
    pub(super) fn of(&self, number: usize, locale: Locale) -> String {
        let words = if number == 1 { self.one } else { self.many };
        fill(words, "n", format::count(number, locale.code()))
    }
}

/// A language file, read.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) texts: &'static Texts,
    /// Right to left.
    pub(super) rtl: bool,
}

impl Words {
    /// Reads a language file. What it says is kept for as long as the page, which
    /// reads each file once at most.
    ///
    /// # Errors
    /// Why it cannot be used: it is cut off, or made for another version.
    pub(super) fn read(json: &str) -> Result<Self, String> {
        let file: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let Leaves { texts, mark } = Leaves::of(&file["texts"]);
        if mark != MARK {
            return Err("made for another version".to_owned());
        }
        let filled = Box::leak(Box::new(Texts::EMPTY));
        filled.fill(&mut texts.into_iter());
        Ok(Self { texts: filled, rtl: file["direction"] == "rtl" })
    }
}

/// Puts the next text in its place. There is one: the mark says so. A function
/// with a place to write to, because this is done four hundred times: to hand
/// the text back would be four times the code.
#[inline(never)]
fn put(place: &mut &'static str, texts: &mut Lines) {
    *place = texts.next().unwrap_or_default().leak();
}
