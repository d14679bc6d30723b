//! The programs made small: each wasm binary together with its glue, the
//! JavaScript that wasm-bindgen wrote for it.
//!
//! `wasm-opt` is run here and not by trunk, so that a machine without it can
//! still build. Before it, what the binary offers and no JavaScript calls is
//! taken away, and what never runs; after it, glue that nothing calls any more,
//! and the long names between the two are shortened in both.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::Command;

use super::{glue, idle_code, idle_data};
use crate::failure::{Failure, Outcome};
use crate::wasm::Binary;
use crate::{files, process};

/// What rustc assumes of every engine the app supports; named, because the
/// section of the binary that lists it does not survive every tool.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Shorter names are not worth shortening.
const LONG: usize = 12;

/// Makes every program of the stage small, in place.
pub(super) fn make_small(stage: &Path, wasm_opt: &Path) -> Outcome {
    let paths = files::list(stage)?;
    let programs: Vec<&str> =
        paths.iter().filter_map(|path| path.strip_suffix("_bg.wasm")).collect();
    std::thread::scope(|scope| {
        let running: Vec<_> = programs
            .iter()
            .map(|program| scope.spawn(move || make_one_small(stage, program, wasm_opt)))
            .collect();
        running.into_iter().try_for_each(|one| {
            one.join().unwrap_or_else(|_| Err(Failure::new("wasm-opt could not be watched")))
        })
    })
}

fn make_one_small(stage: &Path, program: &str, wasm_opt: &Path) -> Outcome {
    let script = stage.join(format!("{program}.js"));
    let file = stage.join(format!("{program}_bg.wasm"));

    let glue = glue::without_unused_classes(&files::read_text(&script)?);
    let called: HashSet<&str> = glue::words(&glue).collect();
    let binary = Binary::parse(&files::read(&file)?)?;
    let binary = binary.with_exports(|name| called.contains(name).then(|| name.to_owned()))?;
    let binary = binary.with_traps(|name| idle_code::is_idle(program, name))?;
    let binary = binary.with_data(idle_data::forget_places)?;
    files::write(&file, binary.to_bytes())?;
    if program == FAST {
        run(&file, wasm_opt, &["-O3", "--enable-simd"])?;
    } else {
        optimise(&file, wasm_opt, &[])?;
    }

    let binary = Binary::parse(&files::read(&file)?)?;
    let asked: HashSet<String> = binary.imports()?.into_iter().map(|import| import.name).collect();
    let glue = glue::with_imports(&glue, &|name| asked.contains(name));
    let (binary, glue) = with_short_names(&binary, &glue)?;
    files::write(&file, binary.to_bytes())?;
    files::write(&script, glue)
}

/// Both sides with short names for what one asks of the other. What the binary
/// asks of other modules keeps its name.
fn with_short_names(binary: &Binary, glue: &str) -> Outcome<(Binary, String)> {
    let taken: HashSet<&str> = glue::words(glue).collect();
    let mut free = (0..).map(|number: u32| format!("${number:x}"));
    let mut short: HashMap<String, String> = HashMap::new();
    let mut shorten = |name: &str| {
        if name.len() < LONG {
            return name.to_owned();
        }
        let next = || free.find(|name| !taken.contains(name.as_str())).unwrap_or_default();
        short.entry(name.to_owned()).or_insert_with(next).clone()
    };
    let binary = binary.with_imports(|import| {
        if is_own_glue(&import.module) { shorten(&import.name) } else { import.name.clone() }
    })?;
    let binary = binary.with_exports(|name| Some(shorten(name)))?;
    Ok((binary, glue::renamed(glue, &short)))
}

/// `./kiosk_bg.js`, by which name wasm-bindgen ties a binary to its glue.
fn is_own_glue(module: &str) -> bool {
    module
        .strip_prefix("./")
        .and_then(|rest| rest.strip_suffix("_bg.js"))
        .is_some_and(|name| !name.contains('/'))
}

/// What makes `wasm-opt` look for small code: as often as that still helps, and
/// knowing that nothing lies in the first kilobyte, the far end of the stack.
const SMALL: [&str; 4] = ["-Oz", "--converge", "--low-memory-unused", "--strip-producers"];

/// The program that is made fast instead, with vectors.
const FAST: &str = "analyst";

/// Runs `wasm-opt` on one file in place, for size, with further words for it.
pub(crate) fn optimise(file: &Path, wasm_opt: &Path, options: &[&str]) -> Outcome {
    run(file, wasm_opt, &[&SMALL, options].concat())
}

fn run(file: &Path, wasm_opt: &Path, options: &[&str]) -> Outcome {
    let mut command = Command::new(wasm_opt);
    command.env_remove("NO_COLOR").args(FEATURES).args(options);
    process::run(command.arg(file).arg("-o").arg(file), "wasm-opt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::tests::small;

    #[test]
    fn both_sides_get_the_same_short_name() {
        let binary = Binary::parse(&small("./kiosk_bg.js")).unwrap();
        let glue = "const a = { first_function: function() {}, $0: 1 };";
        let (renamed, text) = with_short_names(&binary, glue).unwrap();
        assert_eq!(renamed.imports().unwrap()[0].name, "$1");
        assert_eq!(text, "const a = { $1: function() {}, $0: 1 };");
    }

    #[test]
    fn what_another_module_gives_keeps_its_name() {
        let binary = Binary::parse(&small("./snippets/other.js")).unwrap();
        let glue = "import { first_function } from './snippets/other.js';";
        let (renamed, text) = with_short_names(&binary, glue).unwrap();
        assert_eq!(renamed.imports().unwrap()[0].name, "first_function");
        assert_eq!(text, glue);
    }
}
