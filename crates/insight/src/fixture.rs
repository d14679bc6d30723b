//! What other programs figure, for the tests: see `oracles/record.py`.

use serde_json::Value;

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
