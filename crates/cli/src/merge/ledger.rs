//! Which responses were met, where, and which ought to be there besides.

use std::{
    fmt::{self, Write as _},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use heard_exchange::{
    Register, Response,
    csv::{Meta, raw},
};

use crate::ranges;

/// What was met so far. Takes some 60 bytes a response.
#[derive(Default)]
pub(super) struct Ledger {
    files: Vec<String>,
    register: Register<Met>,
}

/// Where a response was met first, and what it said.
struct Met {
    content: u64,
    file: usize,
    row: u64,
}

/// How a row stands to those before it.
pub(super) enum Standing {
    /// A response not met before.
    New,
    /// One met before, saying the same.
    Repeated,
    /// One met before, saying something else.
    Conflicting {
        /// The file and row where it was met before.
        first: String,
    },
}

impl Ledger {
    /// Begins the file called `name`; gives its number.
    pub(super) fn next_file(&mut self, name: String) -> usize {
        self.files.push(name);
        self.files.len() - 1
    }

    /// Enters a row of the file numbered `file`.
    pub(super) fn enter(
        &mut self,
        response: &Response,
        row: &raw::Row<'_>,
        file: usize,
    ) -> Standing {
        let content = content(row);
        let met = Met { content, file, row: row.number() };
        let device = response.device.as_str();
        let day = response.started_at.date_naive();
        match self.register.enter(response.id, device, response.sequence, day, met) {
            None => Standing::New,
            Some(met) if met.content == content => Standing::Repeated,
            Some(Met { file, row, .. }) => {
                let name = self.files.get(*file).map_or("", String::as_str);
                Standing::Conflicting { first: format!("{name}: row {row}") }
            }
        }
    }

    /// What a person merging wants to know.
    pub(super) fn report(self, output: &dyn fmt::Display) -> String {
        let (files, written) = (self.files.len(), self.register.len() as u64);
        let repeated = self.register.repeated();
        let rows = written + repeated;
        let plural = if files == 1 { "" } else { "s" };
        let mut report =
            format!("{files} file{plural}, {rows} rows: {written} responses in {output}\n");
        // A String takes all that is written to it.
        if repeated > 0 {
            let _ = writeln!(report, "{repeated} rows repeat a response and are left out");
        }
        for (device, of_device) in self.register.devices() {
            let missing: Vec<_> = of_device.missing().collect();
            if !missing.is_empty() {
                let told = ranges::told(&missing);
                let _ = writeln!(report, "device {device}: missing in its sequence: {told}");
            }
            let twice = of_device.doubled();
            if twice > 0 {
                let _ = writeln!(report, "device {device}: {twice} places used by two responses");
            }
            let quiet: Vec<_> = of_device.quiet().collect();
            if !quiet.is_empty() {
                let told = ranges::told(&quiet);
                let _ = writeln!(report, "device {device}: days without a response: {told}");
            }
        }
        report
    }
}

/// A number that is the same for rows that say the same, wherever their
/// columns stand; empty cells say nothing.
fn content(row: &raw::Row<'_>) -> u64 {
    let of = |name: &str, cell: &str| {
        let mut hasher = DefaultHasher::new();
        (name, cell).hash(&mut hasher);
        hasher.finish()
    };
    let metadata = Meta::ALL.map(|meta| of(meta.name(), row.meta(meta)));
    // A question may be called as a metadata column is.
    let answers = row.answers().map(|(name, cell)| of(name, cell).rotate_left(1));
    metadata.into_iter().chain(answers).fold(0, u64::wrapping_add)
}
