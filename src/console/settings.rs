//! Settings: training, and what set-up asked for.

mod changes;

use leptos::{html, prelude::*, task::spawn_local};

use self::changes::{Change, changes};
use super::{
    desk::{Desk, Opened},
    form::{Draft, Values, summary, values_form},
    parts::{alarm, heading, into_view, notice, take_focus},
    texts::Texts,
};
use crate::{
    platform::{StorageError, version},
    store::Settings,
};

/// How far an edit has come.
#[derive(Clone)]
enum Step {
    /// Nothing asked for yet.
    Editing,
    /// These would change; the person is asked.
    Asking(Vec<Change>),
    /// On disk.
    Saved,
    /// There was nothing to save.
    Unchanged,
    /// Not on disk, in the browser's words.
    Failed(String),
}

/// The page.
pub(super) fn settings(
    desk: Desk,
    draft: Draft,
    arrived: bool,
    texts: &'static Texts,
) -> impl IntoView {
    let words = &texts.settings;
    let step = RwSignal::new(Step::Editing);
    let submit = move || match draft.values() {
        Err(faults) => {
            step.set(Step::Editing);
            draft.faults.set(faults);
        }
        Ok(values) => {
            draft.faults.set(Vec::new());
            let before = desk.opened().settings.with_untracked(Values::of);
            let changes = changes(&before, &values, texts);
            step.set(if changes.is_empty() { Step::Unchanged } else { Step::Asking(changes) });
        }
    };
    let device = desk.opened().settings.with_untracked(|it| it.device.as_str().to_owned());
    view! {
        {heading(words.title, arrived)}
        {training(desk, step, texts)}
        <h2>{words.place}</h2>
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            {summary(draft, texts)}
            {values_form(draft, texts)}
            <button type="submit" class="act" data-act="save">{words.save}</button>
        </form>
        <div class="outcome">{move || told(step.get(), desk, draft, step, texts)}</div>
        <dl class="facts soft">
            <dt>{words.device}</dt>
            <dd>{device}</dd>
            <dt>{words.version}</dt>
            <dd>{concat!("Heard ", env!("CARGO_PKG_VERSION"))} " " {version()}</dd>
        </dl>
    }
}

/// The switch: in force at once.
fn training(desk: Desk, step: RwSignal<Step>, texts: &'static Texts) -> impl IntoView {
    let words = &texts.settings;
    let settings = desk.opened().settings.clone();
    let switch = move || {
        let on = settings.with(|settings| settings.training);
        let act = if on { "training-off" } else { "training-on" };
        let turn = move |_| {
            let changed = Settings { training: !on, ..desk.opened().settings.get_untracked() };
            spawn_local(async move {
                if let Err(error) = keep(&desk.opened(), changed).await {
                    step.try_set(Step::Failed(error.detail));
                }
            });
        };
        view! {
            <p>
                <strong>{if on { words.is_on } else { words.is_off }}</strong>
            </p>
            <button type="button" class="act" data-act=act on:click=turn>
                {if on { words.training_off } else { words.training_on }}
            </button>
        }
    };
    view! {
        <section class="panel">
            <h2>{words.training}</h2>
            <p>{words.training_line}</p>
            {switch}
        </section>
    }
}

/// Keeps `settings`; then they are in force.
async fn keep(opened: &Opened, settings: Settings) -> Result<(), StorageError> {
    opened.store.save_settings(&settings).await?;
    opened.settings.set(settings);
    Ok(())
}

/// What came of it, or what is asked.
fn told(
    now: Step,
    desk: Desk,
    draft: Draft,
    step: RwSignal<Step>,
    texts: &'static Texts,
) -> Option<AnyView> {
    let words = &texts.settings;
    match now {
        Step::Editing => None,
        Step::Asking(changes) => Some(asked(changes, desk, draft, step, texts).into_any()),
        Step::Saved => Some(notice("saved", words.saved).into_any()),
        Step::Unchanged => Some(notice("unchanged", words.unchanged).into_any()),
        Step::Failed(detail) => Some(
            alarm("save-failed", view! { {words.failed} " " <span lang="en">{detail}</span> })
                .into_any(),
        ),
    }
}

/// Says what would change, and asks.
fn asked(
    changes: Vec<Change>,
    desk: Desk,
    draft: Draft,
    step: RwSignal<Step>,
    texts: &'static Texts,
) -> impl IntoView {
    let words = &texts.settings;
    let confirm = move |_| {
        // Entered anew meanwhile: what was shown no longer holds.
        let Ok(values) = draft.values() else { return step.set(Step::Editing) };
        let settings = values.put_into(desk.opened().settings.get_untracked());
        spawn_local(async move {
            let kept = keep(&desk.opened(), settings).await;
            step.try_set(match kept {
                Ok(()) => Step::Saved,
                Err(error) => Step::Failed(error.detail),
            });
        });
    };
    let element = NodeRef::<html::Section>::new();
    take_focus(element);
    into_view(element);
    let item = |change: Change| {
        view! {
            <li data-change=change.field>
                <b>{change.label}</b> ": " <del>{change.before}</del> " → " <ins>{change.after}</ins>
            </li>
        }
    };
    view! {
        <section
            class="notice"
            role="alertdialog"
            aria-labelledby="changes"
            tabindex="-1"
            data-notice="changes"
            node_ref=element
        >
            <p id="changes">{words.changes}</p>
            <ul>{changes.into_iter().map(item).collect_view()}</ul>
            <div class="acts">
                <button type="button" class="act" data-act="confirm" on:click=confirm>
                    {words.confirm}
                </button>
                <button
                    type="button"
                    class="second"
                    data-act="cancel"
                    on:click=move |_| step.set(Step::Editing)
                >
                    {words.cancel}
                </button>
            </div>
        </section>
    }
}
