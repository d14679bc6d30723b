//! Lists the languages of the kiosk, one file each in `public/languages`, so
//! that adding one is adding a file.

use std::{env, fmt::Write as _, fs, path::Path};

use serde_json::Value;

const FOLDER: &str = "public/languages";

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let mut languages: Vec<(u64, String, String)> = fs::read_dir(FOLDER)
        .unwrap_or_else(|error| panic!("{FOLDER}: {error}"))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| language(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display())))
        .collect();
    languages.sort();
    let mut list = format!("[(&str, &str); {}] = [\n", languages.len());
    for (_, code, name) in languages {
        writeln!(list, "    ({code:?}, {name:?}),").unwrap_or_else(|_| unreachable!("a string"));
    }
    let code = format!(
        "/// Code and own name of every language, in the order offered.\npub(super) const SHIPPED: {list}];\n"
    );
    let out = env::var("OUT_DIR").unwrap_or_else(|error| panic!("OUT_DIR: {error}"));
    let target = Path::new(&out).join("languages.rs");
    fs::write(&target, code).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
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
