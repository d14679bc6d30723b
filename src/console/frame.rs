//! The unlocked console: navigation, standing notices, the page in hand.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    closing::closing,
    desk::{Desk, Opened},
    export::{Choices, export},
    form::{Draft, Values},
    idle,
    language::Language,
    parts::{alarm, notice},
    responses::responses,
    settings::settings,
    texts::Texts,
    today::today,
};
use crate::platform::{set_body, window};

/// A page of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Today,
    Responses,
    Export,
    Closing,
    Settings,
}

impl Page {
    const ALL: [Self; 5] =
        [Self::Today, Self::Responses, Self::Export, Self::Closing, Self::Settings];

    /// Its name in the page's marks.
    fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
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
            Self::Responses => "page-responses",
            Self::Export => "page-export",
            Self::Closing => "closing-sheet",
            Self::Settings => "page-settings",
        }
    }

    fn title(self, texts: &Texts) -> &'static str {
        match self {
            Self::Today => texts.today.title,
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
pub(super) fn frame(opened: Rc<Opened>, language: Language) -> impl IntoView {
    let desk = Desk::new(opened.clone());
    let place = Place { page: RwSignal::new(Page::Today), arrived: StoredValue::new(true) };
    let near = idle::watch();
    let choices = Choices::new();
    let draft = Draft::of(opened.settings.with_untracked(Values::of));
    let settings_of_tablet = opened.settings.clone();
    let demo = settings_of_tablet.with_untracked(|settings| settings.demo.is_some());
    let demo_failed = opened.demo_failed.clone();

    let link = move |page: Page| {
        let current = move || (place.page.get() == page).then_some("page");
        view! {
            <li>
                <button
                    type="button"
                    data-act=page.act()
                    aria-current=current
                    on:click=move |_| place.go(page)
                >
                    {move || page.title(language.get().1)}
                </button>
            </li>
        }
    };
    let notices = move || {
        let words = &language.get().1.frame;
        let training = settings_of_tablet.with(|settings| settings.training);
        view! {
            {demo.then(|| notice("demo", words.demo))}
            {training.then(|| notice("training", words.training))}
            {demo_failed.clone().map(|reason| {
                alarm("demo-failed", view! { {words.demo_failed} " " <span lang="en">{reason}</span> })
            })}
        }
    };
    let shown = move || {
        let (locale, texts) = language.get();
        let page = place.page.get();
        let arrived = place.arrived();
        set_body("page", Some(page.code()));
        let view = match page {
            Page::Today => today(desk, place, arrived, locale, texts).into_any(),
            Page::Responses => responses(desk, arrived, locale, texts).into_any(),
            Page::Export => export(desk, choices, arrived, locale, texts).into_any(),
            Page::Closing => closing(desk, arrived, locale, texts).into_any(),
            Page::Settings => settings(desk, draft, arrived, texts).into_any(),
        };
        view! { <main data-view=page.code()>{view}</main> }
    };
    let locking = move || {
        let words = &language.get().1.frame;
        near.get().then(|| {
            let stay = view! {
                {words.locking} " "
                <button type="button" class="act" data-act="stay">{words.stay}</button>
            };
            alarm("locking", stay)
        })
    };
    view! {
        <div class="frame">
            <nav class="rail" aria-label=move || language.get().1.frame.pages>
                <ul>{Page::ALL.map(link).into_iter().collect_view()}</ul>
            </nav>
            <div class="content">
                <div class="notices">{notices}</div>
                {shown}
            </div>
            {locking}
        </div>
    }
}
