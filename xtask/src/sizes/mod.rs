//! How large the app is to fetch, against its budgets.

mod by_crate;
mod names;

use std::fmt;
use std::fs;
use std::path::Path;

pub use by_crate::by_crate;

use crate::failure::{Failure, Outcome};
use crate::{files, media};

/// Over this the build fails: everything fetched until the first question can
/// be answered.
const KIOSK_LIMIT: u64 = 120_000;
/// What the kiosk aims for.
const KIOSK_TARGET: u64 = 100_000;
/// Over this the build fails: the console, fetched when staff ask for it.
const CONSOLE_LIMIT: u64 = 300_000;

/// The sizes of all finished files.
#[derive(Debug)]
pub struct Sizes {
    files: Vec<FileSize>,
}

#[derive(Debug)]
struct FileSize {
    path: String,
    raw: u64,
    /// As sent to a browser that takes brotli.
    sent: u64,
}

impl Sizes {
    /// Measures finished files.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn measure(dist: &Path) -> Outcome<Self> {
        let size = |path: &str| fs::metadata(dist.join(path)).map(|data| data.len()).ok();
        let paths = files::list(dist)?;
        let files = paths.into_iter().filter(|path| media::ending(path) != "br").map(|path| {
            let raw = size(&path).unwrap_or_default();
            FileSize { raw, sent: size(&format!("{path}.br")).unwrap_or(raw), path }
        });
        Ok(Self { files: files.collect() })
    }

    /// What is sent until the first question can be answered: the page, the
    /// kiosk, and the largest language and questionnaire. The browser tests
    /// measure the same from the network log.
    pub fn kiosk(&self) -> u64 {
        let program = self.sent(|path| path.starts_with("kiosk-") || path == "index.html");
        program.sum::<u64>() + self.largest("questionnaires") + self.largest("languages")
    }

    /// What is sent when staff ask for the console: the program and the largest
    /// language.
    pub fn console(&self) -> u64 {
        let program = self.sent(|path| path.starts_with("console"));
        program.sum::<u64>() + self.largest("languages/console")
    }

    /// The largest file that lies in this very folder.
    fn largest(&self, folder: &str) -> u64 {
        let is_in = |path: &str| path.rsplit_once('/').is_some_and(|(place, _)| place == folder);
        self.sent(is_in).max().unwrap_or_default()
    }

    fn sent(&self, which: impl Fn(&str) -> bool) -> impl Iterator<Item = u64> {
        self.files.iter().filter(move |file| which(&file.path)).map(|file| file.sent)
    }

    /// Holds the sizes against the budgets.
    ///
    /// # Errors
    /// Where one is over; says by how much.
    pub fn judge(&self) -> Outcome {
        for (what, size, limit) in
            [("kiosk", self.kiosk(), KIOSK_LIMIT), ("console", self.console(), CONSOLE_LIMIT)]
        {
            if size > limit {
                return Err(Failure::new(format!(
                    "the {what} is {size} bytes to fetch, {} over its budget of {limit}",
                    size - limit
                )));
            }
        }
        if self.kiosk() > KIOSK_TARGET {
            eprintln!("warning: the kiosk is over its target of {KIOSK_TARGET} bytes");
        }
        Ok(())
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:<44}{:>10}{:>10}", "file", "bytes", "brotli")?;
        for file in &self.files {
            writeln!(out, "{:<44}{:>10}{:>10}", file.path, file.raw, file.sent)?;
        }
        let (kiosk, console) = (self.kiosk(), self.console());
        writeln!(out, "{:<54}{kiosk:>10} of {KIOSK_LIMIT}", "kiosk, first load")?;
        write!(out, "{:<54}{console:>10} of {CONSOLE_LIMIT}", "console, on demand")
    }
}
