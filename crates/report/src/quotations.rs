//! What people wrote, picked while responses are read, for a table holds no words.
//!
//! The rule, which the page states: of each problem the newest comments of the period,
//! no two alike on the page, between eight and 160 characters long; a comment is about a problem if
//! its writer chose it or its words name it ([`Themes`]). Nobody picks by hand, and little
//! more is remembered than is shown. Numbers that tell who somebody is are hidden.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use heard_exchange::csv::list;
use heard_insight::{Catalogue, QuestionIndex, Themes, table::Circumstances};
use heard_survey::{Kind, Questionnaire, mask};

use crate::view::Period;

/// A comment that was picked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comment {
    /// When its response began, by the branch's clock.
    pub started: NaiveDateTime,
    /// The branch's code.
    pub branch: String,
    /// The words, their numbers hidden.
    pub words: String,
}

/// So many comments are shown of each problem.
pub const SHOWN: usize = 3;
/// So many are remembered: the newest may stand with another problem already.
const REMEMBERED: usize = 3 * SHOWN;
/// The lengths of comments that are shown, in characters: shorter ones say little,
/// longer ones are read where they stand.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=160;

/// Picks comments as responses come by, and counts what they are about.
#[derive(Debug)]
pub struct Quotations {
    themes: Themes,
    period: Period,
    /// The branches that are meant; all of them where none is named.
    branches: Vec<String>,
    comments: Vec<QuestionIndex>,
    reasons: Vec<QuestionIndex>,
    /// The response that is being read, where it is meant.
    latest: Option<Latest>,
    picked: BTreeMap<String, Vec<Comment>>,
    people: BTreeMap<(Catalogue, String), u64>,
    /// How many wrote something.
    writers: u64,
}

/// A response of which some answers were read.
#[derive(Debug)]
struct Latest {
    started: NaiveDateTime,
    branch: String,
    words: Option<String>,
    reasons: Vec<String>,
}

impl Quotations {
    /// None so far, of a period and these branches; of all where none is named.
    pub fn new(themes: Themes, period: Period, branches: Vec<String>) -> Self {
        Self {
            themes,
            period,
            branches,
            comments: Vec::new(),
            reasons: Vec::new(),
            latest: None,
            picked: BTreeMap::new(),
            people: BTreeMap::new(),
            writers: 0,
        }
    }

    /// Learns where comments and problems stand; `place` gives the places of questions.
    pub fn know(
        &mut self,
        questionnaire: &Questionnaire,
        mut place: impl FnMut(&str) -> QuestionIndex,
    ) {
        let words = questionnaire.questions().filter(|it| matches!(it.kind, Kind::Comment { .. }));
        self.comments.extend(words.map(|it| place(&it.name)));
        self.reasons.extend(questionnaire.settings.roles.reason.as_deref().map(place));
    }

    /// Another response begins; its answers follow.
    pub fn open(&mut self, response: &Circumstances<'_>) {
        self.finish();
        let day: NaiveDate = response.started.date();
        let is_of_branch =
            self.branches.is_empty() || self.branches.iter().any(|it| it == response.branch);
        let is_meant = is_of_branch && (self.period.from..=self.period.to).contains(&day);
        self.latest = is_meant.then(|| Latest {
            started: response.started,
            branch: response.branch.to_owned(),
            words: None,
            reasons: Vec::new(),
        });
    }

    /// Takes an answer of the response that was opened last, as it stands in a raw
    /// CSV cell.
    pub fn cell(&mut self, question: QuestionIndex, cell: &str) {
        let Some(latest) = &mut self.latest else { return };
        if self.comments.contains(&question) {
            latest.words = Some(cell.to_owned());
        } else if self.reasons.contains(&question) {
            latest.reasons = list::split(cell).map(std::borrow::Cow::into_owned).collect();
        }
    }

    /// Looks at the response that was read last: to be called after all of them.
    pub fn finish(&mut self) {
        let Some(Latest { started, branch, words, reasons }) = self.latest.take() else { return };
        let Some(words) = words else { return };
        self.writers += 1;
        let words = mask(words.trim());
        let themes = self.themes.codes(&words);
        for (catalogue, code) in &themes {
            *self.people.entry((*catalogue, (*code).to_owned())).or_default() += 1;
        }
        if !LENGTHS.contains(&words.chars().count()) {
            return;
        }
        let named = themes.iter().filter(|(catalogue, _)| *catalogue == Catalogue::Problem);
        let mut about: Vec<&str> = named.map(|(_, code)| *code).collect();
        about.extend(reasons.iter().map(String::as_str));
        about.sort_unstable();
        about.dedup();
        let comment = Comment { started, branch, words };
        for code in about {
            pick(self.picked.entry(code.to_owned()).or_default(), &comment);
        }
    }

    /// The comments about a problem, the newest first.
    pub fn about(&self, problem: &str) -> &[Comment] {
        self.picked.get(problem).map_or(&[], Vec::as_slice)
    }

    /// How many wrote about each theme, by its code.
    pub fn people(&self, catalogue: Catalogue) -> impl Iterator<Item = (&str, u64)> {
        let of = move |((its, _), _): &(&(Catalogue, String), &u64)| *its == catalogue;
        self.people.iter().filter(of).map(|((_, code), people)| (code.as_str(), *people))
    }

    /// How many wrote something.
    pub fn writers(&self) -> u64 {
        self.writers
    }
}

/// Puts `comment` among the newest, unless one has the same words: then the newer one
/// of the two stays.
fn pick(picked: &mut Vec<Comment>, comment: &Comment) {
    match picked.iter_mut().find(|it| it.words == comment.words) {
        Some(same) if *same < *comment => same.clone_from(comment),
        Some(_) => {}
        None => picked.push(comment.clone()),
    }
    picked.sort_unstable_by(|one, other| other.cmp(one));
    picked.truncate(REMEMBERED);
}
