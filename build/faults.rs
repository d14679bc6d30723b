//! What is wrong with a language file, held against the English one: for the
//! build, which refuses it, and for the test that names it.

use serde_json::Value;

/// What `file` lacks, has too much, or says in another form than `model`, each
/// with its place.
pub fn faults(model: &Value, file: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    compare("", model, file, &mut faults);
    faults
}

/// Whether a key is there for translators alone.
pub fn is_remark(key: &str) -> bool {
    key.starts_with('#')
}

fn compare(place: &str, model: &Value, file: &Value, faults: &mut Vec<String>) {
    match (model, file) {
        (Value::Object(model), Value::Object(file)) => {
            for (key, text) in model.iter().filter(|(key, _)| !is_remark(key)) {
                compare(&within(place, key), text, file.get(key).unwrap_or(&Value::Null), faults);
            }
            let unknown = file.keys().filter(|key| !is_remark(key) && !model.contains_key(*key));
            faults.extend(unknown.map(|key| format!("nothing says `{}`", within(place, key))));
        }
        (Value::Array(model), Value::Array(file)) if model.len() == file.len() => {
            for (index, (text, said)) in model.iter().zip(file).enumerate() {
                compare(&within(place, &index.to_string()), text, said, faults);
            }
        }
        (Value::Array(model), Value::Array(_)) => {
            faults.push(format!("`{place}` must have {} texts", model.len()));
        }
        (Value::String(model), Value::String(said)) if !said.trim().is_empty() => {
            if filled_in(place, model) != filled_in(place, said) {
                faults.push(format!("`{place}` fills in something else than the English one"));
            }
        }
        (_, Value::Null) | (Value::String(_), Value::String(_)) => {
            faults.push(format!("`{place}` is missing"));
        }
        // Its own place in the order of languages.
        (Value::Number(_), Value::Number(_)) => {}
        _ => faults.push(format!("`{place}` has another form than the English one")),
    }
}

fn within(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// What is filled in: `n` and the like, sorted. The form for one may do without
/// its number.
fn filled_in<'a>(place: &str, text: &'a str) -> Vec<&'a str> {
    let form = place.rsplit('.').next();
    let parts = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    let mut names: Vec<&str> = parts.filter(|name| *name != "n" || form != Some("one")).collect();
    names.sort_unstable();
    names
}
