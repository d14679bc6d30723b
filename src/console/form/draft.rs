//! What was entered, and whether it will do.

use leptos::prelude::*;

use crate::{
    console::texts::Texts,
    locale::Locale,
    platform::{zone_exists, zone_of_device},
    provision::Provision,
    store::{Place, QuestionnaireName, Settings},
};

/// What is in the fields; survives a change of language.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    pub(super) bank: RwSignal<String>,
    pub(super) logo: RwSignal<Option<String>>,
    pub(super) branch_code: RwSignal<String>,
    pub(super) branch_name: RwSignal<String>,
    pub(super) counter_code: RwSignal<String>,
    pub(super) counter_name: RwSignal<String>,
    /// In the order offered; whether each is.
    pub(super) locales: RwSignal<Vec<(Locale, bool)>>,
    pub(super) zone: RwSignal<String>,
    pub(super) questionnaire: RwSignal<QuestionnaireName>,
    pub(super) retention: RwSignal<String>,
    /// What is wrong, as of the last attempt.
    pub(crate) faults: RwSignal<Vec<Fault>>,
}

/// What the fields come to, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) bank: String,
    pub(crate) logo: Option<String>,
    pub(crate) branch: Place,
    pub(crate) counter: Option<Place>,
    pub(crate) locales: Vec<Locale>,
    pub(crate) zone: String,
    pub(crate) questionnaire: QuestionnaireName,
    pub(crate) retention_days: u16,
}

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
            Self::PassphraseShort | Self::PassphraseCommon => "passphrase",
            Self::PassphraseDiffers => "passphrase-again",
        }
    }

    /// What to do about it.
    pub(crate) fn text(self, texts: &Texts) -> &'static str {
        let words = &texts.fields;
        match self {
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
            Self::PassphraseShort => texts.setup.passphrase_short,
            Self::PassphraseCommon => texts.setup.passphrase_common,
            Self::PassphraseDiffers => texts.setup.passphrase_differs,
        }
    }
}

impl Draft {
    /// Starts with what provisioning knows.
    pub(crate) fn of_provision(provision: &Provision) -> Self {
        let provision = provision.clone();
        Self::of(Values {
            bank: provision.bank.unwrap_or_default(),
            logo: provision.logo,
            branch: provision.branch.unwrap_or_default(),
            counter: provision.counter,
            locales: provision.locales.unwrap_or_else(|| Locale::ALL.to_vec()),
            zone: provision.zone.unwrap_or_else(zone_of_device),
            questionnaire: provision.questionnaire.unwrap_or_default(),
            retention_days: provision.retention_days.unwrap_or(Provision::RETENTION_DAYS),
        })
    }

    /// Starts with what is in force.
    pub(crate) fn of(values: Values) -> Self {
        let offered = values.locales.iter().map(|locale| (*locale, true));
        let others = Locale::ALL.into_iter().filter(|locale| !values.locales.contains(locale));
        let locales = offered.chain(others.map(|locale| (locale, false))).collect();
        let counter = values.counter.unwrap_or_default();
        Self {
            bank: RwSignal::new(values.bank),
            logo: RwSignal::new(values.logo),
            branch_code: RwSignal::new(values.branch.code),
            branch_name: RwSignal::new(values.branch.name),
            counter_code: RwSignal::new(counter.code),
            counter_name: RwSignal::new(counter.name),
            locales: RwSignal::new(locales),
            zone: RwSignal::new(values.zone),
            questionnaire: RwSignal::new(values.questionnaire),
            retention: RwSignal::new(values.retention_days.to_string()),
            faults: RwSignal::new(Vec::new()),
        }
    }

    /// Something is wrong with the field. Tracked.
    pub(crate) fn has_fault(self, field: &str) -> bool {
        self.faults.with(|faults| faults.iter().any(|fault| fault.field() == field))
    }

    /// What the fields come to, or everything that is wrong with them, in
    /// their order.
    pub(crate) fn values(self) -> Result<Values, Vec<Fault>> {
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        let branch = Place { code: text(self.branch_code), name: text(self.branch_name) };
        let counter = Place { code: text(self.counter_code), name: text(self.counter_name) };
        let retention = text(self.retention).parse().ok().filter(|days| (1..=3650).contains(days));
        let locales = self.locales.get_untracked();
        let locales: Vec<_> =
            locales.into_iter().filter(|(_, offered)| *offered).map(|(locale, _)| locale).collect();
        let values = Values {
            bank: text(self.bank),
            logo: self.logo.get_untracked(),
            counter: (counter != Place::default()).then_some(counter),
            branch,
            locales,
            zone: text(self.zone),
            questionnaire: self.questionnaire.get_untracked(),
            retention_days: retention.unwrap_or_default(),
        };
        let faults = faults(&values);
        if faults.is_empty() { Ok(values) } else { Err(faults) }
    }
}

fn faults(values: &Values) -> Vec<Fault> {
    let code = |code: &str| {
        let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        code.chars().all(allowed) && code.chars().count() <= 40
    };
    let Values { bank, branch, counter, locales, zone, retention_days, .. } = values;
    let counter = counter.as_ref();
    [
        (bank.is_empty(), Fault::BankMissing),
        (branch.code.is_empty(), Fault::BranchCodeMissing),
        (!code(&branch.code), Fault::BranchCodeForm),
        (branch.name.is_empty(), Fault::BranchNameMissing),
        (counter.is_some_and(|counter| counter.code.is_empty()), Fault::CounterCodeMissing),
        (counter.is_some_and(|counter| !code(&counter.code)), Fault::CounterCodeForm),
        (locales.is_empty(), Fault::LocalesMissing),
        (!zone_exists(zone), Fault::ZoneUnknown),
        (*retention_days == 0, Fault::RetentionRange),
    ]
    .into_iter()
    .filter_map(|(wrong, fault)| wrong.then_some(fault))
    .collect()
}

impl Values {
    /// Those in force.
    pub(crate) fn of(settings: &Settings) -> Self {
        let settings = settings.clone();
        Self {
            bank: settings.bank,
            logo: settings.logo,
            branch: settings.branch,
            counter: settings.counter,
            locales: settings.locales,
            zone: settings.zone,
            questionnaire: settings.questionnaire,
            retention_days: settings.retention_days,
        }
    }

    /// `settings` with these in place of its own.
    pub(crate) fn put_into(self, settings: Settings) -> Settings {
        let Self { bank, logo, branch, counter, locales, zone, questionnaire, retention_days } =
            self;
        Settings {
            bank,
            logo,
            branch,
            counter,
            locales,
            zone,
            questionnaire,
            retention_days,
            ..settings
        }
    }
}
