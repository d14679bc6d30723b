//! `cargo xtask build`: the finished files, made only when something changed.

mod inputs;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::setup::Toolbox;
use crate::sizes::Sizes;
use crate::{files, process, setup};

/// What a build should say and refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// The size table, and a failure over budget.
    Report,
    /// Only that it is there: sizes are no reason not to look at the app.
    Use,
}

/// Makes sure that `dist` is what the sources say.
///
/// # Errors
/// Where a tool is missing, the sources do not build, or, for
/// [`Request::Report`], a size is over its budget.
pub fn run(places: &Places, request: Request) -> Outcome {
    let toolbox = setup::for_build(places)?;
    let _lock = lock(places)?;
    let optimised = toolbox.wasm_opt.is_some();
    let note = places.server.join("build.json");
    let inputs = inputs::fingerprint(places, optimised)?;
    if last_build(places, &note) == Some(inputs.clone()) {
        eprintln!("nothing changed since the last build");
    } else {
        fetch_crates(places)?;
        trunk(places, &toolbox)?;
        let output = inputs::of_folder(&places.dist)?;
        let content = json!({ "inputs": inputs, "output": output, "optimised": optimised });
        files::write(&note, format!("{content}\n"))?;
    }
    if request == Request::Report {
        let sizes = Sizes::measure(&places.dist)?;
        println!("{sizes}");
        if optimised {
            sizes.judge()?;
        } else {
            println!("budgets are not judged: built without wasm-opt");
        }
    }
    Ok(())
}

/// Compiler flags that keep this machine's folders out of the texts in the
/// binaries: crates' files are named from the crate on. They are added to those
/// of `.cargo/config.toml`.
fn without_local_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    registries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|registry| registry.path().to_str().map(str::to_owned))
        // Flags are separated by spaces.
        .filter(|path| !path.contains(' '))
        .map(|path| format!("--remap-path-prefix={path}/="))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Two builds at once would write the same files; the second waits.
fn lock(places: &Places) -> Outcome<File> {
    let path = places.server.join(".lock");
    let failing = || format!("cannot lock {}", path.display());
    fs::create_dir_all(&places.server).context(failing)?;
    let file = File::create(&path).context(failing)?;
    if file.try_lock().is_err() {
        eprintln!("waiting for another build to finish");
        file.lock().context(failing)?;
    }
    Ok(file)
}

/// The inputs of the last build, if its files are still as it left them.
fn last_build(places: &Places, note: &Path) -> Option<String> {
    let note: Value = serde_json::from_str(&fs::read_to_string(note).ok()?).ok()?;
    let output = inputs::of_folder(&places.dist).ok()?;
    (note["output"] == output.as_str()).then(|| note["inputs"].as_str().map(str::to_owned))?
}

/// Trunk builds offline; what is missing is fetched before, if anything is.
fn fetch_crates(places: &Places) -> Outcome {
    let fetch = |offline: &[&str]| {
        let mut command = process::cargo();
        command.current_dir(&places.root).args(["fetch", "--quiet", "--locked"]).args(offline);
        command.args(["--target", setup::versions::TARGET]);
        command
    };
    let there = fetch(&["--offline"]).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    eprintln!("fetching crates");
    process::run(&mut fetch(&[]), "fetching the crates of Cargo.lock")
}

fn trunk(places: &Places, toolbox: &Toolbox) -> Outcome {
    eprintln!("building the app");
    let mut command = Command::new(toolbox.program("trunk"));
    command
        .current_dir(&places.root)
        .args(["build", "--release", "--offline", "--color=never", "--dist"])
        .arg(&places.dist)
        .env("PATH", process::path_with(&toolbox.folders)?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_local_paths())
        // Trunk reads its value as an argument and refuses it.
        .env_remove("NO_COLOR")
        .env_remove("RUST_BACKTRACE");
    process::run(&mut command, "the build of the app")
        .map_err(|_| Failure::new("the app does not build; what trunk said is above"))
}
