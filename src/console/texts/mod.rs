//! What the console says, one file a language. A field per text: a missing
//! one does not compile.

mod bundle;
mod conduct;
mod deleting;
mod en;
mod fields;
mod keys;
mod work;
mod zh_cn;
mod zh_tw;

pub(super) use bundle::BundleTexts;
pub(super) use conduct::{ConductTexts, PinTexts, VisitTexts};
pub(super) use deleting::DeletingTexts;
pub(super) use fields::FieldTexts;
pub(super) use keys::KeysTexts;
pub(super) use work::{EventTexts, HandingTexts, ShiftTexts};

use crate::locale::{Locale, fill};

/// Words that change with a number, which stands at `{n}`. One form for one,
/// the other for all else: enough for Chinese and English.
pub(super) struct Counted {
    one: &'static str,
    many: &'static str,
}

impl Counted {
    /// The words for `number`, written as `locale` does.
    pub(super) fn of(&self, number: usize, locale: Locale) -> String {
        let words = if number == 1 { self.one } else { self.many };
        fill(words, "n", crate::platform::format::count(number, locale.code()))
    }
}

/// Every text of the console.
pub(super) struct Texts {
    pub(super) frame: Frame,
    pub(super) setup: Setup,
    pub(super) fields: FieldTexts,
    pub(super) conduct: ConductTexts,
    pub(super) visits: VisitTexts,
    pub(super) pin: PinTexts,
    pub(super) handing: HandingTexts,
    pub(super) shift: ShiftTexts,
    pub(super) events: EventTexts,
    pub(super) pad: PadTexts,
    pub(super) keys: KeysTexts,
    pub(super) bundle: BundleTexts,
    pub(super) deleting: DeletingTexts,
    pub(super) unlock: Unlock,
    pub(super) today: Today,
    pub(super) figures: Figures,
    pub(super) responses: Responses,
    pub(super) export: Export,
    pub(super) closing: Closing,
    pub(super) settings: Settings,
}

