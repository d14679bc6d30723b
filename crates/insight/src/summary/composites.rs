//! Composite indices, as responses are taken one by one: only who answered every
//! dimension is in them.

use heard_survey::Dimensions;

use crate::{Composite, Estimate, Index, Sums, WeightsError};

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
pub(super) struct Tallied {
    pub(super) dimensions: Dimensions,
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
    pub(super) fn new(dimensions: &Dimensions, questions: Vec<(usize, [i32; 2])>) -> Self {
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
    pub(super) fn open(&mut self) {
        self.score = 0.0;
        self.answered = 0;
    }

    /// An answer to the question at `place` of the summary.
    pub(super) fn take(&mut self, place: usize, answer: impl FnOnce() -> Option<f64>) {
        let Ok(composite) = &self.composite else { return };
        let Some(dimension) = self.places.iter().position(|it| *it == place) else { return };
        let Some(answer) = answer() else { return };
        self.score += composite.part(dimension, answer);
        self.answered += 1;
        if self.answered == self.places.len() {
            self.sums.add(self.score);
        }
    }

    pub(super) fn figure(&self) -> CompositeFigure<'_> {
        CompositeFigure {
            dimensions: &self.dimensions.questions,
            composite: self.composite.as_ref(),
            n: self.sums.n(),
            estimate: Index::of(self.sums).map(Index::estimate),
        }
    }
}
