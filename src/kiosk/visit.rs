//! What a visit is about: teller, business type, ticket. Told by the address
//! (`#teller=…&business=…&ticket=…`), by a page that embeds the kiosk
//! (`postMessage`), or chosen by staff for the shift. What is on none of the
//! tablet's lists is refused and said.

use gloo::events::EventListener;
use heard_exchange::{Channel, Visit};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, UrlSearchParams, Window};

use super::app::Kiosk;
use crate::{
    platform::window,
    store::{Place, Settings, Shift},
};

/// What is known about the visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AtHand {
    /// Who stands at the counter, until somebody else does.
    pub(super) teller: Option<Place>,
    /// What this one visit is about.
    pub(super) business: Option<Place>,
    /// The ticket of this one visit.
    ticket: String,
    /// How people are reached on this occasion.
    channel: Option<Channel>,
    /// What was told but is on no list.
    pub(super) refused: Option<String>,
}

/// What somebody tells about a visit, by the names of its parts.
type Told<'a> = &'a dyn Fn(&str) -> Option<String>;

impl AtHand {
    /// What staff have chosen for the shift.
    pub(super) fn begin(&mut self, settings: &Settings, shift: Shift) {
        self.teller = shift.teller.and_then(|code| listed(&settings.visits.tellers, &code));
        self.channel = shift.channel;
    }

    /// Takes in what is told, all of it or nothing. Parts not mentioned stay.
    ///
    /// # Errors
    /// The name of the part that is on no list, or is no ticket.
    fn take(&mut self, settings: &Settings, told: Told<'_>) -> Result<(), &'static str> {
        let mut new = Self { refused: None, ..self.clone() };
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
            new.ticket = is_ticket.then_some(ticket).ok_or("ticket")?;
        }
        *self = new;
        Ok(())
    }

    /// The visit is over; who stands at the counter stays.
    pub(super) fn end(&mut self) {
        (self.business, self.ticket, self.refused) = Default::default();
    }

    /// As it stands in the response.
    pub(super) fn visit(&self, settings: &Settings) -> Visit {
        let code = |place: &Option<Place>| place.as_ref().map(|it| it.code.clone());
        Visit {
            branch: settings.branch.code.clone(),
            counter: code(&settings.counter).unwrap_or_default(),
            teller: code(&self.teller),
            business: code(&self.business),
            ticket: (!self.ticket.is_empty()).then(|| self.ticket.clone()),
            ..Visit::default()
        }
    }

    /// How the person was reached.
    pub(super) fn channel(&self, settings: &Settings) -> Channel {
        let usual = match settings.counter {
            Some(_) => Channel::Counter,
            None => Channel::Lobby,
        };
        self.channel.or(settings.visits.channel).unwrap_or(usual)
    }
}

fn listed(list: &[Place], code: &str) -> Option<Place> {
    list.iter().find(|place| place.code == code).cloned()
}

impl Kiosk {
    /// Listens to the address and to the page around this one.
    pub(super) fn hear_about_visits(self) {
        self.hear_address();
        EventListener::new(&window(), "hashchange", move |_| self.hear_address()).forget();
        EventListener::new(&window(), "message", move |event| {
            if let Some(message) = event.dyn_ref() {
                self.hear_message(message);
            }
        })
        .forget();
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
        let embedders = self.settings(|settings| settings.visits.embedders.clone());
        let field = |name: &str| Reflect::get(&event.data(), &name.into()).unwrap_or_default();
        let about_a_visit = event.data().is_object() && field("heard") == "visit";
        if !about_a_visit || !embedders.is_some_and(|known| known.contains(&origin)) {
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
        let settings = self.settings(Clone::clone);
        let Some(settings) = settings else { return Ok(()) };
        let mut taken = Ok(());
        self.visit.update(|visit| {
            taken = visit.take(&settings, told);
            if let Err(part) = taken {
                visit.refused = Some([part, " ", &told(part).unwrap_or_default()].concat());
            }
        });
        taken
    }
}
