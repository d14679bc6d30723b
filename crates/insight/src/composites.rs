//! Composite indices, as responses are taken one by one beside a [`Summary`]: only
//! who answered every dimension is in them.

use heard_survey::{Dimensions, Questionnaire};

use crate::{Composite, Estimate, Index, QuestionIndex, Summary, Sums, WeightsError};

/// The composite indices that questionnaires weigh: different dimensions or judgements
/// are different indices.
#[derive(Clone, Debug, Default)]
pub struct Composites(Vec<Tallied>);

impl Composites {
    /// Adds the index of a questionnaire whose questions `summary` knows, if it weighs
    /// one: of the responses that come after this.
    pub fn know(&mut self, questionnaire: &Questionnaire, summary: &Summary) {
        let Some(dimensions) = &questionnaire.settings.dimensions else { return };
        let is_known = self.0.iter().any(|it| it.dimensions == *dimensions);
        let places = dimensions.questions.iter().map(|name| summary.scale(name));
        if let Some(places) = places.collect::<Option<Vec<_>>>()
            && !is_known
        {
            self.0.push(Tallied::new(dimensions, places));
        }
    }

    /// Another response begins.
    pub fn open(&mut self) {
        self.0.iter_mut().for_each(Tallied::open);
    }

    /// Takes an answer that is on its scale, as it stands in a raw CSV cell.
    pub fn cell(&mut self, question: QuestionIndex, cell: &str) {
        for tallied in &mut self.0 {
            tallied.take(question.0, || cell.parse().ok().map(i32::into));
        }
    }

    /// Every index with its n.
    pub fn figures(&self) -> impl Iterator<Item = CompositeFigure<'_>> {
        self.0.iter().map(Tallied::figure)
    }
}

/// A composite index.
#[derive(Clone, Debug, PartialEq)]
pub struct CompositeFigure<'a> {
    /// The questions it is made of.
    pub dimensions: &'a [String],
    /// What each counts; or why the judgements give no weights, and so no index.
    pub composite: Result<&'a Composite, &'a WeightsError>,
    /// How many answered every dimension; 0 where there are no weights.
    pub n: u64,
    /// The index, from 0 to 100; `None` where the answers are too few to carry one.
    pub estimate: Option<Estimate>,
}

/// One composite, and the scores of the people so far.
#[derive(Clone, Debug)]
struct Tallied {
    dimensions: Dimensions,
    composite: Result<Composite, WeightsError>,
    /// Which question of the summary each dimension is.
    places: Vec<usize>,
    sums: Sums,
    /// What the response that is being counted has of its score so far.
    score: f64,
    answered: usize,
}

impl Tallied {
    /// Of questions at these places of the summary, whose scales have these ends.
    fn new(dimensions: &Dimensions, questions: Vec<(usize, [i32; 2])>) -> Self {
        let (places, ends): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
        Self {
            composite: Composite::of(dimensions, &ends),
            dimensions: dimensions.clone(),
            places,
            sums: Sums::default(),
            score: 0.0,
            answered: 0,
        }
    }

    /// Another response begins.
    fn open(&mut self) {
        self.score = 0.0;
        self.answered = 0;
    }

    /// An answer to the question at `place` of the summary.
    fn take(&mut self, place: usize, answer: impl FnOnce() -> Option<f64>) {
        let Ok(composite) = &self.composite else { return };
        let Some(dimension) = self.places.iter().position(|it| *it == place) else { return };
        let Some(answer) = answer() else { return };
        self.score += composite.part(dimension, answer);
        self.answered += 1;
        if self.answered == self.places.len() {
            self.sums.add(self.score);
        }
    }

    fn figure(&self) -> CompositeFigure<'_> {
        CompositeFigure {
            dimensions: &self.dimensions.questions,
            composite: self.composite.as_ref(),
            n: self.sums.n(),
            estimate: Index::of(self.sums).map(Index::estimate),
        }
    }
}
