//! The figures of many responses, taken one by one.

use std::ops::AddAssign;

use heard_exchange::{Outcome, Response};
use heard_survey::{Questionnaire, Value};
use serde::{Deserialize, Serialize};

use crate::{Ces, Csat, Estimate, Kept, Nps, OffScale, Tally, kept::KeptQuestion};

/// How many responses there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responses {
    /// Of the customers; without training.
    pub total: u64,
    /// Those of `total` that answered every required question.
    pub complete: u64,
    /// Those of `total` that did not.
    pub partial: u64,
    /// Taken for practice, and in no other number.
    pub training: u64,
}

impl AddAssign for Responses {
    fn add_assign(&mut self, other: Self) {
        let Self { total, complete, partial, training } = other;
        self.total += total;
        self.complete += complete;
        self.partial += partial;
        self.training += training;
    }
}

/// Which score a question carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The share of the top two: see [`Csat`].
    Csat,
    /// Promoters minus detractors: see [`Nps`].
    Nps,
    /// The mean agreement that it was easy: see [`Ces`].
    Ces,
}

impl Measure {
    /// The code, as it stands in machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csat => "csat",
            Self::Nps => "nps",
            Self::Ces => "ces",
        }
    }
}

/// A score of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// Which score.
    pub measure: Measure,
    /// The question's name.
    pub question: &'a str,
    /// The lowest and the highest step of its scale; `None` where its column was met
    /// before its questionnaire, and what the answers are is not known.
    pub scale: Option<[i32; 2]>,
    /// How many answered it.
    pub n: u64,
    /// The score; `None` where the answers are too few to carry one.
    pub estimate: Option<Estimate>,
}

/// A question's place in one [`Summary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionIndex(pub(crate) usize);

/// Counts of many responses, and the figures they give.
///
/// A partial response counts where it answers; one taken for training is
/// counted as such and reaches no figure.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    responses: Responses,
    questions: Vec<(String, Tally)>,
    measures: Vec<(Measure, usize)>,
}

impl Summary {
    /// A summary that knows the questions of `questionnaire`, in its order,
    /// and which of them carry a score.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let mut summary = Self::default();
        summary.know(questionnaire);
        summary
    }

    /// Adds the questions and scores of one more questionnaire. A question of
    /// a name already known keeps the kind it has: columns of several
    /// questionnaires unite by name.
    pub fn know(&mut self, questionnaire: &Questionnaire) {
        for question in questionnaire.pages.iter().flat_map(|page| &page.questions) {
            self.position(&question.name, || Tally::of(&question.kind));
        }
        let roles = &questionnaire.settings.roles;
        let measures =
            [(Measure::Csat, &roles.csat), (Measure::Nps, &roles.nps), (Measure::Ces, &roles.ces)];
        for (measure, question) in measures {
            let index = question.as_deref().and_then(|name| self.find(name));
            if let Some(index) = index
                && !self.measures.contains(&(measure, index))
            {
                self.measures.push((measure, index));
            }
        }
    }

    /// Where the question `name` is, and the ends of its scale, if it has one.
    pub(crate) fn scale(&self, name: &str) -> Option<(usize, [i32; 2])> {
        let at = self.find(name)?;
        Some((at, self.questions.get(at)?.1.ends()?))
    }

    /// Where answers to the question `name` go; a name not met before is added
    /// as a question of unknown kind.
    pub fn question(&mut self, name: &str) -> QuestionIndex {
        QuestionIndex(self.position(name, Tally::of_unknown))
    }

    /// Counts one response and its answers; one for training as such only.
    ///
    /// # Errors
    /// When an answer is not on its question's scale; the response and its
    /// other answers are counted all the same.
    pub fn add(&mut self, response: &Response) -> Result<(), OffScale> {
        let mut result = Ok(());
        if let Some(mut entry) = self.open(response.outcome, response.training) {
            for (name, value) in &response.answers {
                result = result.and(entry.answer(name, value));
            }
        }
        result
    }

    /// Counts one response and takes its answers piece by piece, unless it was
    /// for training. For readers that do not make a [`Response`] of every row.
    pub fn open(&mut self, outcome: Outcome, training: bool) -> Option<Entry<'_>> {
        let responses = &mut self.responses;
        if training {
            responses.training += 1;
            return None;
        }
        responses.total += 1;
        match outcome {
            Outcome::Complete => responses.complete += 1,
            Outcome::Partial => responses.partial += 1,
        }
        Some(self.opened())
    }

    /// The response that was counted last.
    pub(crate) fn opened(&mut self) -> Entry<'_> {
        Entry { summary: self }
    }

    /// Counts responses of which only the figures are kept, where the question is
    /// known here. They are in no composite index, which needs whole responses.
    pub fn take(&mut self, kept: &Kept) {
        self.responses += kept.responses;
        for KeptQuestion { name, n, counts } in &kept.questions {
            if let Some((_, tally)) = self.find(name).and_then(|at| self.questions.get_mut(at)) {
                tally.take(*n, counts);
            }
        }
    }

    /// How many responses were counted.
    pub fn responses(&self) -> Responses {
        self.responses
    }

    /// Each question with its counts: those of questionnaires in their order,
    /// then others in the order they were met.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Tally)> {
        self.questions.iter().map(|(name, tally)| (name.as_str(), tally))
    }

    /// The counts of one question of this summary.
    pub fn tally(&self, question: QuestionIndex) -> Option<&Tally> {
        self.questions.get(question.0).map(|(_, tally)| tally)
    }

    /// Every score the questionnaires name, with its n.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        self.measures.iter().filter_map(|&(measure, index)| {
            let (question, tally) = self.questions.get(index)?;
            let estimate = match measure {
                Measure::Csat => Csat::of(tally).map(Csat::estimate),
                Measure::Nps => Nps::of(tally).map(Nps::estimate),
                Measure::Ces => Ces::of(tally).map(Ces::estimate),
            };
            Some(Figure { measure, question, scale: tally.ends(), n: tally.n(), estimate })
        })
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.questions.iter().position(|(other, _)| other == name)
    }

    fn position(&mut self, name: &str, tally: impl FnOnce() -> Tally) -> usize {
        self.find(name).unwrap_or_else(|| {
            self.questions.push((name.to_owned(), tally()));
            self.questions.len() - 1
        })
    }
}

