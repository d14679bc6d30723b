//! What the fields of the form come to, checked.

use heard_exchange::DeviceId;

use super::{fault::Fault, pin::PinEdit};
use crate::{
    locale::Locale,
    platform::{CryptoError, zone_exists},
    store::{Conduct, Gate, Keys, Place, QuestionnaireName, Settings, Visits},
};

/// Everything but the passphrase.
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
    pub(crate) conduct: Conduct,
    pub(crate) visits: Visits,
    pub(crate) pin: PinEdit,
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
            conduct: settings.conduct,
            visits: settings.visits,
            pin: PinEdit::Keep,
        }
    }

    /// The settings of a tablet, with what the form does not ask for.
    ///
    /// # Errors
    /// When the browser has no cryptography here.
    pub(crate) async fn with(self, kept: Kept) -> Result<Settings, CryptoError> {
        let Kept { keys, passphrase, pin, device, training, demo } = kept;
        Ok(Settings {
            bank: self.bank,
            logo: self.logo,
            branch: self.branch,
            counter: self.counter,
            locales: self.locales,
            zone: self.zone,
            questionnaire: self.questionnaire,
            keys,
            passphrase,
            pin: match self.pin {
                PinEdit::Keep => pin,
                PinEdit::Take(pin) => Some(Gate::new(&pin).await?),
                PinEdit::Remove => None,
            },
            retention_days: self.retention_days,
            device,
            training,
            conduct: self.conduct,
            visits: self.visits,
            demo,
        })
    }
}

/// What the form does not ask for.
pub(crate) struct Kept {
    pub(crate) keys: Keys,
    pub(crate) passphrase: Option<Gate>,
    pub(crate) pin: Option<Gate>,
    pub(crate) device: DeviceId,
    pub(crate) training: bool,
    pub(crate) demo: Option<String>,
}

impl Kept {
    /// What is in force.
    pub(crate) fn of(settings: &Settings) -> Self {
        let Settings { keys, passphrase, pin, device, training, demo, .. } = settings.clone();
        Self { keys, passphrase, pin, device, training, demo }
    }
}

/// What is wrong with the values that are not checked as they are read, in the
/// form's order.
pub(super) fn faults(values: &Values) -> Vec<Fault> {
    let Values { bank, branch, counter, locales, zone, retention_days, .. } = values;
    let counter = counter.as_ref();
    [
        (bank.is_empty(), Fault::BankMissing),
        (branch.code.is_empty(), Fault::BranchCodeMissing),
        (!is_code(&branch.code), Fault::BranchCodeForm),
        (branch.name.is_empty(), Fault::BranchNameMissing),
        (counter.is_some_and(|counter| counter.code.is_empty()), Fault::CounterCodeMissing),
        (counter.is_some_and(|counter| !is_code(&counter.code)), Fault::CounterCodeForm),
        (locales.is_empty(), Fault::LocalesMissing),
        (!zone_exists(zone), Fault::ZoneUnknown),
        (*retention_days == 0, Fault::RetentionRange),
    ]
    .into_iter()
    .filter_map(|(wrong, fault)| wrong.then_some(fault))
    .collect()
}

/// Whether `code` can stand in exports: letters, digits, hyphen, underscore.
pub(super) fn is_code(code: &str) -> bool {
    let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    code.chars().all(allowed) && code.chars().count() <= 40
}
