//! Everything between trunk's output and the finished files: `trunk build`
//! runs it as its one `post_build` hook.
//!
//! The wasm is optimised; glue, styles and boot script go into `index.html`,
//! so that nothing but the wasm is fetched before the first paint; the policy
//! with the hashes of what is inlined, the import map, the service worker with
//! its precache set, the compressed copies and the server configuration follow.

mod compress;
mod deploy;
mod glue;
mod html;
mod idle_code;
mod idle_data;
mod notice;
mod page;
pub mod policy;
mod precache;
pub(crate) mod programs;
mod text;

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::{files, setup};

pub use compress::unpack;

/// What to finish, and with what.
#[derive(Debug)]
pub struct Job<'a> {
    /// Trunk's output; finished in place.
    pub stage: &'a Path,
    /// The folder with `boot.js`, `start.js` and `sw.js`.
    pub web: &'a Path,
    /// The folder with the server configuration's templates.
    pub deploy: &'a Path,
    /// Where the filled-in server configuration goes.
    pub server: &'a Path,
    /// `wasm-opt`, for a release build.
    pub wasm_opt: Option<PathBuf>,
}

/// Finishes what trunk has staged; trunk names the folders in its environment.
///
/// # Errors
/// Where it was not started by trunk, or as [`run`].
pub fn as_hook(places: &Places) -> Outcome {
    let folder = |name: &str| {
        env::var_os(name).map(PathBuf::from).ok_or_else(|| {
            Failure::new(format!("`finish` is started by trunk, which sets {name}; see `build`"))
        })
    };
    let stage = folder("TRUNK_STAGING_DIR")?;
    let places = places.with_dist(&folder("TRUNK_DIST_DIR")?);
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    run(&Job {
        stage: &stage,
        web: &places.root.join("web"),
        deploy: &places.root.join("deploy"),
        server: &places.server,
        wasm_opt: if release { setup::installed_wasm_opt(&places) } else { None },
    })
}

/// Finishes the files of a job.
///
/// # Errors
/// Where an expected file is missing, a tool fails or a file cannot be written.
pub fn run(job: &Job) -> Outcome {
    if let Some(program) = &job.wasm_opt {
        programs::make_small(job.stage, program)?;
    }
    let page = page::compose(job.stage, job.web)?;
    let policy = policy::as_header(&page.policy);
    let worker = files::read_text(&job.web.join("sw.js"))?;
    let set = precache::seal(job.stage, &page, &worker, &policy)?;
    files::write(&job.stage.join("index.html"), &set.page)?;
    files::write(&job.stage.join("sw.js"), &set.worker)?;
    compress::add_copies(job.stage)?;
    deploy::fill_in(job.deploy, job.server, &policy)
}

/// The one file of the stage whose name begins and ends like this.
fn only(stage: &Path, begins: &str, ends: &str) -> Outcome<String> {
    let mut found = files::list(stage)?;
    found.retain(|path| path.starts_with(begins) && path.ends_with(ends));
    match <[String; 1]>::try_from(found) {
        Ok([path]) => Ok(path),
        Err(found) => Err(Failure::new(format!(
            "the build should give one {begins}*{ends}, not {}: {found:?}",
            found.len()
        ))),
    }
}

/// Puts `value` where a template says `mark`, which must be there once.
fn fill(template: &str, mark: &str, value: &str) -> Outcome<String> {
    match template.matches(mark).count() {
        1 => Ok(template.replacen(mark, value, 1)),
        count => Err(Failure::new(format!("a template must hold {mark} once, not {count} times"))),
    }
}

/// Compact JSON.
fn json(value: &serde_json::Value) -> Outcome<String> {
    serde_json::to_string(value).context(|| "cannot write JSON".into())
}
