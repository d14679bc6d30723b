//! Responses as they are opened: each once, as rows; and what was wrong.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt::Display,
    path::Path,
};

use heard_exchange::{
    Response, ResponseId,
    bundle::{Bundle, Line},
    csv::{Columns, Times, WriteError, raw},
    sealed::{
        Jwe,
        native::{OpenError, PrivateKey, sha256},
    },
    segment::OpenSegmentError,
};

use crate::{bundles::at, failure::Failure};

/// What was opened so far.
pub(super) struct Opened {
    writer: raw::Writer<Vec<u8>>,
    /// Those of the writer, and of answers for which it has none.
    columns: Columns,
    is_narrow: bool,
    /// What each response says, and where it was met first.
    met: HashMap<ResponseId, Met>,
    repeated: u64,
    problems: Vec<String>,
}

struct Met {
    content: [u8; 32],
    /// Bundle, file and line.
    place: String,
}

/// Why a line stays closed.
enum Closed {
    /// It is sealed to other keys: these, where they are named.
    ForOthers(Vec<String>),
    /// The response it would be, as far as that can be told, and what is wrong.
    Damaged(Option<ResponseId>, String),
}

/// Responses of one bundle that are for others.
#[derive(Default)]
struct ForOthers {
    /// Lines.
    count: u64,
    /// File and line.
    first: String,
    kids: Vec<String>,
}

impl Opened {
    pub(super) fn new(columns: &Columns, times: Times) -> Result<Self, Failure> {
        Ok(Self {
            writer: raw::Writer::new(Vec::new(), columns, times)?,
            columns: columns.clone(),
            is_narrow: false,
            met: HashMap::new(),
            repeated: 0,
            problems: Vec::new(),
        })
    }

    /// Opens the responses of one bundle.
    pub(super) fn add(
        &mut self,
        path: &Path,
        bundle: &Bundle<'_>,
        keys: &[PrivateKey],
    ) -> Result<(), Failure> {
        let mut for_others = ForOthers::default();
        let journal = bundle.journal().map(|line| (line, response_of(line, keys)));
        let segments = bundle.segments().map(|line| (line, responses_of(line, keys)));
        for (line, opened) in journal.chain(segments) {
            match opened {
                Ok(responses) => {
                    responses.iter().try_for_each(|response| self.enter(path, line, response))?;
                }
                Err(Closed::ForOthers(kids)) => for_others.add(line, kids),
                Err(Closed::Damaged(id, why)) => self.problems.push(at(path, line, id, why)),
            }
        }
        self.problems.extend(for_others.told(path));
        Ok(())
    }

    fn enter(&mut self, path: &Path, line: Line<'_>, response: &Response) -> Result<(), Failure> {
        let json = serde_json::to_vec(response).map_err(std::io::Error::from)?;
        let content = sha256(&json);
        match self.met.entry(response.id) {
            Entry::Occupied(met) if met.get().content == content => self.repeated += 1,
            Entry::Occupied(met) => {
                let told = format!("differs from {}, which is kept", met.get().place);
                self.problems.push(at(path, line, Some(response.id), told));
            }
            Entry::Vacant(place) => {
                let Line { file, number, .. } = line;
                let met = format!("{}: {file} line {number}", path.display());
                place.insert(Met { content, place: met });
                match self.writer.write(response) {
                    Err(WriteError::NoColumn { .. }) => {
                        self.columns.include_answers(&response.answers);
                        self.is_narrow = true;
                    }
                    written => written?,
                }
            }
        }
        Ok(())
    }

    /// Columns that hold every answer, where those at hand did not: the
    /// questionnaire is not in the bundle, or cannot be read.
    pub(super) fn wider_columns(&self) -> Option<Columns> {
        self.is_narrow.then(|| self.columns.clone())
    }

    pub(super) fn note_repeated(&self) {
        if self.repeated > 0 {
            eprintln!("note: {} responses are there again and are written once", self.repeated);
        }
    }

    /// The CSV, unless nothing could be opened of what is there; and what is
    /// wrong.
    pub(super) fn finish(self) -> Result<(Option<Vec<u8>>, Vec<String>), Failure> {
        let is_empty = self.met.is_empty() && !self.problems.is_empty();
        let csv = self.writer.finish()?;
        Ok(((!is_empty).then_some(csv), self.problems))
    }
}

/// What a line of the journal holds.
fn response_of(line: Line<'_>, keys: &[PrivateKey]) -> Result<Vec<Response>, Closed> {
    let (jwe, label) = line.read().map_err(|error| Closed::Damaged(None, error.to_string()))?;
    match jwe.open(keys) {
        Ok(response) => Ok(vec![response]),
        Err(OpenError::OtherKey) => Err(Closed::for_others(&jwe)),
        Err(error) => Err(Closed::Damaged(Some(label.id), error.to_string())),
    }
}

/// What a segment holds.
fn responses_of(line: Line<'_>, keys: &[PrivateKey]) -> Result<Vec<Response>, Closed> {
    let damaged = |error: &dyn Display| Closed::Damaged(None, error.to_string());
    let (jwe, _) = line.read_segment().map_err(|error| damaged(&error))?;
    jwe.open_segment(keys).map_err(|error| match error {
        OpenSegmentError::Closed(OpenError::OtherKey) => Closed::for_others(&jwe),
        error => damaged(&error),
    })
}

impl Closed {
    fn for_others(jwe: &Jwe) -> Self {
        Self::ForOthers(jwe.recipients.iter().filter_map(|one| one.kid.clone()).collect())
    }
}

impl ForOthers {
    /// So many keys are named.
    const NAMED: usize = 4;

    fn add(&mut self, line: Line<'_>, kids: Vec<String>) {
        if self.count == 0 {
            self.first = format!("{} line {}", line.file, line.number);
        }
        self.count += 1;
        for kid in kids {
            if self.kids.len() < Self::NAMED && !self.kids.contains(&kid) {
                self.kids.push(kid);
            }
        }
    }

    fn told(self, path: &Path) -> Option<String> {
        let Self { count, first, kids } = self;
        let kids: Vec<_> = kids.iter().map(|kid| kid.escape_debug().to_string()).collect();
        (count > 0).then(|| {
            format!(
                "{}: lines that are sealed to other keys: {count}, the first {first}; they are \
                 sealed to {}",
                path.display(),
                kids.join(", ")
            )
        })
    }
}
