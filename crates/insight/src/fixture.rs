//! What the tests share: what other programs figure (see `oracles/record.py`), and
//! answers.

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
