//! Makes the console's texts a struct with a field a text, from the English
//! file, and refuses the files of other languages that do not fit it.

use std::{error::Error, fmt::Write as _, fs, path::Path};

use serde_json::{Map, Value};

use crate::{
    faults::{faults, is_remark},
    leaves::Leaves,
};

const FOLDER: &str = "public/languages/console";
const MODEL: &str = "en";

/// The Rust source of `Texts` and the structs of its pages, each filled in the
/// order in which [`Leaves`] finds the texts. There must be a file for each of
/// these languages.
pub fn generate<'a>(codes: impl Iterator<Item = &'a str>) -> Result<String, Box<dyn Error>> {
    let model = read(MODEL)?;
    for code in codes {
        let faults = faults(&model, &read(code)?);
        if !faults.is_empty() {
            return Err(format!("{FOLDER}/{code}.json: {}", faults.join("\n")).into());
        }
    }
    let pages = model["texts"].as_object().ok_or("`texts` must be an object")?;
    let mark = Leaves::of(&model["texts"]).mark;
    let mut source = format!(
        "/// What the keys of a fitting file come to.\n\
         const MARK: u32 = 0x{:04x}_{:04x};\n\n\
         /// Every text of the console, by page.\n",
        mark >> 16,
        mark & 0xffff
    );
    write_struct(&mut source, "Texts", pages)?;
    Ok(source)
}

fn read(code: &str) -> Result<Value, String> {
    let path = Path::new(FOLDER).join(code).with_extension("json");
    let said = |error: &dyn Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| said(&error))?;
    serde_json::from_str(&text).map_err(|error| said(&error))
}

/// One struct, empty and to be filled, and the structs of its fields.
fn write_struct(
    source: &mut String,
    name: &str,
    texts: &Map<String, Value>,
) -> Result<(), Box<dyn Error>> {
    let (mut fields, mut empty, mut filling) = (String::new(), String::new(), String::new());
    let mut inner = String::new();
    for (key, text) in texts.iter().filter(|(key, _)| !is_remark(key)) {
        let (kind, nothing, fill) = match text {
            Value::String(_) => {
                ("&'static str".to_owned(), "\"\"".to_owned(), "put(&mut self.KEY, texts)")
            }
            Value::Array(list) => {
                let count = list.len();
                let each = "self.KEY.iter_mut().for_each(|place| put(place, texts))";
                (format!("[&'static str; {count}]"), format!("[\"\"; {count}]"), each)
            }
            Value::Object(forms) => {
                let is_page = !forms.contains_key("many");
                let kind = if is_page { type_name(key) } else { "Counted".to_owned() };
                if is_page {
                    write_struct(&mut inner, &kind, forms)?;
                }
                let nothing = format!("{kind}::EMPTY");
                (kind, nothing, "self.KEY.fill(texts)")
            }
            _ => return Err(format!("`{key}` is no text").into()),
        };
        writeln!(fields, "    pub(in crate::console) {key}: {kind},")?;
        writeln!(empty, "        {key}: {nothing},")?;
        writeln!(filling, "        {};", fill.replace("KEY", key))?;
    }
    writeln!(source, "pub(in crate::console) struct {name} {{\n{fields}}}\n")?;
    writeln!(source, "impl {name} {{\n    const EMPTY: Self = Self {{\n{empty}    }};\n")?;
    writeln!(source, "    fn fill(&mut self, texts: &mut Lines) {{\n{filling}    }}\n}}\n{inner}")?;
    Ok(())
}

/// `unlock` → `UnlockTexts`.
fn type_name(key: &str) -> String {
    let mut letters = key.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain("Texts".chars()).collect()
}
