//! How the kiosk behaves: when it is open, how long it waits, how loud it calls.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::Hours;
use crate::platform::Record;

/// How the kiosk behaves. Everything has a usual value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// When customers can rate; none: always.
    pub hours: Option<Hours>,
    /// How long the standard mode waits.
    pub standard: Limits,
    /// How long elder mode waits.
    pub elder: Limits,
    /// For so many seconds after an interview the next press is taken for a
    /// repetition: recorded, but no new interview. 0: never.
    pub cooldown: u16,
    /// Fill the screen from the first touch on.
    pub fullscreen: bool,
    /// Hide card, account, document and telephone numbers in free text before it
    /// is stored.
    pub masking: bool,
    /// How loud the staff are called, from 0 (silent) to 100.
    pub chime: u8,
    /// How wide a bank card (85.6 mm) is on this screen, in CSS pixels; none
    /// where nobody has measured it.
    pub card: Option<u16>,
}

/// How long to wait, in seconds. The floors are WCAG 2.2.1's (at least 20 s to
/// respond to a warning).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// While required questions are open: before the warning.
    pub idle: u16,
    /// How long the warning stands.
    pub warning: u16,
    /// Once everything required is answered: before the start returns.
    pub closing: u16,
}

impl Limits {
    /// The usual ones of the standard mode.
    pub const STANDARD: Self = Self { idle: 60, warning: 20, closing: 20 };
    /// The usual ones of elder mode.
    pub const ELDER: Self = Self { idle: 120, warning: 30, closing: 40 };
    /// The least each of them may be.
    pub const LEAST: u16 = 20;
    /// The most each of them may be.
    pub const MOST: u16 = 900;

    fn from_record(record: &Record, usual: Self) -> Self {
        let limit = |field, usual| {
            let limit = record.number(field).map(|number| {
                let limit = u16::try_from(number).ok();
                let limit = limit.filter(|it| (Self::LEAST..=Self::MOST).contains(it));
                record.needed(limit, field, "from 20 to 900")
            });
            limit.unwrap_or(usual)
        };
        Self {
            idle: limit("idle", usual.idle),
            warning: limit("warning", usual.warning),
            closing: limit("closing", usual.closing),
        }
    }

    fn to_record(self) -> Record {
        Record::new()
            .with("idle", self.idle)
            .with("warning", self.warning)
            .with("closing", self.closing)
    }
}

impl Default for Conduct {
    fn default() -> Self {
        Self {
            hours: None,
            standard: Limits::STANDARD,
            elder: Limits::ELDER,
            cooldown: Self::COOLDOWN,
            fullscreen: true,
            masking: true,
            chime: Self::CHIME,
            card: None,
        }
    }
}

impl Conduct {
    /// Every field of its record.
    pub const FIELDS: [&str; 8] =
        ["hours", "standard", "elder", "cooldown", "fullscreen", "masking", "chime", "card"];
    /// The usual seconds during which a press is a repetition.
    pub const COOLDOWN: u16 = 2;
    /// The usual loudness.
    pub const CHIME: u8 = 60;
    /// How wide a card can be on a screen, in CSS pixels.
    pub const CARD: std::ops::RangeInclusive<u16> = 160..=1600;

    /// Reads what is there; what is absent is as usual, what is of another
    /// kind a fault of `record`.
    pub fn from_record(record: &Record) -> Self {
        let usual = Self::default();
        let limits = |field, usual| {
            record.record(field).map_or(usual, |inside| Limits::from_record(&inside, usual))
        };
        let number = |field, most: u16, expected| {
            let number = record.number(field)?;
            let number = u16::try_from(number).ok().filter(|number| *number <= most);
            Some(record.needed(number, field, expected))
        };
        let card = number("card", *Self::CARD.end(), "from 160 to 1600");
        let chime = number("chime", 100, "from 0 to 100");
        Self {
            hours: record.texts("hours").map(|days| {
                record.needed(Hours::parse(&days), "hours", "seven texts such as 09:00-17:00")
            }),
            standard: limits("standard", usual.standard),
            elder: limits("elder", usual.elder),
            cooldown: number("cooldown", 60, "from 0 to 60").unwrap_or(usual.cooldown),
            fullscreen: record.flag("fullscreen").unwrap_or(usual.fullscreen),
            masking: record.flag("masking").unwrap_or(usual.masking),
            chime: chime.and_then(|it| u8::try_from(it).ok()).unwrap_or(usual.chime),
            card: card.filter(|card| Self::CARD.contains(card)),
        }
    }

    /// Adds what [`Self::from_record`] reads.
    pub fn put_into(&self, record: Record) -> Record {
        let days =
            |hours: &Hours| -> Array { hours.days().into_iter().map(JsValue::from).collect() };
        record
            .with("hours", self.hours.as_ref().map(days))
            .with("standard", self.standard.to_record())
            .with("elder", self.elder.to_record())
            .with("cooldown", self.cooldown)
            .with("fullscreen", self.fullscreen)
            .with("masking", self.masking)
            .with("chime", self.chime)
            .with("card", self.card)
    }

    /// How much larger than usual elder mode must be drawn on this screen, so
    /// that its buttons are at least 14 mm and its capitals 4.9 mm tall: both
    /// hold from 6.286 CSS pixels a millimetre on downwards (88 px ÷ 14 mm).
    pub fn elder_scale(&self) -> f64 {
        const CARD_MM: f64 = 85.6;
        const PIXELS_A_MM: f64 = 88.0 / 14.0;
        let pixels_a_mm = self.card.map_or(0.0, |card| f64::from(card) / CARD_MM);
        (pixels_a_mm / PIXELS_A_MM).max(1.0)
    }
}
