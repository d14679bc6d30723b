//! Which responses were met, where, and which ought to be there besides.

use std::{
    collections::{BTreeMap, HashMap, hash_map},
    fmt::{self, Write as _},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use heard_exchange::{
    Response, ResponseId,
    csv::{Meta, raw},
};

use crate::ranges;

/// What was met so far. Takes some 60 bytes a response.
#[derive(Default)]
pub(super) struct Ledger {
    files: Vec<String>,
    rows: u64,
    responses: HashMap<ResponseId, Met>,
    sequences: BTreeMap<String, Vec<u32>>,
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
        self.rows += 1;
        let content = content(row);
        match self.responses.entry(response.id) {
            hash_map::Entry::Vacant(place) => {
                place.insert(Met { content, file, row: row.number() });
                let device = response.device.as_str();
                match self.sequences.get_mut(device) {
                    Some(sequences) => sequences.push(response.sequence.0),
                    None => {
                        self.sequences.insert(device.to_owned(), vec![response.sequence.0]);
                    }
                }
                Standing::New
            }
            hash_map::Entry::Occupied(met) if met.get().content == content => Standing::Repeated,
            hash_map::Entry::Occupied(met) => {
                let Met { file, row, .. } = met.get();
                let name = self.files.get(*file).map_or("", String::as_str);
                Standing::Conflicting { first: format!("{name}: row {row}") }
            }
        }
    }

    /// What a person merging wants to know.
    pub(super) fn report(mut self, output: &dyn fmt::Display) -> String {
        let (files, rows, written) = (self.files.len(), self.rows, self.responses.len() as u64);
        let plural = if files == 1 { "" } else { "s" };
        let mut report =
            format!("{files} file{plural}, {rows} rows: {written} responses in {output}\n");
        // A String takes all that is written to it.
        if rows > written {
            let _ = writeln!(report, "{} rows repeat a response and are left out", rows - written);
        }
        for (device, sequences) in &mut self.sequences {
            sequences.sort_unstable();
            let missing: Vec<_> = ranges::between(sequences).collect();
            if !missing.is_empty() {
                let told = ranges::told(&missing);
                let _ = writeln!(report, "device {device}: missing in its sequence: {told}");
            }
            let twice = sequences.windows(2).filter(|pair| pair[0] == pair[1]).count();
            if twice > 0 {
                let _ = writeln!(report, "device {device}: {twice} places used by two responses");
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
