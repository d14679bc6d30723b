//! The figures of a day: counts, scores with n and interval, ratings, bad
//! ratings, praise. What they are is `heard-insight`'s; here they are shown.

use std::rc::Rc;

use chrono::NaiveDate;
use heard_insight::{Base, Measure, Summary};
use heard_survey::{Question, Roles, order};

use super::{
    desk::Opened,
    parts::{panel, parts, tag, words},
    reading::{self, Reading, rated},
    said,
    score::score,
    texts::Texts,
};
use crate::{
    locale::Locale,
    platform::format,
    store::Held,
    ui::{
        element::{Part, element},
        face,
    },
};

/// A day's responses and their counts.
pub(super) struct Day<'o> {
    opened: &'o Opened,
    /// All of them, training included, by start.
    pub(super) responses: Vec<Rc<Held>>,
    summary: Summary,
}

impl<'o> Day<'o> {
    /// What was said on `day`.
    pub(super) fn of(opened: &'o Opened, day: NaiveDate) -> Self {
        let responses = opened.between(day..=day);
        let summary = opened.known.summary(responses.iter().map(|held| &held.response));
        Self { opened, responses, summary }
    }

    /// How many there are, of which complete, partial, training.
    pub(super) fn counts(&self) -> heard_insight::Responses {
        self.summary.responses()
    }

    /// The customers' responses; without training.
    fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        let responses = self.responses.iter().map(|held| &held.response);
        let counted = responses.filter(|response| !response.training);
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
        order::sort_by_key(&mut counts, |(_, count)| std::cmp::Reverse(*count));
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
    pub(super) fn cards(&self, locale: Locale, texts: &Texts) -> Part {
        let said = &texts.figures;
        let counts = self.counts();
        let part = |name: &str, count: u64, label: &str| {
            element("li")
                .with("data-value", name)
                .with("data-number", &count.to_string())
                .holding(element("b").holding(number(count, locale)))
                .holding(" ")
                .holding(label)
        };
        let parts_of_it = tag("ul", "parts")
            .holding(part("complete", counts.complete, said.complete))
            .holding(part("partial", counts.partial, said.partial))
            .holding(
                (counts.training > 0).then(|| part("training", counts.training, said.training)),
            );
        let total = tag("p", "big")
            .with("data-value", "responses")
            .with("data-number", &counts.total.to_string())
            .holding(number(counts.total, locale));
        let first = tag("section", "card")
            .holding(element("h2").holding(said.responses))
            .holding(total)
            .holding(parts_of_it);
        let figures = self.summary.figures();
        let scores: Vec<Part> = figures
            .filter(|figure| figure.measure == Measure::Csat || figure.n > 0)
            .map(|figure| score(&figure, locale, texts))
            .collect();
        tag("div", "figures").holding(first).holding(scores).into()
    }

    /// How often each rating was given, worst first, as labelled bars.
    pub(super) fn ratings(&self, locale: Locale, texts: &Texts) -> Option<Part> {
        let question = self.question(|roles| &roles.csat)?;
        let tally = self.tally(question).filter(|tally| tally.n() > 0)?;
        let most = tally.counts().map(|(_, count)| count).max().unwrap_or_default().max(1);
        let row = |(code, count): (&str, u64)| -> Option<Part> {
            let rated = rated(question, &code.parse::<i32>().ok()?.into())?;
            let label = element("span").holding(rated.label(locale.code()));
            let head = element("th").with("scope", "row");
            let bar = tag("span", "bar").style("width", &format!("{}%", count * 100 / most));
            let row = element("tr")
                .holding(head.holding(face(rated.step, rated.steps)).holding(" ").holding(label))
                .holding(tag("td", "bars").holding(bar))
                .holding(words("td", "number", &number(count, locale)));
            Some(row.into())
        };
        let title = texts.figures.ratings;
        let rows: Vec<Part> = tally.counts().filter_map(row).collect();
        Some(panel(title, table("distribution", title, rows)))
    }

    /// Bad ratings with what was said, newest first; those beyond `open`
    /// folded away.
    pub(super) fn bad_list(&self, open: usize, locale: Locale, texts: &Texts) -> Part {
        let bad = self.bad();
        let row = |reading: &Reading<'_>| -> Part {
            element("li")
                .with("data-response", &reading.response.id.to_string())
                .holding(said::time(*reading))
                .holding(said::rating(reading.rating(), locale, texts))
                .holding(said::said(*reading, locale, texts))
                .into()
        };
        let list = |rows: Vec<Part>| tag("ul", "said-list").holding(rows);
        let first = list(bad.iter().take(open).map(row).collect());
        let rest: Vec<_> = bad.iter().skip(open).map(row).collect();
        let rest = (!rest.is_empty()).then(|| {
            let more = texts.responses.more.of(rest.len(), locale);
            let folded = tag("details", "rest").holding(element("summary").holding(more));
            folded.holding(list(rest))
        });
        let said = &texts.figures;
        let none = bad.is_empty().then(|| words("p", "soft", said.bad_none));
        let all = element("div").with("data-list", "bad").holding(first).holding(rest);
        panel(
            counted_title(said.bad, "bad", bad.len(), locale),
            parts![words("p", "hint", said.bad_hint), none, all],
        )
    }

    /// What went wrong, wherever it was asked: by ratings in the middle too.
    pub(super) fn reasons(&self, locale: Locale, texts: &Texts) -> Option<Part> {
        let title = texts.figures.reasons;
        let counts = self.chosen(|roles| &roles.reason, locale);
        (!counts.is_empty()).then(|| panel(title, counted(title, counts, locale)))
    }

    /// What was praised.
    pub(super) fn praise(&self, locale: Locale, texts: &Texts) -> Part {
        let said = &texts.figures;
        let praises = self.praises(locale);
        let content = if praises == 0 {
            words("p", "soft", said.praise_none)
        } else {
            counted(said.praise, self.chosen(|roles| &roles.praise, locale), locale)
        };
        panel(counted_title(said.praise, "praise", praises, locale), content)
    }
}

/// A heading with how many there are.
fn counted_title(title: &str, name: &str, count: usize, locale: Locale) -> Part {
    let number = tag("span", "count")
        .with("data-value", name)
        .with("data-number", &count.to_string())
        .holding(format::count(count, locale.code()));
    parts![title, " ", number]
}

/// A table of words and how often each was chosen.
fn counted(caption: &str, counts: Vec<(String, u64)>, locale: Locale) -> Part {
    let row = |(label, count): (String, u64)| -> Part {
        element("tr")
            .holding(element("th").with("scope", "row").holding(label))
            .holding(words("td", "number", &number(count, locale)))
            .into()
    };
    table("counts", caption, counts.into_iter().map(row).collect())
}

/// A table whose caption is for screen readers: the heading over it says the same.
fn table(class: &str, caption: &str, rows: Vec<Part>) -> Part {
    let body = element("tbody").holding(rows);
    tag("table", class).holding(words("caption", "hidden", caption)).holding(body).into()
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
