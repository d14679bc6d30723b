//! The figures of a day: counts, scores with n and interval, ratings, bad
//! ratings, praise. What they are is `heard-insight`'s; here they are shown.

use chrono::NaiveDate;
use heard_exchange::Response;
use heard_insight::{Base, Measure, Summary};
use heard_survey::{Question, Roles};
use leptos::prelude::*;

use super::{
    desk::Opened,
    reading::{self, Reading, rated},
    said,
    score::score,
    texts::Texts,
};
use crate::{kiosk::faces::face, locale::Locale, platform::format};

/// A day's responses and their counts.
pub(super) struct Day<'o> {
    opened: &'o Opened,
    /// All of them, training included, by start.
    pub(super) responses: Vec<&'o Response>,
    summary: Summary,
}

impl<'o> Day<'o> {
    /// What was said on `day`.
    pub(super) fn of(opened: &'o Opened, day: NaiveDate) -> Self {
        let responses = opened.between(day, day);
        let summary = opened.known.summary(responses.iter().copied());
        Self { opened, responses, summary }
    }

    /// How many there are, of which complete, partial, training.
    pub(super) fn counts(&self) -> heard_insight::Responses {
        self.summary.responses()
    }

    /// The customers' responses; without training.
    fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        let counted = self.responses.iter().filter(|response| !response.training);
        counted.map(|response| self.opened.known.read(response))
    }

    /// Those with a rating of the lowest two, newest first.
    pub(super) fn bad(&self) -> Vec<Reading<'_>> {
        let bad = |reading: &Reading<'_>| reading.rating().is_some_and(reading::Rated::is_bad);
        let mut bad: Vec<_> = self.readings().filter(bad).collect();
        bad.reverse();
        bad
    }

    /// How many praised something.
    pub(super) fn praises(&self, locale: Locale) -> usize {
        self.readings().filter(|reading| !reading.praise(locale.code()).is_empty()).count()
    }

    /// What was chosen for a role, in words, with its counts, most often first.
    fn chosen(&self, role: fn(&Roles) -> &Option<String>, locale: Locale) -> Vec<(String, u64)> {
        let Some(question) = self.question(role) else { return Vec::new() };
        let Some(tally) = self.tally(question) else { return Vec::new() };
        let mut counts: Vec<_> = tally
            .counts()
            .filter(|(_, count)| *count > 0)
            .map(|(code, count)| (worded(question, code, locale), count))
            .collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    fn question(&self, role: fn(&Roles) -> &Option<String>) -> Option<&Question> {
        let questionnaire = self.opened.known.current()?;
        questionnaire.question(role(&questionnaire.settings.roles).as_deref()?)
    }

    fn tally(&self, question: &Question) -> Option<&heard_insight::Tally> {
        self.summary.questions().find(|(name, _)| *name == question.name).map(|(_, tally)| tally)
    }

    /// The cards: counts, satisfaction, recommendation where it was asked.
    pub(super) fn cards(&self, locale: Locale, texts: &'static Texts) -> impl IntoView + use<> {
        let words = &texts.figures;
        let counts = self.counts();
        let part = |name: &'static str, count: u64, label: &'static str| {
            view! {
                <li data-value=name data-number=count.to_string()>
                    <b>{number(count, locale)}</b> " " {label}
                </li>
            }
        };
        let training =
            (counts.training > 0).then(|| part("training", counts.training, words.training));
        let scores: Vec<_> = self
            .summary
            .figures()
            .filter(|figure| figure.measure == Measure::Csat || figure.n > 0)
            .map(|figure| score(figure.measure, figure.n, figure.estimate, locale, texts))
            .collect();
        view! {
            <div class="figures">
                <section class="card">
                    <h2>{words.responses}</h2>
                    <p class="big" data-value="responses" data-number=counts.total.to_string()>
                        {number(counts.total, locale)}
                    </p>
                    <ul class="parts">
                        {part("complete", counts.complete, words.complete)}
                        {part("partial", counts.partial, words.partial)} {training}
                    </ul>
                </section>
                {scores}
            </div>
        }
    }

    /// How often each rating was given, worst first, as labelled bars.
    pub(super) fn ratings(
        &self,
        locale: Locale,
        texts: &'static Texts,
    ) -> Option<impl IntoView + use<>> {
        let question = self.question(|roles| &roles.csat)?;
        let tally = self.tally(question).filter(|tally| tally.n() > 0)?;
        let most = tally.counts().map(|(_, count)| count).max().unwrap_or_default().max(1);
        let rows: Vec<_> = tally
            .counts()
            .filter_map(|(code, count)| {
                let rated = rated(question, &code.parse::<i32>().ok()?.into())?;
                let label = rated.label(locale.code());
                let class = format!("bar step-{}", rated.step);
                let width = format!("{}%", count * 100 / most);
                Some(view! {
                    <tr>
                        <th scope="row">
                            {face(rated.step, rated.steps)} <span>{label}</span>
                        </th>
                        <td class="bars"><span class=class style:width=width></span></td>
                        <td class="number">{number(count, locale)}</td>
                    </tr>
                })
            })
            .collect();
        Some(view! {
            <section class="panel">
                <h2>{texts.figures.ratings}</h2>
                <table class="distribution">
                    <caption class="hidden">{texts.figures.ratings}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        })
    }

    /// Bad ratings with what was said, newest first; those beyond `open`
    /// folded away.
    pub(super) fn bad_list(
        &self,
        open: usize,
        locale: Locale,
        texts: &'static Texts,
    ) -> impl IntoView + use<> {
        let bad = self.bad();
        let words = &texts.figures;
        let row = |reading: &Reading<'_>| {
            view! {
                <li data-response=reading.response.id.to_string()>
                    <time>{said::time(*reading)}</time>
                    {said::rating(reading.rating(), locale, texts)}
                    {said::said(*reading, locale, texts)}
                </li>
            }
        };
        let first: Vec<_> = bad.iter().take(open).map(row).collect();
        let rest: Vec<_> = bad.iter().skip(open).map(row).collect();
        let rest = (!rest.is_empty()).then(|| {
            view! {
                <details class="rest">
                    <summary>{texts.responses.more.of(rest.len(), locale)}</summary>
                    <ul class="said-list">{rest}</ul>
                </details>
            }
        });
        let none = bad.is_empty().then(|| view! { <p class="soft">{words.bad_none}</p> });
        view! {
            <section class="panel">
                <h2>
                    {words.bad} " "
                    <span class="count" data-value="bad" data-number=bad.len().to_string()>
                        {format::count(bad.len(), locale.code())}
                    </span>
                </h2>
                <p class="hint">{words.bad_hint}</p>
                {none}
                <div data-list="bad">
                    <ul class="said-list">{first}</ul>
                    {rest}
                </div>
            </section>
        }
    }

    /// What went wrong, wherever it was asked: by ratings in the middle too.
    pub(super) fn reasons(
        &self,
        locale: Locale,
        texts: &'static Texts,
    ) -> Option<impl IntoView + use<>> {
        let caption = texts.figures.reasons;
        let counts = counted(caption, self.chosen(|roles| &roles.reason, locale), locale)?;
        Some(view! {
            <section class="panel">
                <h2>{caption}</h2>
                {counts}
            </section>
        })
    }

    /// What was praised.
    pub(super) fn praise(&self, locale: Locale, texts: &'static Texts) -> impl IntoView + use<> {
        let words = &texts.figures;
        let praises = self.praises(locale);
        let none = (praises == 0).then(|| view! { <p class="soft">{words.praise_none}</p> });
        view! {
            <section class="panel">
                <h2>
                    {words.praise} " "
                    <span class="count" data-value="praise" data-number=praises.to_string()>
                        {format::count(praises, locale.code())}
                    </span>
                </h2>
                {none}
                {counted(words.praise, self.chosen(|roles| &roles.praise, locale), locale)}
            </section>
        }
    }
}

/// A table of words and how often each was chosen.
fn counted(
    caption: &'static str,
    counts: Vec<(String, u64)>,
    locale: Locale,
) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = counts
        .into_iter()
        .map(|(label, count)| {
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td class="number">{number(count, locale)}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <table class="counts">
                <caption class="hidden">{caption}</caption>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

/// The words for a code as it stands in counts.
fn worded(question: &Question, code: &str, locale: Locale) -> String {
    let choices = reading::choices(&question.kind);
    let choice = choices.iter().find(|choice| choice.value.to_string() == code);
    choice.map_or_else(
        || code.to_owned(),
        |choice| reading::label(question, &choice.value, locale.code()),
    )
}

/// A count as the language writes it.
pub(super) fn number(count: u64, locale: Locale) -> String {
    format::count(usize::try_from(count).unwrap_or(usize::MAX), locale.code())
}

/// Whether so many answers carry figures that need the caution beside them.
pub(super) fn carries_figures(count: u64) -> bool {
    Base::new(count).is_some()
}
