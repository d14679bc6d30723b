//! What was entered; survives a change of language.

use leptos::prelude::*;

use super::{
    conduct::ConductDraft,
    fault::Fault,
    pin::PinDraft,
    values::{Values, faults},
    visits::VisitsDraft,
};
use crate::{
    locale::Locale,
    platform::zone_of_device,
    provision::Provision,
    store::{Conduct, Place, QuestionnaireName, Settings, Visits},
};

/// What is in the fields.
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
    /// Kept apart: a draft is passed around by value.
    conduct: StoredValue<ConductDraft>,
    pub(super) visits: VisitsDraft,
    pub(super) pin: PinDraft,
    /// What is wrong, as of the last attempt.
    pub(crate) faults: RwSignal<Vec<Fault>>,
}

impl Draft {
    /// Starts with nothing but what is usual.
    pub(crate) fn new() -> Self {
        Self {
            bank: RwSignal::default(),
            logo: RwSignal::new(None),
            branch_code: RwSignal::default(),
            branch_name: RwSignal::default(),
            counter_code: RwSignal::default(),
            counter_name: RwSignal::default(),
            locales: RwSignal::new(Locale::ALL.map(|locale| (locale, true)).to_vec()),
            zone: RwSignal::new(zone_of_device()),
            questionnaire: RwSignal::default(),
            retention: RwSignal::new(Provision::RETENTION_DAYS.to_string()),
            conduct: StoredValue::new(ConductDraft::of(&Conduct::default())),
            visits: VisitsDraft::of(&Visits::default()),
            pin: PinDraft::new(false),
            faults: RwSignal::new(Vec::new()),
        }
    }

    /// Shows what `provision` knows; what it does not know stays, but for how
    /// the kiosk behaves and what a visit can be about, which are as usual
    /// where it says nothing.
    pub(crate) fn show(self, provision: &Provision) {
        let place = |place: &Option<Place>, code: RwSignal<String>, name: RwSignal<String>| {
            if let Some(place) = place {
                code.set(place.code.clone());
                name.set(place.name.clone());
            }
        };
        let text = |text: &Option<String>, field: RwSignal<String>| {
            if let Some(text) = text {
                field.set(text.clone());
            }
        };
        text(&provision.bank, self.bank);
        text(&provision.zone, self.zone);
        if provision.logo.is_some() {
            self.logo.set(provision.logo.clone());
        }
        place(&provision.branch, self.branch_code, self.branch_name);
        place(&provision.counter, self.counter_code, self.counter_name);
        if let Some(locales) = &provision.locales {
            self.offer(locales);
        }
        if let Some(questionnaire) = provision.questionnaire {
            self.questionnaire.set(questionnaire);
        }
        if let Some(days) = provision.retention_days {
            self.retention.set(days.to_string());
        }
        self.conduct().show(&provision.conduct);
        self.visits.show(&provision.visits);
        self.pin.clear(provision.pin.is_some());
        self.faults.set(Vec::new());
    }

    /// Offers these languages, the others below them not.
    fn offer(self, locales: &[Locale]) {
        let mut rows: Vec<(Locale, bool)> = Vec::new();
        let offered = locales.iter().map(|locale| (*locale, true));
        for (locale, is_offered) in offered.chain(Locale::ALL.map(|locale| (locale, false))) {
            if rows.iter().all(|(other, _)| *other != locale) {
                rows.push((locale, is_offered));
            }
        }
        self.locales.set(rows);
    }

    /// Starts with what is in force.
    pub(crate) fn of(settings: &Settings) -> Self {
        let draft = Self::new();
        draft.show(&Provision {
            bank: Some(settings.bank.clone()),
            logo: settings.logo.clone(),
            branch: Some(settings.branch.clone()),
            counter: settings.counter.clone(),
            locales: Some(settings.locales.clone()),
            zone: Some(settings.zone.clone()),
            questionnaire: Some(settings.questionnaire),
            retention_days: Some(settings.retention_days),
            pin: settings.pin.clone(),
            conduct: settings.conduct.clone(),
            visits: settings.visits.clone(),
            ..Provision::default()
        });
        draft
    }

    /// Empties the fields of the PIN; whether there is one now.
    pub(crate) fn forget_pin(self, is_set: bool) {
        self.pin.clear(is_set);
    }

    /// What was entered about how the kiosk behaves.
    pub(super) fn conduct(self) -> ConductDraft {
        self.conduct.get_value()
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
        let mut entered = Vec::new();
        let values = Values {
            bank: text(self.bank),
            logo: self.logo.get_untracked(),
            counter: (counter != Place::default()).then_some(counter),
            branch,
            locales,
            zone: text(self.zone),
            questionnaire: self.questionnaire.get_untracked(),
            retention_days: retention.unwrap_or_default(),
            conduct: self.conduct().read(&mut entered),
            visits: self.visits.read(&mut entered),
            pin: self.pin.read(&mut entered),
        };
        let mut faults = faults(&values);
        faults.append(&mut entered);
        if faults.is_empty() { Ok(values) } else { Err(faults) }
    }
}