/// One customer's response, whose answers are being counted. Each question is
/// to be given once.
#[derive(Debug)]
pub struct Entry<'a> {
    summary: &'a mut Summary,
}

impl Entry<'_> {
    /// Where answers to the question `name` go; see [`Summary::question`].
    pub fn question(&mut self, name: &str) -> QuestionIndex {
        self.summary.question(name)
    }

    /// Counts an answer as it stands in a raw CSV cell; see [`Tally::add`].
    ///
    /// # Errors
    /// When the question has a scale and this is not on it.
    pub fn cell(&mut self, question: QuestionIndex, cell: &str) -> Result<(), OffScale> {
        self.tally(question).map_or(Ok(()), |tally| tally.add(cell))
    }

    fn answer(&mut self, name: &str, value: &Value) -> Result<(), OffScale> {
        let question = self.summary.question(name);
        self.tally(question).map_or(Ok(()), |tally| tally.add_value(value))
    }

    fn tally(&mut self, question: QuestionIndex) -> Option<&mut Tally> {
        self.summary.questions.get_mut(question.0).map(|(_, tally)| tally)
    }
}

#[cfg(test)]
mod tests {
    use heard_survey::{
        Choice, Dimensions, Kind, LocalText, Page, Question, Rating, RatingStyle, Required, Roles,
        Settings,
    };

    use super::*;
    use crate::Composites;

    fn question(name: &str, kind: Kind) -> Question {
        Question {
            name: name.to_owned(),
            title: LocalText::default(),
            description: LocalText::default(),
            required: Required::No,
            visible_if: None,
            kind,
        }
    }

    fn rating(min: i32, max: i32) -> Kind {
        Kind::Rating(Rating {
            min,
            max,
            style: RatingStyle::Numbers,
            min_label: LocalText::default(),
            max_label: LocalText::default(),
            labels: Vec::new(),
        })
    }

    fn questionnaire() -> Questionnaire {
        let choices = ["wait", "attitude"]
            .map(|code| Choice { value: code.into(), text: LocalText::default() });
        Questionnaire {
            title: LocalText::default(),
            pages: vec![Page {
                name: "all".to_owned(),
                title: LocalText::default(),
                questions: vec![
                    question("satisfaction", rating(1, 5)),
                    question("reasons", Kind::Checkbox { choices: choices.into(), max: None }),
                    question("recommend", rating(0, 10)),
                    question("comment", Kind::Comment { max_length: 500 }),
                ],
            }],
            settings: Settings {
                name: "counter".to_owned(),
                version: "1".to_owned(),
                roles: Roles {
                    csat: Some("satisfaction".to_owned()),
                    nps: Some("recommend".to_owned()),
                    ..Roles::default()
                },
                dimensions: None,
                invitation: Vec::new(),
                notice: None,
                elder: Vec::new(),
            },
        }
    }

    /// With `attitude` and `speed`, of which the one counts three times the other.
    fn weighed(across: f64) -> Questionnaire {
        let mut questionnaire = questionnaire();
        let questions = &mut questionnaire.pages[0].questions;
        questions.push(question("attitude", rating(1, 5)));
        questions.push(question("speed", rating(0, 10)));
        questions.push(question("easy", rating(1, 7)));
        questionnaire.settings.roles.ces = Some("easy".to_owned());
        questionnaire.settings.dimensions = Some(Dimensions {
            questions: vec!["attitude".to_owned(), "speed".to_owned()],
            judgements: vec![vec![1.0, 3.0], vec![across, 1.0]],
        });
        questionnaire
    }

    /// Counts a response with these answers, and weighs them.
    fn weighs(summary: &mut Summary, composites: &mut Composites, answers: &[(&str, &str)]) {
        summary.open(Outcome::Partial, false).unwrap();
        composites.open();
        for (name, cell) in answers {
            let question = summary.question(name);
            summary.opened().cell(question, cell).unwrap();
            composites.cell(question, cell);
        }
    }

