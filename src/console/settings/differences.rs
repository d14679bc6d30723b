//! What a change of the settings was, for the log: each by its name as it is
//! stored, the new value beside it unless it is a secret or a list of people.

use serde_json::{Map, Value};

/// Named, and never told.
const UNTOLD: [&str; 6] = ["passphrase", "pin", "keyring", "recipients", "logo", "tellers"];

/// What differs between two stored settings, JSON both.
pub(super) fn differences(before: &str, after: &str) -> String {
    let [before, after] = [before, after].map(|json| match serde_json::from_str(json) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    });
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let changed = after.keys().chain(gone).filter(|name| before.get(*name) != after.get(*name));
    let told = changed.map(|name| {
        let new = match after.get(name) {
            None => "none".to_owned(),
            Some(_) if UNTOLD.contains(&name.as_str()) => "another".to_owned(),
            Some(value) => value.to_string(),
        };
        [name, ": ", &new].concat()
    });
    told.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named_and_secrets_are_not_told() {
        let before =
            r#"{"bank":"B","branch":{"code":"1","name":"East"},"training":false,"demo":"x"}"#;
        let after = r#"{"bank":"B","branch":{"code":"2","name":"East"},"training":true,"pin":{"salt":"secret"}}"#;
        assert_eq!(
            differences(before, after),
            r#"branch: {"code":"2","name":"East"}; pin: another; training: true; demo: none"#
        );
        assert_eq!(differences(before, before), "");
    }
}
