//! What was entered about visits: lists of tellers and business types, the
//! channel, the pages that may embed the kiosk; and whether it will do.

use std::str::FromStr;

use heard_exchange::Channel;
use leptos::prelude::*;
use web_sys::Url;

use super::{fault::Fault, values::is_code};
use crate::store::{Place, Visits};

/// The channels a tablet in a branch can have, in the order of their words.
pub(crate) const CHANNELS: [Channel; 6] = [
    Channel::Counter,
    Channel::Lobby,
    Channel::OpenDay,
    Channel::Outreach,
    Channel::Hotline,
    Channel::Mystery,
];

/// What is in the fields.
#[derive(Clone, Copy)]
pub(super) struct VisitsDraft {
    /// A line each: code, then name.
    pub(super) tellers: RwSignal<String>,
    /// Likewise.
    pub(super) businesses: RwSignal<String>,
    /// A channel's code; empty: as usual.
    pub(super) channel: RwSignal<String>,
    /// An origin a line.
    pub(super) embedders: RwSignal<String>,
}

impl VisitsDraft {
    /// Starts with what is in force.
    pub(super) fn of(visits: &Visits) -> Self {
        let draft = Self {
            tellers: RwSignal::default(),
            businesses: RwSignal::default(),
            channel: RwSignal::default(),
            embedders: RwSignal::default(),
        };
        draft.show(visits);
        draft
    }

    /// Shows `visits` in place of what is in the fields.
    pub(super) fn show(self, visits: &Visits) {
        self.tellers.set(lines(&visits.tellers));
        self.businesses.set(lines(&visits.businesses));
        self.channel.set(visits.channel.map_or("", Channel::code).to_owned());
        self.embedders.set(visits.embedders.join("\n"));
    }

    /// What the fields come to; what is wrong with them is added to `faults`.
    pub(super) fn read(self, faults: &mut Vec<Fault>) -> Visits {
        let mut places = |field: RwSignal<String>, fault: fn(usize) -> Fault| {
            field.with_untracked(|text| places(text)).unwrap_or_else(|line| {
                faults.push(fault(line));
                Vec::new()
            })
        };
        let tellers = places(self.tellers, Fault::TellerLine);
        let businesses = places(self.businesses, Fault::BusinessLine);
        let embedders = self.embedders.with_untracked(|text| origins(text));
        Visits {
            tellers,
            businesses,
            channel: self.channel.with_untracked(|code| Channel::from_str(code).ok()),
            embedders: embedders.unwrap_or_else(|line| {
                faults.push(Fault::EmbedderLine(line));
                Vec::new()
            }),
        }
    }
}

/// A line each: code, then name.
pub(crate) fn lines(places: &[Place]) -> String {
    let lines: Vec<String> =
        places.iter().map(|Place { code, name }| format!("{code} {name}")).collect();
    lines.join("\n")
}

/// What [`lines`] wrote; else the first line, from 1, without a code of the
/// usual form, without a name, or with the code of an earlier one.
fn places(text: &str) -> Result<Vec<Place>, usize> {
    let mut places: Vec<Place> = Vec::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if line.is_empty() {
            continue;
        }
        let between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '，' | '、');
        let (code, name) = line.split_once(between).ok_or(number)?;
        let name = name.trim_matches(between);
        let is_new = places.iter().all(|place| place.code != code);
        if name.is_empty() || code.is_empty() || !is_code(code) || !is_new {
            return Err(number);
        }
        places.push(Place { code: code.to_owned(), name: name.to_owned() });
    }
    Ok(places)
}

/// The origins, one a line; else the first line, from 1, that is none.
fn origins(text: &str) -> Result<Vec<String>, usize> {
    let origin = |(number, line): (usize, &str)| {
        let address = line.trim_end_matches('/');
        let origin = Url::new(address).ok().map(|url| url.origin());
        let is_one = address.starts_with("https://") && origin.as_deref() == Some(address);
        if is_one { Ok(address.to_owned()) } else { Err(number) }
    };
    let numbered = (1..).zip(text.lines().map(str::trim));
    numbered.filter(|(_, line)| !line.is_empty()).map(origin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_code_and_a_name() {
        let read = places("3 王芳\n\n  4，李 强 \nT-5\tAnn Lee").unwrap();
        assert_eq!(lines(&read), "3 王芳\n4 李 强\nT-5 Ann Lee");
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(places("3 王芳\n4"), Err(2), "no name");
        assert_eq!(places("\n3/4 王芳"), Err(2), "no code");
        assert_eq!(places("3 王芳\n4 李强\n3 赵敏"), Err(3), "used twice");
    }
}