/// What surrounds every page.
pub(super) struct Frame {
    /// The console's name.
    pub(super) title: &'static str,
    /// Names the navigation for screen readers.
    pub(super) pages: &'static str,
    /// Names the group of language buttons.
    pub(super) languages: &'static str,
    /// Back to the passphrase.
    pub(super) lock: &'static str,
    /// Back to what customers see.
    pub(super) leave: &'static str,
    /// Something is being read.
    pub(super) reading: &'static str,
    /// Labels demonstration data.
    pub(super) demo: &'static str,
    /// Labels training.
    pub(super) training: &'static str,
    /// The automatic lock is near.
    pub(super) locking: &'static str,
    /// No, go on.
    pub(super) stay: &'static str,
    /// The browser may clear what is stored.
    pub(super) not_persistent: &'static str,
    /// The storage cannot be used: what happened and what to do.
    pub(super) storage: [&'static str; 2],
    /// What is stored cannot be read.
    pub(super) reading_failed: [&'static str; 2],
    /// The demonstration file cannot be used.
    pub(super) demo_failed: &'static str,
    /// Try again.
    pub(super) retry: &'static str,
}

/// Set-up on first start.
pub(super) struct Setup {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    /// The provisioning file cannot be used.
    pub(super) provision_broken: &'static str,
    /// A set-up file can be loaded.
    pub(super) prepared: &'static str,
    pub(super) prepared_line: &'static str,
    pub(super) load: &'static str,
    /// `{file}` was loaded.
    pub(super) loaded: &'static str,
    /// It cannot be used.
    pub(super) file_broken: &'static str,
    /// The address came with a set-up.
    pub(super) link_taken: &'static str,
    pub(super) link_broken: &'static str,
    /// Finish.
    pub(super) save: &'static str,
    /// The key is being derived.
    pub(super) saving: &'static str,
    /// It is not on disk.
    pub(super) save_failed: &'static str,
    /// Forgetting the passphrase.
    pub(super) forgetting: &'static str,
    /// It came with the provisioning file.
    pub(super) provisioned_passphrase: &'static str,
    /// What the passphrase must be.
    pub(super) passphrase_hint: &'static str,
    pub(super) passphrase_again: &'static str,
    pub(super) passphrase_short: &'static str,
    pub(super) passphrase_common: &'static str,
    pub(super) passphrase_differs: &'static str,
}

/// The pad for the staff's PIN.
pub(super) struct PadTexts {
    pub(super) title: &'static str,
    pub(super) wrong: &'static str,
    /// Wait `{n}` seconds.
    pub(super) wait: &'static str,
    pub(super) failed: &'static str,
    /// How many digits were entered: `{n}`.
    pub(super) entered: &'static str,
    pub(super) clear: &'static str,
    pub(super) open: &'static str,
    pub(super) cancel: &'static str,
}

/// The gate.
pub(super) struct Unlock {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) passphrase: &'static str,
    /// The recovery key does as well.
    pub(super) recovery_hint: &'static str,
    /// Shows what is typed.
    pub(super) show: &'static str,
    pub(super) open: &'static str,
    pub(super) checking: &'static str,
    pub(super) wrong: &'static str,
    pub(super) empty: &'static str,
    pub(super) failed: &'static str,
    /// Attempts must wait.
    pub(super) waiting: &'static str,
    /// The next in `{n}` seconds.
    pub(super) remaining: &'static str,
    /// An attempt could not be counted.
    pub(super) uncounted: &'static str,
}

/// Today's page.
pub(super) struct Today {
    pub(super) title: &'static str,
    pub(super) empty: &'static str,
    pub(super) empty_line: &'static str,
    pub(super) keeping: &'static str,
    pub(super) not_exported: &'static str,
    pub(super) all_exported: &'static str,
    /// The oldest is `{n}` days old.
    pub(super) oldest: Counted,
    /// The reminder after a week.
    pub(super) export_due: Counted,
    pub(super) to_export: &'static str,
    pub(super) last_sequence: &'static str,
    pub(super) storage: &'static str,
    pub(super) storage_promised: &'static str,
    pub(super) storage_not_promised: &'static str,
    pub(super) storage_unknown: &'static str,
}

/// Words around figures, the same on every page.
pub(super) struct Figures {
    pub(super) responses: &'static str,
    pub(super) complete: &'static str,
    pub(super) partial: &'static str,
    /// Not counted.
    pub(super) training: &'static str,
    pub(super) satisfaction: &'static str,
    pub(super) satisfaction_hint: &'static str,
    pub(super) nps: &'static str,
    pub(super) nps_hint: &'static str,
    /// `{n}` answers.
    pub(super) base: Counted,
    /// The interval, `{low}` to `{high}`.
    pub(super) interval: &'static str,
    pub(super) low_base: &'static str,
    /// No percentage under ten answers.
    pub(super) too_few: &'static str,
    pub(super) ratings: &'static str,
    pub(super) bad: &'static str,
    pub(super) bad_hint: &'static str,
    pub(super) bad_none: &'static str,
    pub(super) reasons: &'static str,
    pub(super) praise: &'static str,
    pub(super) praise_none: &'static str,
    pub(super) self_chosen: &'static str,
}

/// The list of responses.
pub(super) struct Responses {
    pub(super) title: &'static str,
    /// `{n}` in all.
    pub(super) total: Counted,
    /// `{n}` on this day.
    pub(super) day: Counted,
    pub(super) empty: &'static str,
    pub(super) caption: &'static str,
    pub(super) time: &'static str,
    pub(super) rating: &'static str,
    pub(super) said: &'static str,
    pub(super) language: &'static str,
    pub(super) outcome: &'static str,
    pub(super) complete: &'static str,
    pub(super) partial: &'static str,
    pub(super) training: &'static str,
    pub(super) no_rating: &'static str,
    pub(super) contact: &'static str,
    pub(super) show_contact: &'static str,
    pub(super) more_answers: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    /// Stands between several choices.
    pub(super) separator: &'static str,
    /// The next page of rows.
    pub(super) more: Counted,
}

/// Export.
pub(super) struct Export {
    pub(super) title: &'static str,
    pub(super) period: &'static str,
    pub(super) today: &'static str,
    pub(super) yesterday: &'static str,
    pub(super) week: &'static str,
    pub(super) month: &'static str,
    pub(super) all: &'static str,
    pub(super) range: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) bad_range: &'static str,
    pub(super) count: &'static str,
    pub(super) of_which_training: &'static str,
    pub(super) of_which_new: &'static str,
    pub(super) nothing: &'static str,
    pub(super) files: &'static str,
    pub(super) raw: &'static str,
    pub(super) raw_line: &'static str,
    pub(super) excel: &'static str,
    pub(super) excel_line: &'static str,
    pub(super) package: &'static str,
    pub(super) package_line: &'static str,
    pub(super) excel_locale: &'static str,
    pub(super) with_training: &'static str,
    pub(super) download: &'static str,
    pub(super) share: &'static str,
    /// `{n}` responses, written to `{file}`.
    pub(super) written: Counted,
    pub(super) shared: Counted,
    pub(super) again: &'static str,
    pub(super) failed: &'static str,
    /// The file is out, but that it was exported is not on disk.
    pub(super) unmarked: &'static str,
    /// Readable answers leave the tablet.
    pub(super) care: &'static str,
}

/// A day's closing sheet.
pub(super) struct Closing {
    pub(super) title: &'static str,
    pub(super) day: &'static str,
    pub(super) print: &'static str,
    pub(super) device: &'static str,
    /// Made at `{time}`.
    pub(super) made: &'static str,
    pub(super) not_exported: &'static str,
    pub(super) last_sequence: &'static str,
    pub(super) last_of_day: &'static str,
    pub(super) signature: &'static str,
    pub(super) none: &'static str,
}

/// Settings.
pub(super) struct Settings {
    pub(super) title: &'static str,
    pub(super) training: &'static str,
    pub(super) training_line: &'static str,
    pub(super) training_on: &'static str,
    pub(super) training_off: &'static str,
    pub(super) is_on: &'static str,
    pub(super) is_off: &'static str,
    pub(super) place: &'static str,
    pub(super) save: &'static str,
    pub(super) changes: &'static str,
    pub(super) confirm: &'static str,
    pub(super) cancel: &'static str,
    pub(super) saved: &'static str,
    pub(super) unchanged: &'static str,
    pub(super) version: &'static str,
    pub(super) device: &'static str,
    pub(super) failed: &'static str,
}

impl Locale {
    /// The console's texts in this language; in English where it has none.
    pub(super) fn console(self) -> &'static Texts {
        match self.code() {
            "zh-CN" => &zh_cn::TEXTS,
            "zh-TW" => &zh_tw::TEXTS,
            _ => &en::TEXTS,
        }
    }
}
