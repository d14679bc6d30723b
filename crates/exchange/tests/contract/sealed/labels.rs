//! Labels, which are read without a key.

use heard_exchange::sealed::{Label, LabelError};

use super::response;

const TEXT: &str = r#"{"heard":1,"what":"response","id":"0b1c2d3e-4f50-4162-b384-95a6b7c8d9ea","device":"tablet-1a2b3c4d","sequence":7,"day":"2026-11-22"}"#;

#[test]
fn a_label_is_written_as_the_contract_says_and_read_again() {
    let label = Label::of(&response());
    assert_eq!(label.to_string(), TEXT);
    assert_eq!(Label::parse(TEXT), Ok(label.clone()));
    let later = TEXT.replace(r#""heard":1"#, r#""more":[],"heard":1"#);
    assert_eq!(Label::parse(&later), Ok(label));
}

#[test]
fn a_label_of_something_else_is_refused() {
    let told = |from: &str, to: &str| Label::parse(&TEXT.replace(from, to)).unwrap_err();
    assert_eq!(told("\"response\"", "\"segment\""), LabelError::What("segment".to_owned()));
    assert_eq!(told(r#""heard":1"#, r#""heard":2,"day":0"#), LabelError::Newer(2));
    assert_eq!(told(":7", ":0"), LabelError::Sequence);
    for (from, to) in [
        (":7", ":-7"),
        ("2026-11-22", "2026-02-30"),
        ("tablet-1a2b3c4d", "tablet 1"),
        ("0b1c", "xxxx"),
        (r#""heard":1"#, r#""heard":0"#),
        ("sequence", "number"),
    ] {
        assert!(matches!(told(from, to), LabelError::Malformed(_)), "{to}");
    }
}
