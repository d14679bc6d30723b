//! The unlocked console: navigation, standing notices, the page in hand.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    bundle::bundling,
    closing::closing,
    dashboard::dashboard,
    desk::{Desk, Opened},
    digest::digest,
    export::{Choices, export},
    form::Draft,
    idle,
    language::Language,
    parts::{alarm, button, notice, parts, tag, trouble},
    responses::responses,
    restoring::restoring,
    settings::settings,
    texts::Texts,
    today::today,
};
use crate::{
    locale::{Locale, fill},
    platform::{format, set_body, spawn, window},
    store::{Closed, Doubt},
    ui::element::{Part, element, nothing, remade},
};

/// A page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Today,
    Dashboard,
    Responses,
    Export,
    Closing,
    Settings,
}

impl Page {
    const ALL: [Self; 6] = [
        Self::Today,
        Self::Dashboard,
        Self::Responses,
        Self::Export,
        Self::Closing,
        Self::Settings,
    ];

    /// Its name in the page's marks.
    fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Dashboard => "dashboard",
            Self::Responses => "responses",
            Self::Export => "export",
            Self::Closing => "closing",
            Self::Settings => "settings",
        }
    }

    /// What the button that leads there does.
    fn act(self) -> &'static str {
        match self {
            Self::Today => "page-today",
            Self::Dashboard => "page-dashboard",
            Self::Responses => "page-responses",
            Self::Export => "page-export",
            Self::Closing => "closing-sheet",
            Self::Settings => "page-settings",
        }
    }

    fn title(self, texts: &Texts) -> &'static str {
        match self {
            Self::Today => texts.today.title,
            Self::Dashboard => texts.dashboard.title,
            Self::Responses => texts.responses.title,
            Self::Export => texts.export.title,
            Self::Closing => texts.closing.title,
            Self::Settings => texts.settings.title,
        }
    }
}

/// Where the person is, and whether they have just come there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    page: RwSignal<Page>,
    arrived: StoredValue<bool>,
}

impl Place {
    /// Goes to `page`.
    pub(super) fn go(self, page: Page) {
        self.arrived.set_value(true);
        self.page.set(page);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    /// Once after each [`Place::go`]: the heading takes the focus then.
    fn arrived(self) -> bool {
        self.arrived.try_update_value(std::mem::take).unwrap_or_default()
    }
}

/// Everything behind the passphrase.
pub(super) fn frame(opened: Rc<Opened>, language: Language) -> Part {
    let choices = Choices::new();
    let draft = opened.settings.with_untracked(Draft::of);
    let desk = Desk::new(opened);
    let place = Place { page: RwSignal::new(Page::Today), arrived: StoredValue::new(true) };
    let near = idle::watch(Box::new(move || desk.opened().leave("itself")));

    let notices = remade(Box::new(move || {
        let (locale, texts) = language.get();
        notices(&desk.opened(), locale, texts)
    }));
    let page = remade(Box::new(move || {
        let (locale, texts) = language.get();
        let page = place.page.get();
        let arrived = place.arrived();
        set_body("page", Some(page.code()));
        // What a page looks at while it is made must not make it anew.
        let content = untrack(|| match page {
            Page::Today => today(desk, place, arrived, language),
            Page::Dashboard => dashboard(desk, arrived, locale, texts),
            Page::Responses => responses(desk, arrived, locale, texts),
            Page::Export => parts![
                export(desk, choices, arrived, locale, texts),
                bundling(
                    desk.opened().store.clone(),
                    Rc::new(desk.opened().settings.get_untracked()),
                    RwSignal::new(0),
                    language,
                ),
                digest(
                    desk.opened().store.clone(),
                    Rc::new(desk.opened().settings.get_untracked()),
                    language,
                ),
                restoring(desk, locale, texts),
            ],
            Page::Closing => closing(desk, arrived, locale, texts),
            Page::Settings => settings(desk, draft, arrived, texts),
        });
        element("main").with("data-view", page.code()).holding(content).into()
    }));
    let locking = remade(Box::new(move || {
        let words = &language.get().1.frame;
        if near.get() { locking(words) } else { nothing() }
    }));
    let content =
        tag("div", "content").holding(tag("div", "notices").holding(notices)).holding(page);
    tag("div", "frame").holding(rail(place, language)).holding(content).holding(locking).into()
}

/// The navigation: a rail, or a bar at the foot of a narrow screen.
fn rail(place: Place, language: Language) -> Part {
    let link = |page: Page| {
        let current = move || (place.page.get() == page).then(|| "page".to_owned());
        let title = remade(Box::new(move || page.title(language.get().1).into()));
        let link = button("", page.act(), Box::new(move || place.go(page)))
            .following("aria-current", Box::new(current))
            .holding(title);
        element("li").holding(link).into()
    };
    let links: Vec<Part> = Page::ALL.into_iter().map(link).collect();
    let name = move || Some(language.get().1.frame.pages.to_owned());
    tag("nav", "rail")
        .following("aria-label", Box::new(name))
        .holding(element("ul").holding(links))
        .into()
}

/// What stands over every page.
fn notices(opened: &Opened, locale: Locale, texts: &Texts) -> Part {
    let words = &texts.frame;
    let (demo, training) =
        opened.settings.with(|settings| (settings.demo.is_some(), settings.training));
    let failed = opened.demo_failed.as_deref();
    parts![
        demo.then(|| notice("demo", words.demo)),
        training.then(|| notice("training", words.training)),
        failed.map(|reason| trouble("demo-failed", words.demo_failed, reason)),
        unreadable(opened, locale, texts),
        opened
            .log_fault
            .get()
            .map(|entry| { alarm("log-broken", fill(texts.digest.broken, "n", entry)) }),
        doubt(opened, locale, texts),
    ]
}

/// Responses that stay closed, by id and reason.
fn unreadable(opened: &Opened, locale: Locale, texts: &Texts) -> Option<Part> {
    let closed = opened.closed.get();
    let count = closed.iter().map(|closed| closed.count).sum();
    let item = |Closed { name, count: _, why }: &Closed| {
        element("li").holding(format!("{name}: {why}")).into()
    };
    let items: Vec<Part> = closed.iter().map(item).collect();
    let list = element("details")
        .holding(element("summary").holding(texts.keys.unreadable.of(count, locale)))
        .holding(element("ul").with("lang", "en").holding(items));
    (!closed.is_empty()).then(|| alarm("unreadable", list).into())
}

/// The date jumped: staff have to look at it.
fn doubt(opened: &Opened, locale: Locale, texts: &Texts) -> Option<Part> {
    let said = &texts.deleting;
    let day = |day| format::day(day, locale.code());
    opened.doubt.get().map(|Doubt { before, now }| {
        let told = fill(&fill(said.doubt, "before", day(before)), "now", day(now));
        let (store, doubt, now) = (opened.store.clone(), opened.doubt.clone(), opened.now());
        let believe = move || {
            let (store, doubt) = (store.clone(), doubt.clone());
            spawn(async move {
                // What is not on disk is asked again.
                if store.believe(now).await.is_ok() {
                    doubt.set(None);
                }
            });
        };
        let right = button("act", "believe", Box::new(believe)).holding(said.believe);
        alarm("clock-jumped", parts![told, " ", right]).into()
    })
}

/// The automatic lock is near. Any press takes it back, so the button needs to
/// do nothing.
fn locking(words: &super::texts::FrameTexts) -> Part {
    let stay = button("act", "stay", Box::new(|| {})).holding(words.stay);
    alarm("locking", parts![words.locking, " ", stay]).into()
}
