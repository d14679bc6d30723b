//! The wasm made small. `wasm-opt` is run here and not by trunk, so that a
//! machine without it can still build.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::{files, media, process};

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

/// Optimises every wasm file of the stage in place, for size.
pub(super) fn optimise(stage: &Path, program: &Path) -> Outcome {
    let mut binaries = files::list(stage)?;
    binaries.retain(|path| media::ending(path) == "wasm");
    std::thread::scope(|scope| {
        let running: Vec<_> = binaries
            .iter()
            .map(|path| scope.spawn(move || optimise_one(&stage.join(path), program, &[])))
            .collect();
        running.into_iter().try_for_each(|one| {
            one.join().unwrap_or_else(|_| Err(Failure::new("wasm-opt could not be watched")))
        })
    })
}

/// Optimises one file in place, with further words for `wasm-opt`.
pub(crate) fn optimise_one(file: &Path, program: &Path, options: &[&str]) -> Outcome {
    let mut command = Command::new(program);
    command.env_remove("NO_COLOR").args(["-Oz", "--strip-producers"]).args(FEATURES);
    process::run(command.args(options).arg(file).arg("-o").arg(file), "wasm-opt")
}
