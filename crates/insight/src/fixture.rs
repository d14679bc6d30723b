//! What the tests share: what other programs figure (see `oracles/record.py` and
//! `oracles/drawn.py`), and answers.

use serde_json::Value;

use crate::Tally;

/// So many answers of each step from 1 to 5.
pub(crate) fn answers(counts: [u64; 5]) -> Tally {
    let mut tally = Tally::of_scale(1, 5);
    for (step, count) in (1..).zip(counts) {
        (0..count).for_each(|_| tally.add(&i32::to_string(&step)).unwrap());
    }
    tally
}

/// The recorded cases of one kind, at least `least` of them.
pub(crate) fn recorded(kind: &str, least: usize) -> Vec<Value> {
    let all = include_str!("../tests/fixtures/statistics.json");
    let mut all: Value = serde_json::from_str(all).unwrap();
    let cases = all[kind].as_array_mut().map(std::mem::take).unwrap_or_default();
    assert!(cases.len() >= least, "{kind}: {} cases", cases.len());
    cases
}

/// Whether `found` is what was recorded, to twelve digits.
pub(crate) fn close(found: f64, recorded: &Value) {
    let due = recorded.as_f64().unwrap_or_else(|| panic!("{recorded} is no number"));
    assert!((found - due).abs() <= 1e-12 * due.abs().max(1.0), "{found}, and recorded is {due}");
}

/// Whether `found` is what was recorded of data drawn at random, to nine digits of
/// its own, however small it is.
#[track_caller]
pub(crate) fn near(found: f64, recorded: &Value) {
    let due = recorded.as_f64().unwrap_or_else(|| panic!("{recorded} is no number"));
    let off = (found - due).abs();
    let allowed = if due == 0.0 { 1e-12 } else { 1e-9 * due.abs() };
    assert!(off <= allowed, "{found}, and recorded is {due}");
}

/// Every data set of one kind that was drawn at random is given to `check`, which
/// says whether its figure is shown or withheld. Both must occur, and at least 500
/// data sets of ratings, 100 of judgements.
pub(crate) fn walk(kind: &str, mut check: impl FnMut(&Drawn) -> Shown) {
    let (mut shown, mut withheld, mut passed_over) = (0, 0, 0);
    for line in include_str!("../tests/fixtures/drawn.jsonl").lines() {
        let case = Drawn(serde_json::from_str(line).unwrap());
        if case.0["kind"] == kind {
            match check(&case) {
                Shown::Yes => shown += 1,
                Shown::Withheld => withheld += 1,
                Shown::Missing => passed_over += 1,
            }
        }
    }
    let least = if kind == "ratings" { 500 } else { 100 };
    println!("{kind}: {shown} shown, {withheld} withheld, {passed_over} without such a figure");
    assert!(shown + withheld + passed_over >= least, "{shown} + {withheld} + {passed_over}");
    assert!(shown >= 40 && withheld >= 15, "{shown} shown, {withheld} withheld");
}

/// What became of a data set.
pub(crate) enum Shown {
    /// Its figure is shown, and is the recorded one.
    Yes,
    /// It cannot be made; the formula beneath, where there is one, gives what was
    /// recorded.
    Withheld,
    /// It has no such figure: another scale, too few groups.
    Missing,
}

impl Shown {
    /// Shown where the figure was made.
    pub(crate) fn when(made: bool) -> Self {
        if made { Self::Yes } else { Self::Withheld }
    }
}

/// One data set drawn at random, with what was recorded of it.
pub(crate) struct Drawn(Value);

impl Drawn {
    /// What was recorded; null where the data give no answer.
    pub(crate) fn recorded(&self, name: &str) -> &Value {
        &self.0[name]
    }

    /// The answers of each group.
    pub(crate) fn groups(&self) -> Vec<Tally> {
        self.rows().iter().map(|row| self.tally(row)).collect()
    }

    /// How many of each group gave each step, from the lowest.
    pub(crate) fn rows(&self) -> Vec<Vec<u64>> {
        serde_json::from_value(self.0["groups"].clone()).unwrap()
    }

    fn tally(&self, row: &[u64]) -> Tally {
        let [low, high]: [i32; 2] = serde_json::from_value(self.0["scale"].clone()).unwrap();
        let mut tally = Tally::of_scale(low, high);
        let code = |step: i32| step.to_string().into_boxed_str();
        let counts: Vec<_> = (low..).map(code).zip(row.iter().copied()).collect();
        tally.take(row.iter().sum(), &counts);
        tally
    }
}