    fn weighing(questionnaire: &Questionnaire) -> (Summary, Composites) {
        let (summary, mut composites) = (Summary::of(questionnaire), Composites::default());
        composites.know(questionnaire, &summary);
        composites.know(questionnaire, &summary);
        (summary, composites)
    }

    #[test]
    fn who_answered_every_dimension_is_in_the_index_with_a_score_of_their_own() {
        let (mut summary, mut composites) = weighing(&weighed(1.0 / 3.0));
        for at in 0..20 {
            // 100 and 50 of a hundred, by three to one.
            let answers = [("attitude", "5"), ("comment", "5"), ("speed", "5")];
            let said = if at % 2 == 0 { &answers[..] } else { &answers[..2] };
            weighs(&mut summary, &mut composites, said);
        }
        let [figure] = &composites.figures().collect::<Vec<_>>()[..] else { panic!("one index") };
        assert_eq!((figure.n, figure.dimensions.len()), (10, 2));
        let Estimate { value, interval, base } = figure.estimate.unwrap();
        assert!((value - 87.5).abs() < 1e-9 && base.n() == 10, "{value}");
        assert!(interval.high - interval.low < 1e-9, "{interval:?}");
    }

    #[test]
    fn weights_that_are_refused_leave_their_reason_in_place_of_the_index() {
        let (mut summary, mut composites) = weighing(&weighed(0.5));
        weighs(&mut summary, &mut composites, &[("attitude", "5"), ("speed", "5")]);
        let figure = composites.figures().next().unwrap();
        assert!(figure.composite.is_err());
        assert_eq!((figure.n, figure.estimate), (0, None));
    }

    #[test]
    fn a_short_question_of_elder_mode_is_its_own_measure_and_in_no_score() {
        let mut asked = weighed(1.0 / 3.0);
        asked.pages[0].questions.push(question("recommend_short", rating(1, 3)));
        let mut summary = Summary::of(&asked);
        for _ in 0..12 {
            let mut entry = summary.open(Outcome::Complete, false).unwrap();
            entry.answer("recommend_short", &3.into()).unwrap();
            entry.answer("easy", &6.into()).unwrap();
        }
        let figures: Vec<_> = summary.figures().map(|it| (it.measure, it.n, it.scale)).collect();
        assert_eq!(figures[1], (Measure::Nps, 0, Some([0, 10])));
        assert_eq!(figures[2], (Measure::Ces, 12, Some([1, 7])));
        let short = summary.question("recommend_short");
        assert_eq!(summary.tally(short).unwrap().count("3"), 12);
    }

    #[test]
    fn training_is_counted_and_reaches_no_figure() {
        let mut summary = Summary::of(&questionnaire());
        for outcome in [Outcome::Complete, Outcome::Partial] {
            assert!(summary.open(outcome, true).is_none());
        }
        let mut entry = summary.open(Outcome::Complete, false).unwrap();
        entry.answer("satisfaction", &5.into()).unwrap();
        let responses = Responses { total: 1, complete: 1, partial: 0, training: 2 };
        assert_eq!(summary.responses(), responses);
        let satisfaction = summary.question("satisfaction");
        assert_eq!(summary.tally(satisfaction).unwrap().n(), 1);
    }

    #[test]
    fn a_partial_response_counts_where_it_answers() {
        let mut summary = Summary::of(&questionnaire());
        for stars in 0..12 {
            let mut entry = summary.open(Outcome::Partial, false).unwrap();
            entry.answer("satisfaction", &(stars % 2 + 4).into()).unwrap();
        }
        let figures: Vec<_> = summary.figures().collect();
        assert_eq!(summary.responses().partial, 12);
        assert_eq!((figures[0].measure, figures[0].n), (Measure::Csat, 12));
        assert!((figures[0].estimate.unwrap().value - 1.0).abs() < f64::EPSILON);
        assert_eq!((figures[1].measure, figures[1].n), (Measure::Nps, 0));
        assert_eq!(figures[1].estimate, None);
    }

    #[test]
    fn a_choice_nobody_made_is_counted_as_none_and_words_are_not_repeated() {
        let mut summary = Summary::of(&questionnaire());
        let [reasons, comment] = ["reasons", "comment"].map(|name| summary.question(name));
        let mut entry = summary.open(Outcome::Complete, false).unwrap();
        entry.cell(reasons, "wait").unwrap();
        entry.cell(comment, "Call me").unwrap();
        let counts: Vec<_> = summary.tally(reasons).unwrap().counts().collect();
        assert_eq!(counts, [("wait", 1), ("attitude", 0)]);
        let comment = summary.tally(comment).unwrap();
        assert_eq!((comment.n(), comment.counts().count()), (1, 0));
    }

    #[test]
    fn the_same_score_of_two_questionnaires_is_one_figure() {
        let mut summary = Summary::of(&questionnaire());
        summary.know(&questionnaire());
        assert_eq!(summary.figures().count(), 2);
        assert_eq!(summary.questions().count(), 4);
    }
}
