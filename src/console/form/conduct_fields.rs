//! The form's fields for how the kiosk behaves: hours, waits, screen, sound,
//! what customers write.

use leptos::prelude::*;

use super::{
    card::card,
    conduct::{DAYS, WAITS},
    draft::Draft,
    fields::{Field, error_line, fold, hint_line},
};
use crate::{
    console::{
        parts::{button, entered, parts, tag, ticked, words},
        texts::Texts,
    },
    locale::fill,
    platform::chime,
    store::Limits,
    ui::element::{Part, element, nothing, remade, spoken},
};

/// Everything about how the kiosk behaves.
pub(super) fn conduct_fields(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let always = draft.conduct().always;
    let open = spoken(Box::new(move || {
        if always.get() { said.hours_always } else { said.hours_set }.to_owned()
    }));
    let card_width = draft.conduct().card;
    let measured = spoken(Box::new(move || {
        if card_width.get().is_some() { said.card_is_measured } else { said.card_not_measured }
            .to_owned()
    }));
    parts![
        fold("hours", said.hours_group, open, hours(draft, texts)),
        fold("waits", said.waits_group, nothing(), waits(draft, texts)),
        fold("screen", said.screen_group, nothing(), screen(draft, texts)),
        fold("writing", said.writing_group, nothing(), writing(draft, texts)),
        fold("card", said.card_group, measured, card(draft, texts)),
    ]
}

/// When customers can rate.
fn hours(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let always = draft.conduct().always;
    let switch = check("hours-always", said.hours_always, always);
    let days = remade(Box::new(move || {
        if always.get() {
            return nothing();
        }
        let day = |index: usize| -> Option<Part> {
            let (name, label) = (*DAYS.get(index)?, *said.days.get(index)?);
            let field = Field { name, label, hint: "", optional: true };
            let input = element("input").with("type", "text");
            let input = entered(field.dress(draft, input), *draft.conduct().days.get(index)?);
            let label = element("label").with("for", &format!("field-{name}")).holding(label);
            let row = tag("div", "day").holding(label).holding(input);
            Some(row.holding(error_line(draft, name, texts)).into())
        };
        let rows: Vec<Part> = (0..DAYS.len()).filter_map(day).collect();
        tag("div", "field")
            .holding(hint_line("hours", said.hours_hint))
            .holding(tag("div", "week").holding(rows))
            .into()
    }));
    parts![switch, days]
}

/// How long the kiosk waits for somebody.
fn waits(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let mode = |(name, (fields, values)): (&'static str, ([&'static str; 3], [_; 3]))| {
        let one = |((name, label), value)| {
            number(draft, Field { name, label, hint: "", optional: false }, WAIT, value, texts)
        };
        let each = fields.into_iter().zip(said.waits).zip(values).map(one);
        tag("div", "field")
            .with("role", "group")
            .with("aria-label", name)
            .holding(words("p", "name", name))
            .holding(tag("div", "triple").holding(each.collect::<Vec<_>>()))
            .into()
    };
    let modes = said.modes.into_iter().zip(WAITS.into_iter().zip(draft.conduct().waits));
    let cooldown =
        Field { name: "cooldown", label: said.cooldown, hint: said.cooldown_hint, optional: false };
    parts![
        words("p", "hint", said.waits_line),
        modes.map(mode).collect::<Vec<_>>(),
        number(draft, cooldown, [0, 60], draft.conduct().cooldown, texts),
    ]
}

/// The least and the most a wait can be.
const WAIT: [u16; 2] = [Limits::LEAST, Limits::MOST];

fn number(
    draft: Draft,
    field: Field,
    [least, most]: [u16; 2],
    value: RwSignal<String>,
    texts: &'static Texts,
) -> Part {
    let input = element("input")
        .with("type", "number")
        .with("min", &least.to_string())
        .with("max", &most.to_string());
    field.around(draft, entered(field.dress(draft, input), value), texts)
}

/// Full screen, and how loud the staff are called.
fn screen(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    let field = Field { name: "chime", label: said.chime, hint: said.chime_hint, optional: false };
    let volume = draft.conduct().chime;
    let dial = element("input")
        .with("type", "range")
        .with("min", "0")
        .with("max", "100")
        .with("step", "5");
    let dial = entered(field.dress(draft, dial), volume);
    let shown = spoken(Box::new(move || fill(said.chime_volume, "n", volume.get())));
    let sound = button("second", "try-chime", Box::new(move || chime(draft.conduct().volume())));
    let row = tag("div", "dial")
        .holding(dial)
        .holding(tag("output", "number").with("for", "field-chime").holding(shown))
        .holding(sound.holding(said.chime_try));
    parts![
        tag("div", "field")
            .holding(check("fullscreen", said.fullscreen, draft.conduct().fullscreen))
            .holding(words("p", "hint", said.fullscreen_line)),
        field.around(draft, row, texts),
    ]
}

/// What becomes of what customers write.
fn writing(draft: Draft, texts: &'static Texts) -> Part {
    let said = &texts.conduct;
    tag("div", "field")
        .holding(check("masking", said.masking, draft.conduct().masking))
        .holding(words("p", "hint", said.masking_line))
        .into()
}

/// A box to tick, with its label.
fn check(name: &str, label: &str, value: RwSignal<bool>) -> Part {
    let tick = element("input")
        .with("type", "checkbox")
        .with("id", &format!("field-{name}"))
        .with("data-field", name);
    let tick = ticked(tick, move || value.get(), move |on| value.set(on));
    tag("label", "check").holding(tick).holding(label).into()
}
