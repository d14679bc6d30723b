//! What a visit is about: teller, business type, ticket. Told by the address
//! (`#teller=…&business=…&ticket=…`), by a page that embeds the kiosk
//! (`postMessage`), or chosen by staff for the shift. What is on none of the
//! tablet's lists is refused and said.

use heard_exchange::{Channel, Visit};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, UrlSearchParams, Window};

use super::app::Kiosk;
use crate::{
    platform::{listen, local_day, window},
    store::{Place, Settings, Shift},
};

/// What is known about the visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AtHand {
    /// Who stands at the counter, until somebody else does.
    teller: Option<Place>,
    /// What this one visit is about.
    business: Option<Place>,
    /// The ticket of this one visit.
    ticket: Option<String>,
    /// How people are reached on this occasion.
    channel: Option<Channel>,
}

/// What somebody tells about a visit, by the names of its parts.
type Told<'a> = &'a dyn Fn(&str) -> Option<String>;

impl AtHand {
    /// What staff have chosen for the shift, where nothing else was told.
    fn begin(&mut self, settings: &Settings, shift: Shift) {
        let teller = shift.teller.and_then(|code| listed(&settings.visits.tellers, &code));
        self.teller = self.teller.take().or(teller);
        self.channel = shift.channel;
    }

    /// Takes in what is told, all of it or nothing. Parts not mentioned stay.
    ///
    /// # Errors
    /// The name of the part that is on no list, or is no ticket.
    fn take(&mut self, settings: &Settings, told: Told<'_>) -> Result<(), &'static str> {
        let mut new = self.clone();
        let lists = &settings.visits;
        if let Some(code) = told("teller") {
            new.teller = Some(listed(&lists.tellers, &code).ok_or("teller")?);
        }
        if let Some(code) = told("business") {
            new.business = Some(listed(&lists.businesses, &code).ok_or("business")?);
        }
        if let Some(ticket) = told("ticket") {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            let is_ticket = ticket.len() <= 20 && ticket.bytes().all(allowed);
            new.ticket = Some(is_ticket.then_some(ticket).ok_or("ticket")?);
        }
        *self = new;
        Ok(())
    }

    /// The visit is over; who stands at the counter stays.
    pub(super) fn end(&mut self) {
        (self.business, self.ticket) = (None, None);
    }

    /// As it stands in the response.
    pub(super) fn visit(&self, settings: &Settings) -> Visit {
        let code = |place: &Option<Place>| place.as_ref().map(|it| it.code.clone());
        Visit {
            branch: settings.branch.code.clone(),
            counter: code(&settings.counter).unwrap_or_default(),
            teller: code(&self.teller),
            business: code(&self.business),
            ticket: self.ticket.clone(),
            ..Visit::default()
        }
    }

    /// How the person was reached.
    pub(super) fn channel(&self, settings: &Settings) -> Channel {
        self.channel.unwrap_or_else(|| settings.usual_channel())
    }
}

fn listed(list: &[Place], code: &str) -> Option<Place> {
    list.iter().find(|place| place.code == code).cloned()
}

impl Kiosk {
    /// Takes in what staff have chosen for the shift. After the first question
    /// is there: the day in the branch's zone takes the browser long.
    pub(super) async fn begin_shift(self) {
        let known = self.look(|open| (open.store.clone(), open.tablet.settings.zone.clone()));
        let Some((store, zone)) = known else { return };
        // Without it the tablet's own settings hold.
        if let Ok(shift) = store.shift(&local_day(&zone).to_string()).await {
            self.change_open(|open| open.visit.begin(&open.tablet.settings, shift));
            self.show_rated();
        }
    }

    /// Listens to the address and to the page around this one.
    pub(super) fn hear_about_visits(self) {
        self.show_visit();
        self.hear_address();
        listen(&window(), &["hashchange"], Box::new(move |_| self.hear_address()));
        let hear = move |event: Event| {
            if let Some(message) = event.dyn_ref() {
                self.hear_message(message);
            }
        };
        listen(&window(), &["message"], Box::new(hear));
    }

    /// Shows who and what is rated.
    pub(super) fn show_visit(self) {
        self.show_rated();
        self.refused.set(String::new());
    }

    fn show_rated(self) {
        let about = self.look(|open| {
            let about = [&open.visit.teller, &open.visit.business];
            about.map(|place| place.as_ref().map_or("", |place| &place.name)).join(" ")
        });
        self.rated.set(about.unwrap_or_default());
    }

    fn hear_address(self) {
        let hash = window().location().hash().unwrap_or_default();
        let told = hash.strip_prefix('#').map(UrlSearchParams::new_with_str);
        if let Some(Ok(told)) = told {
            // What is refused is shown on the screen.
            let _ = self.take(&|part| told.get(part));
        }
    }

    /// `{heard: "visit", teller, business, ticket}` from a page that may embed
    /// the kiosk; answered with `{heard: "visit", refused}`, `null` for taken.
    fn hear_message(self, event: &MessageEvent) {
        let origin = event.origin();
        let field = |name: &str| Reflect::get(&event.data(), &name.into()).unwrap_or_default();
        let about_a_visit = event.data().is_object() && field("heard") == "visit";
        let known = self.look(|open| open.tablet.settings.visits.embedders.contains(&origin));
        if !about_a_visit || known != Some(true) {
            return;
        }
        let refused = self.take(&|part| field(part).as_string()).err();
        let answer = js_sys::Object::new();
        // Setting a field of a fresh object does not fail.
        let _ = Reflect::set(&answer, &"heard".into(), &"visit".into());
        let _ =
            Reflect::set(&answer, &"refused".into(), &refused.map_or(JsValue::NULL, Into::into));
        if let Some(page) = event.source() {
            // A page that is gone needs no answer.
            let _ = page.unchecked_into::<Window>().post_message(&answer, &origin);
        }
    }

    fn take(self, told: Told<'_>) -> Result<(), &'static str> {
        let taken = self.change_open(|open| open.visit.take(&open.tablet.settings, told));
        let taken = taken.unwrap_or(Ok(()));
        self.show_visit();
        if let Err(part) = taken {
            // Whoever wrote it: no more than a line is shown.
            let told: String = told(part).unwrap_or_default().chars().take(40).collect();
            self.refused.set([part, " ", &told].concat());
        }
        taken
    }
}
