//! The form's choices: time zone, questionnaire, languages.

use leptos::prelude::*;

use super::{
    draft::Draft,
    fields::{error_line, has_fault, hint_line, label_line},
};
use crate::{
    console::texts::Texts,
    locale::{Locale, fill},
    platform::{zone_exists, zones as zones_of_browser},
    store::QuestionnaireName,
};

/// The time zone: a list where the browser has one, else a field.
pub(super) fn zones(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let words = &texts.fields;
    let mut zones = zones_of_browser();
    // The zone in hand may go by a name the list does not have.
    let chosen = draft.zone.get_untracked();
    if !zones.is_empty() && !zones.contains(&chosen) && zone_exists(&chosen) {
        zones.insert(0, chosen);
    }
    let invalid = move || has_fault(draft, "zone").to_string();
    let field = if zones.is_empty() {
        view! {
            <input
                id="field-zone"
                data-field="zone"
                autocomplete="off"
                aria-describedby="hint-zone error-zone"
                aria-invalid=invalid
                prop:value=move || draft.zone.get()
                on:input=move |event| draft.zone.set(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        let option = |zone: String| {
            let here = zone == draft.zone.get_untracked();
            let name = zone.clone();
            view! { <option value=zone selected=here>{name}</option> }
        };
        view! {
            <select
                id="field-zone"
                data-field="zone"
                aria-describedby="hint-zone error-zone"
                aria-invalid=invalid
                on:change=move |event| draft.zone.set(event_target_value(&event))
            >
                {zones.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="field">
            {label_line("zone", words.zone, false, texts)} {hint_line("zone", words.zone_hint)}
            {field} {error_line(draft, "zone", texts)}
        </div>
    }
}

/// Which questionnaire is asked.
pub(super) fn questionnaires(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let words = &texts.fields;
    let option = move |name: QuestionnaireName| {
        let (title, line) = match name {
            QuestionnaireName::Counter => (words.counter, words.counter_line),
            QuestionnaireName::Lobby => (words.lobby, words.lobby_line),
        };
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="questionnaire"
                    data-field=format!("questionnaire-{}", name.code())
                    prop:checked=move || draft.questionnaire.get() == name
                    on:change=move |_| draft.questionnaire.set(name)
                />
                <span><b>{title}</b> " " <span class="soft">{line}</span></span>
            </label>
        }
    };
    view! {
        <div class="field" role="radiogroup" aria-labelledby="label-questionnaire">
            <p class="name" id="label-questionnaire">{words.questionnaire}</p>
            {QuestionnaireName::ALL.map(option).into_iter().collect_view()}
        </div>
    }
}

/// Which languages are offered, and in which order.
pub(super) fn languages(draft: Draft, texts: &'static Texts) -> impl IntoView {
    let words = &texts.fields;
    let offer = move |locale: Locale, offered: bool| {
        draft.locales.update(|locales| {
            locales.iter_mut().filter(|(other, _)| *other == locale).for_each(|it| it.1 = offered);
        });
    };
    let up = move |locale: Locale| {
        draft.locales.update(|locales| {
            let place = locales.iter().position(|(other, _)| *other == locale);
            if let Some(above) = place.and_then(|place| place.checked_sub(1)) {
                locales.swap(above, above + 1);
            }
        });
    };
    let row = move |locale: Locale| {
        let place = move || {
            draft.locales.with(|locales| locales.iter().position(|(other, _)| *other == locale))
        };
        let offered = move || draft.locales.with(|locales| locales.contains(&(locale, true)));
        let first = move || {
            let first = draft.locales.with(|locales| {
                locales.iter().find(|(_, offered)| *offered).map(|(locale, _)| *locale)
            });
            (first == Some(locale)).then(|| view! { <span class="soft">{words.first}</span> })
        };
        view! {
            <li>
                <label class="check">
                    <input
                        type="checkbox"
                        data-field=format!("locale-{}", locale.code())
                        prop:checked=offered
                        on:change=move |event| offer(locale, event_target_checked(&event))
                    />
                    <span lang=locale.code()>{locale.name()}</span>
                    {first}
                </label>
                <button
                    type="button"
                    class="second small"
                    data-act=format!("move-up-{}", locale.code())
                    aria-label=fill(words.move_up, "name", locale.name())
                    disabled=move || place() == Some(0)
                    on:click=move |_| up(locale)
                >
                    "↑"
                </button>
            </li>
        }
    };
    let order = move || {
        draft.locales.with(|locales| locales.iter().map(|(locale, _)| *locale).collect::<Vec<_>>())
    };
    view! {
        <div class="field" role="group" aria-labelledby="label-locales">
            <p class="name" id="label-locales">{words.locales}</p>
            {hint_line("locales", words.locales_hint)}
            <ol class="order" id="field-locales" tabindex="-1">
                <For each=order key=|locale| *locale children=row />
            </ol>
            {error_line(draft, "locales", texts)}
        </div>
    }
}
