//! The build's tools, each in a folder of its own in the cache:
//! `<tool>-<version>/bin/<tool>`, put there whole or not at all.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::versions;
use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::process;

/// A tool that cargo installs from source.
struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    /// Further words for `cargo install`.
    options: &'static [&'static str],
    /// Optimisation: compiled once and run for seconds, a tool's compile time
    /// counts for more than its speed.
    level: &'static str,
}

const CARGO_TOOLS: [CargoTool; 2] = [
    CargoTool {
        package: "trunk",
        program: "trunk",
        version: versions::TRUNK,
        // Its check for newer versions is of no use here.
        options: &["--no-default-features", "--features", "rustls"],
        level: "0",
    },
    CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: versions::WASM_BINDGEN,
        options: &[],
        level: "1",
    },
];

/// Needed by the tests in Firefox alone.
const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    program: "geckodriver",
    version: versions::GECKODRIVER,
    options: &[],
    level: "0",
};

/// The packages' own settings take more than twice the time.
const QUICK_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// Where npm puts it.
const WASM_OPT: &str = "node_modules/.bin/wasm-opt";

/// The folders with the tools of [`CARGO_TOOLS`], installed if need be; those
/// that are on the PATH in the right version need no folder.
pub(super) fn cargo_tools(places: &Places) -> Outcome<Vec<PathBuf>> {
    let missing: Vec<_> = CARGO_TOOLS.iter().filter(|tool| !tool.is_installed(places)).collect();
    // Side by side: each ends in one long step that keeps a single core busy.
    let results: Vec<Outcome> = std::thread::scope(|scope| {
        let running: Vec<_> =
            missing.iter().map(|tool| scope.spawn(|| tool.install(places))).collect();
        running
            .into_iter()
            .map(|one| {
                one.join().unwrap_or_else(|_| Err(Failure::new("an installation broke off")))
            })
            .collect()
    });
    results.into_iter().collect::<Outcome>()?;
    let folders = CARGO_TOOLS.iter().map(|tool| tool.home(places).join("bin"));
    Ok(folders.filter(|folder| folder.is_dir()).collect())
}

/// Firefox's driver, installed if need be.
pub(super) fn geckodriver(places: &Places) -> Outcome<PathBuf> {
    if !GECKODRIVER.is_installed(places) {
        GECKODRIVER.install(places)?;
    }
    let kept = GECKODRIVER.home(places).join("bin").join(process::executable("geckodriver"));
    Ok(if kept.is_file() { kept } else { "geckodriver".into() })
}

impl CargoTool {
    fn home(&self, places: &Places) -> PathBuf {
        places.cache.join(format!("{}-{}", self.package, self.version))
    }

    fn is_installed(&self, places: &Places) -> bool {
        self.home(places).join("bin").join(process::executable(self.program)).is_file()
            || process::ask(self.program, "--version")
                .is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, places: &Places) -> Outcome {
        let started = Instant::now();
        let name = format!("{} {}", self.package, self.version);
        eprintln!("installing {name}, once; this takes some minutes");
        into_cache(places, &self.home(places), |folder| {
            let target = folder.join("target");
            let mut command = process::cargo();
            command
                .args(["install", self.package, "--version", self.version, "--locked"])
                .args(self.options)
                .args(["--root".as_ref(), folder.as_os_str()])
                .args(["--target-dir".as_ref(), target.as_os_str()])
                .envs(QUICK_PROFILE)
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.level);
            run_prefixed(&mut command, self.program)?;
            fs::remove_dir_all(&target).context(|| format!("cannot clear {}", target.display()))
        })
        .map_err(|failure| {
            Failure::new(format!(
                "{name} could not be installed ({failure}); a C compiler and access to crates.io \
                 are needed, or run `cargo install {} --version {} --locked` yourself",
                self.package, self.version
            ))
        })?;
        eprintln!("installed {name} in {} s", started.elapsed().as_secs());
        Ok(())
    }
}

/// Fills a folder beside `home` and gives it that name when it is complete.
fn into_cache(places: &Places, home: &Path, fill: impl FnOnce(&Path) -> Outcome) -> Outcome {
    let name = home.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = places.cache.join(format!(".{name}-{}", std::process::id()));
    fs::create_dir_all(&unfinished)
        .context(|| format!("cannot create {}", unfinished.display()))?;
    let outcome = fill(&unfinished).and_then(|()| {
        // Only something incomplete can be in the way, or another run's result.
        let _ = fs::remove_dir_all(home);
        fs::rename(&unfinished, home).context(|| format!("cannot create {}", home.display()))
    });
    if outcome.is_err() {
        let _ = fs::remove_dir_all(&unfinished);
    }
    outcome
}

/// Runs with every line of its progress marked by who says it.
fn run_prefixed(command: &mut Command, name: &str) -> Outcome {
    let starting = || format!("{name} could not be started");
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context(starting)?;
    if let Some(progress) = child.stderr.take() {
        for line in BufReader::new(progress).lines().map_while(Result::ok) {
            eprintln!("{name:>12} | {}", line.trim());
        }
    }
    let status = child.wait().context(starting)?;
    if status.success() { Ok(()) } else { Err(Failure::new(status.to_string())) }
}

/// `wasm-opt`, installed through npm if need be. Without it the app still
/// works, so its absence is said and is no error.
pub(super) fn wasm_opt(places: &Places) -> Option<PathBuf> {
    if let Some(found) = installed_wasm_opt(places) {
        return Some(found);
    }
    let Some(npm) = process::find(&["npm", "npm.cmd"]) else {
        eprintln!(
            "building without wasm-opt: files will be larger than they should be; \
             install Node.js with npm to have it"
        );
        return None;
    };
    let name = format!("binaryen {}", versions::BINARYEN);
    eprintln!("installing {name}, once");
    let outcome = into_cache(places, &binaryen(places), |folder| {
        let mut command = Command::new(npm);
        command
            .args(["install", &format!("binaryen@{}.0.0", versions::BINARYEN), "--prefix"])
            .arg(folder)
            .args(["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
        process::run(&mut command, "npm")?;
        let works = process::ask(&folder.join(WASM_OPT).to_string_lossy(), "--version");
        works.map(drop).ok_or_else(|| Failure::new("it does not run with this Node.js"))
    });
    match outcome {
        Ok(()) => installed_wasm_opt(places),
        Err(failure) => {
            eprintln!("building without wasm-opt, files will be larger: {name}: {failure}");
            None
        }
    }
}

pub(super) fn installed_wasm_opt(places: &Places) -> Option<PathBuf> {
    let kept = binaryen(places).join(WASM_OPT);
    if kept.is_file() && process::find(&["node"]).is_some() {
        return Some(kept);
    }
    let said = process::ask("wasm-opt", "--version")?;
    said.split_whitespace().any(|word| word == versions::BINARYEN).then(|| "wasm-opt".into())
}

fn binaryen(places: &Places) -> PathBuf {
    places.cache.join(format!("binaryen-{}", versions::BINARYEN))
}
