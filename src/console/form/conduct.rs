//! What was entered about how the kiosk behaves, and whether it will do.

use leptos::prelude::*;

use super::fault::Fault;
use crate::store::{Conduct, Hours, Limits};

/// The fields of the days, Monday first.
pub(crate) const DAYS: [&str; 7] = [
    "hours-monday",
    "hours-tuesday",
    "hours-wednesday",
    "hours-thursday",
    "hours-friday",
    "hours-saturday",
    "hours-sunday",
];

/// The fields of the waits: of the standard mode, then of elder mode; in each
/// before the warning, the warning, before the start returns.
pub(crate) const WAITS: [[&str; 3]; 2] = [
    ["standard-idle", "standard-warning", "standard-closing"],
    ["elder-idle", "elder-warning", "elder-closing"],
];

/// What is in the fields.
#[derive(Clone, Copy)]
pub(super) struct ConductDraft {
    /// Customers can rate at any time; the days do not count then.
    pub(super) always: RwSignal<bool>,
    /// As [`DAYS`].
    pub(super) days: [RwSignal<String>; 7],
    /// As [`WAITS`].
    pub(super) waits: [[RwSignal<String>; 3]; 2],
    pub(super) cooldown: RwSignal<String>,
    pub(super) fullscreen: RwSignal<bool>,
    pub(super) masking: RwSignal<bool>,
    /// A dial: always a number from 0 to 100.
    pub(super) chime: RwSignal<String>,
    /// How wide a bank card is on this screen, where somebody measured it.
    pub(super) card: RwSignal<Option<u16>>,
}

impl ConductDraft {
    /// Starts with what is in force.
    pub(super) fn of(conduct: &Conduct) -> Self {
        let draft = Self {
            always: RwSignal::new(true),
            days: std::array::from_fn(|_| RwSignal::default()),
            waits: std::array::from_fn(|_| std::array::from_fn(|_| RwSignal::default())),
            cooldown: RwSignal::default(),
            fullscreen: RwSignal::new(true),
            masking: RwSignal::new(true),
            chime: RwSignal::default(),
            card: RwSignal::new(None),
        };
        draft.show(conduct);
        draft
    }

    /// Shows `conduct` in place of what is in the fields.
    pub(super) fn show(self, conduct: &Conduct) {
        const NINE_TO_FIVE: &str = "09:00-17:00";
        self.always.set(conduct.hours.is_none());
        let usual = |day| if day < 5 { NINE_TO_FIVE.to_owned() } else { String::new() };
        for (day, field) in self.days.into_iter().enumerate() {
            field.set(conduct.hours.as_ref().map_or_else(|| usual(day), |hours| hours.on(day)));
        }
        for (fields, limits) in self.waits.into_iter().zip([conduct.standard, conduct.elder]) {
            let Limits { idle, warning, closing } = limits;
            for (field, limit) in fields.into_iter().zip([idle, warning, closing]) {
                field.set(limit.to_string());
            }
        }
        self.cooldown.set(conduct.cooldown.to_string());
        self.fullscreen.set(conduct.fullscreen);
        self.masking.set(conduct.masking);
        self.chime.set(conduct.chime.to_string());
        self.card.set(conduct.card);
    }

    /// What the fields come to; what is wrong with them is added to `faults`.
    pub(super) fn read(self, faults: &mut Vec<Fault>) -> Conduct {
        let hours = if self.always.get_untracked() { None } else { self.hours(faults) };
        let mut waits = self.waits.into_iter().zip(WAITS).map(|(fields, names)| {
            let mut limits = fields.into_iter().zip(names).map(|(field, name)| {
                let limit = whole(field, Limits::LEAST, Limits::MOST);
                limit.unwrap_or_else(|| {
                    faults.push(Fault::WaitRange(name));
                    Limits::LEAST
                })
            });
            let mut next = || limits.next().unwrap_or_default();
            Limits { idle: next(), warning: next(), closing: next() }
        });
        let mut next = || waits.next().unwrap_or(Limits::STANDARD);
        let (standard, elder) = (next(), next());
        let cooldown = whole(self.cooldown, 0, 60);
        faults.extend(cooldown.is_none().then_some(Fault::CooldownRange));
        Conduct {
            hours,
            standard,
            elder,
            cooldown: cooldown.unwrap_or(Conduct::COOLDOWN),
            fullscreen: self.fullscreen.get_untracked(),
            masking: self.masking.get_untracked(),
            chime: self.volume(),
            card: self.card.get_untracked(),
        }
    }

    /// How loud the dial stands.
    pub(super) fn volume(self) -> u8 {
        self.chime.with_untracked(|volume| volume.parse().unwrap_or(Conduct::CHIME))
    }

    fn hours(self, faults: &mut Vec<Fault>) -> Option<Hours> {
        let days = self.days.map(|day| day.with_untracked(|day| tidy(day)));
        // A week of which only this day is open.
        let alone = |text: &String| {
            let mut week = vec![String::new(); days.len() - 1];
            week.push(text.clone());
            Hours::parse(&week)
        };
        let wrong = days.iter().enumerate().filter(|(_, text)| alone(text).is_none());
        faults.extend(wrong.map(|(day, _)| Fault::HoursForm(day)));
        Hours::parse(&days)
    }
}

/// The whole number in a field, where it is one from `least` to `most`.
fn whole(field: RwSignal<String>, least: u16, most: u16) -> Option<u16> {
    let number = field.with_untracked(|text| text.trim().parse().ok());
    number.filter(|number| (least..=most).contains(number))
}

/// Times as people write them, in the form that [`Hours::parse`] reads: marks
/// of Chinese keyboards, dashes of any length, commas between times.
fn tidy(day: &str) -> String {
    let plain = |letter| match letter {
        '：' => ':',
        '–' | '—' | '－' | '~' | '～' | '至' => '-',
        ',' | '，' | '、' | ';' | '；' => ' ',
        other => other,
    };
    let plain: String = day.chars().map(plain).collect();
    let ends: Vec<&str> = plain.split('-').map(str::trim).collect();
    ends.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_may_be_written_as_people_write_them() {
        for written in ["09:00-12:00 13:30-17:00", "9：00 – 12：00，13:30至17:00"] {
            let mut week = vec![String::new(); 7];
            week[0] = tidy(written);
            let hours = Hours::parse(&week).map(|hours| hours.on(0));
            assert_eq!(hours.as_deref(), Some("09:00-12:00 13:30-17:00"), "{written}");
        }
    }
}
