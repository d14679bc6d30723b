//! Lists the languages of the kiosk, one file each in `public/languages`, and
//! makes the console's texts of those in `public/languages/console`, so that
//! adding a language is adding two files.

#[path = "build/faults.rs"]
mod faults;
#[path = "build/fields.rs"]
mod fields;
#[path = "src/console/texts/leaves.rs"]
mod leaves;

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

use serde_json::Value;

const FOLDER: &str = "public/languages";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut languages = Vec::new();
    for entry in fs::read_dir(FOLDER).map_err(|error| format!("{FOLDER}: {error}"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            languages.push(language(&path).map_err(|why| format!("{}: {why}", path.display()))?);
        }
    }
    languages.sort();
    let mut list = String::from("/// Code and own name of every language, in the order offered.\n");
    writeln!(list, "pub(super) const SHIPPED: [(&str, &str); {}] = [", languages.len())?;
    for (_, code, name) in &languages {
        writeln!(list, "    ({code:?}, {name:?}),")?;
    }
    list.push_str("];\n");
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("languages.rs"), list)?;
    let texts = fields::generate(languages.iter().map(|(_, code, _)| code.as_str()))?;
    fs::write(Path::new(&folder).join("console_texts.rs"), texts)?;
    Ok(())
}

/// Place in the order, code and own name of the language in a file.
fn language(path: &Path) -> Result<(u64, String, String), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let code = path.file_stem().and_then(|stem| stem.to_str()).ok_or("its name is no code")?;
    let name = file["name"].as_str().ok_or("`name` must be a text")?;
    let order = file["order"].as_u64().ok_or("`order` must be a whole number")?;
    Ok((order, code.to_owned(), name.to_owned()))
}
