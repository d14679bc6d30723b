//! What can be wrong with an entry, and the words for it.

use super::{
    conduct::{DAYS, WAITS},
    pin::PinFault,
};
use crate::{console::texts::Texts, locale::fill};

/// What can be wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    BankMissing,
    LogoKind,
    LogoSize,
    LogoUnreadable,
    BranchCodeMissing,
    BranchCodeForm,
    BranchNameMissing,
    CounterCodeMissing,
    CounterCodeForm,
    LocalesMissing,
    ZoneUnknown,
    RetentionRange,
    /// On this day of the week, 0 for Monday.
    HoursForm(usize),
    /// This wait.
    WaitRange(&'static str),
    CooldownRange,
    /// In this line of the list, from 1.
    TellerLine(usize),
    BusinessLine(usize),
    EmbedderLine(usize),
    Pin(PinFault),
    PassphraseShort,
    PassphraseCommon,
    PassphraseDiffers,
}

impl Fault {
    /// The field it is about.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::BankMissing => "bank",
            Self::LogoKind | Self::LogoSize | Self::LogoUnreadable => "logo",
            Self::BranchCodeMissing | Self::BranchCodeForm => "branch-code",
            Self::BranchNameMissing => "branch-name",
            Self::CounterCodeMissing | Self::CounterCodeForm => "counter-code",
            Self::LocalesMissing => "locales",
            Self::ZoneUnknown => "zone",
            Self::RetentionRange => "retention",
            Self::HoursForm(day) => DAYS[day % DAYS.len()],
            Self::WaitRange(field) => field,
            Self::CooldownRange => "cooldown",
            Self::TellerLine(_) => "tellers",
            Self::BusinessLine(_) => "businesses",
            Self::EmbedderLine(_) => "embedders",
            Self::Pin(PinFault::Form | PinFault::Easy) => "pin",
            Self::Pin(PinFault::Differs) => "pin-again",
            Self::PassphraseShort | Self::PassphraseCommon => "passphrase",
            Self::PassphraseDiffers => "passphrase-again",
        }
    }

    /// What to do about it.
    pub(crate) fn text(self, texts: &Texts) -> String {
        let (words, conduct, visits) = (&texts.fields, &texts.conduct, &texts.visits);
        let line = |text: &str, number: usize| fill(text, "n", number);
        let text = match self {
            Self::HoursForm(day) => {
                return fill(conduct.hours_form, "day", conduct.days[day % DAYS.len()]);
            }
            Self::WaitRange(field) => {
                return fill(conduct.wait_range, "name", wait_name(field, texts));
            }
            Self::TellerLine(number) => return line(visits.teller_line, number),
            Self::BusinessLine(number) => return line(visits.business_line, number),
            Self::EmbedderLine(number) => return line(visits.embedder_line, number),
            Self::BankMissing => words.bank_missing,
            Self::LogoKind => words.logo_kind,
            Self::LogoSize => words.logo_size,
            Self::LogoUnreadable => words.logo_unreadable,
            Self::BranchCodeMissing => words.branch_code_missing,
            Self::BranchCodeForm | Self::CounterCodeForm => words.code_form,
            Self::BranchNameMissing => words.branch_name_missing,
            Self::CounterCodeMissing => words.counter_code_missing,
            Self::LocalesMissing => words.locales_missing,
            Self::ZoneUnknown => words.zone_unknown,
            Self::RetentionRange => words.retention_range,
            Self::CooldownRange => conduct.cooldown_range,
            Self::Pin(PinFault::Form) => texts.pin.form,
            Self::Pin(PinFault::Easy) => texts.pin.easy,
            Self::Pin(PinFault::Differs) => texts.pin.differs,
            Self::PassphraseShort => texts.setup.passphrase_short,
            Self::PassphraseCommon => texts.setup.passphrase_common,
            Self::PassphraseDiffers => texts.setup.passphrase_differs,
        };
        text.to_owned()
    }
}

/// The name of a wait: the mode's and its own.
pub(crate) fn wait_name(field: &str, texts: &Texts) -> String {
    let words = &texts.conduct;
    let modes = WAITS.into_iter().zip(words.modes);
    let mut named = modes.flat_map(|(fields, mode)| {
        fields.into_iter().zip(words.waits).map(move |(field, wait)| (field, mode, wait))
    });
    let found = named.find(|(name, ..)| *name == field);
    found.map_or_else(String::new, |(_, mode, wait)| {
        let of_mode = fill(words.wait_of_mode, "mode", mode);
        fill(&of_mode, "wait", wait)
    })
}
