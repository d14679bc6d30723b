//! Which crate the code comes from: builds both programs once more with names
//! kept, as they are shipped otherwise, and adds up their functions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::names::{self, Function};
use crate::failure::Outcome;
use crate::finish;
use crate::places::Places;
use crate::setup::{self, Toolbox, versions};
use crate::{files, process};

const STANDARD: &str = "core, alloc, std";
/// Shares below this part of the whole are summed up.
const SMALLEST: f64 = 0.005;
/// How many of the largest functions are listed.
const LARGEST: usize = 12;

/// Prints a table by crate for each program, and its largest functions.
///
/// # Errors
/// Where the app does not build.
pub fn by_crate(places: &Places) -> Outcome {
    let toolbox = setup::for_build(places)?;
    // A target folder of its own: other settings would replace the app's build.
    let target = places.target.join("by-crate");
    let mut command = process::cargo();
    command
        .current_dir(&places.root)
        .args(["build", "--release", "--bins", "--package", "heard-app"])
        .args(["--target", versions::TARGET, "--config", "profile.release.strip=false"])
        .args(["--target-dir".as_ref(), target.as_os_str()]);
    process::run(&mut command, "the build with names")?;
    let bound = target.join("bound");
    for program in ["kiosk", "console"] {
        let linked = target.join(versions::TARGET).join("release").join(format!("{program}.wasm"));
        let file = bind(&toolbox, &linked, &bound)?;
        if let Some(wasm_opt) = &toolbox.wasm_opt {
            finish::programs::optimise(&file, wasm_opt, &["--debuginfo"])?;
        }
        print(program, names::functions(&files::read(&file)?)?);
    }
    Ok(())
}

/// What remains when the descriptions for JavaScript are taken out.
fn bind(toolbox: &Toolbox, linked: &Path, folder: &Path) -> Outcome<PathBuf> {
    let mut command = Command::new(toolbox.program("wasm-bindgen"));
    command.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(folder).arg(linked);
    process::run(&mut command, "wasm-bindgen")?;
    let name = linked.file_stem().unwrap_or_default().to_string_lossy();
    Ok(folder.join(format!("{name}_bg.wasm")))
}

fn print(program: &str, mut functions: Vec<Function>) {
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for function in &functions {
        *sizes.entry(crate_of(&function.name)).or_default() += function.size;
    }
    let total: usize = sizes.values().sum();
    let mut rows: Vec<(String, usize)> = sizes.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    println!("\n{program}: {total} bytes of code, by crate");
    let mut rest = 0;
    for (name, size) in rows {
        if as_share(size, total) < SMALLEST {
            rest += size;
        } else {
            println!("{name:<44}{size:>10}{:>9.1} %", as_share(size, total) * 100.0);
        }
    }
    println!("{:<44}{rest:>10}{:>9.1} %", "others", as_share(rest, total) * 100.0);

    functions.sort_by_key(|function| std::cmp::Reverse(function.size));
    println!("\n{program}: the largest functions");
    for function in functions.iter().take(LARGEST) {
        println!("{:>10}  {:#}", function.size, rustc_demangle::demangle(&function.name));
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes of code are far below 2^52")]
fn as_share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The first crate in a function's path that is not the standard library's:
/// `core::ptr::drop_in_place<leptos::…>` is there because of leptos.
fn crate_of(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut standard = false;
    for (at, _) in name.match_indices("::") {
        let start = name[..at].rfind(|c| !is_word(c)).map_or(0, |before| before + 1);
        let is_first = !name[..start].ends_with("::");
        match &name[start..at] {
            "core" | "alloc" | "std" => standard = true,
            first if is_first && first.starts_with(|c: char| c.is_lowercase()) => {
                return first.to_owned();
            }
            _ => {}
        }
    }
    if standard { STANDARD.to_owned() } else { "without a path".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_that_is_not_the_standard_library() {
        assert_eq!(crate_of("leptos::view::render"), "leptos");
        assert_eq!(crate_of("<alloc::vec::Vec<T> as core::ops::Drop>::drop"), STANDARD);
        assert_eq!(crate_of("core::ptr::drop_in_place<heard_app::kiosk::Kiosk>"), "heard_app");
        assert_eq!(crate_of("<serde_json::Error as core::fmt::Debug>::fmt"), "serde_json");
        assert_eq!(crate_of("__wbindgen_malloc"), "without a path");
    }
}
