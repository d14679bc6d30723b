//! One case: a collection that has good files meets a hostile one, then another
//! good one. What makes a file hostile is left to `mutation`, what good files look
//! like to `sheet`.

mod hostile;
mod mutation;
mod sheet;

use std::{
    fmt::Write as _,
    io::{self, Read},
};

use fastrand::Rng;
use heard_exchange::csv::{CsvError, Problem, raw};
use heard_insight::{
    Collection, Source,
    ask::{Ask, Inquiry, Kind},
    table::{Dimension, Filter},
};
use heard_survey::Questionnaire;

use sheet::Sheet;

/// The name of the hostile file.
const NAME: &str = "hostile.csv";

/// The good files, and what they come to.
pub(crate) struct Ground {
    seed: u64,
    questionnaires: Vec<Questionnaire>,
    /// What has the good files but the last.
    collection: Collection,
    figures: String,
    /// One of the good files that were read.
    known: Vec<u8>,
    last: Vec<u8>,
    /// What all of them come to.
    all: String,
}

/// What became of a hostile file.
pub(crate) enum Outcome {
    /// It was not that hostile.
    Taken,
    /// It was refused, for this.
    Refused(&'static str),
}

impl Ground {
    /// Good files drawn from `seed`: responses to two versions of one questionnaire,
    /// to another, and to one that nobody knows, one column of which is about to
    /// hold too many codes to count them.
    pub(crate) fn new(seed: u64) -> Result<Self, String> {
        let mut draw = Rng::with_seed(seed);
        let questionnaires = sheet::questionnaires();
        let mut collection = Collection::new(questionnaires[..2].to_vec());
        let mut known = Vec::new();
        for (rows, questionnaire) in [(60, 0), (40, 1), (250, 3)] {
            known = Sheet::of(&questionnaires, &[questionnaire], rows, &mut draw).written();
            read(&mut collection, &known, None, &mut draw).map_err(|error| error.to_string())?;
        }
        let figures = figures(&mut collection).0;
        let last = Sheet::of(&questionnaires, &[0, 2], 30, &mut draw).written();
        let mut all = collection.clone();
        read(&mut all, &last, None, &mut draw).map_err(|error| error.to_string())?;
        let all = self::figures(&mut all).0;
        Ok(Self { seed, questionnaires, collection, figures, known, last, all })
    }

    /// Whether all that must hold does, of the hostile file of this number; else
    /// what does not.
    pub(crate) fn holds(&self, number: u64) -> Result<Outcome, String> {
        self.outcome(number).map_err(|why| format!("case {number}: {why}"))
    }

    fn outcome(&self, number: u64) -> Result<Outcome, String> {
        let mut draw = Rng::with_seed(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
        let asked: Vec<usize> = (0..self.questionnaires.len()).filter(|_| draw.bool()).collect();
        let rows = if draw.u8(..10) == 0 { 300 } else { draw.usize(..12) };
        let sheet = Sheet::of(&self.questionnaires, &asked, rows, &mut draw);
        let file = mutation::hostile(sheet, &self.known, &mut draw);
        let breaks = (draw.u8(..50) == 0).then(|| draw.usize(..=file.len()));
        let mut collection = self.collection.clone();
        match read(&mut collection, &file, breaks, &mut draw) {
            Err(error) => {
                has_its_place(&error)?;
                same(&self.figures, &figures(&mut collection).0, "after it was refused")?;
                self.next(&mut collection, &mut draw)?;
                same(&self.all, &figures(&mut collection).0, "with the next file")?;
                Ok(Outcome::Refused(sort(&error.problem)))
            }
            Ok(rows) => {
                let (figures_once, repeated) = figures(&mut collection);
                let again = read(&mut collection, &file, None, &mut draw);
                let again = again.map_err(|error| format!("the second time: {error}"))?;
                let (figures_twice, twice) = figures(&mut collection);
                same(&figures_once, &figures_twice, "read twice")?;
                if (again, twice) != (rows, repeated + rows) {
                    return Err(format!("{rows} rows, {again} again, {twice} repeated"));
                }
                self.next(&mut collection, &mut draw)?;
                Ok(Outcome::Taken)
            }
        }
    }

    /// The next good file loads, whatever came before.
    fn next(&self, collection: &mut Collection, draw: &mut Rng) -> Result<(), String> {
        read(collection, &self.last, None, draw).map_err(|error| format!("the next: {error}"))?;
        let total = collection.table().select(&Filter::default()).responses().total;
        let met = collection.register().len() as u64;
        if total + collection.training() == met {
            Ok(())
        } else {
            Err(format!("{total} responses in the table, {met} in the register"))
        }
    }
}

/// Reads a file as the worker does, with questions in between; gives the number of
/// its rows.
fn read(
    collection: &mut Collection,
    file: &[u8],
    breaks: Option<usize>,
    draw: &mut Rng,
) -> Result<u64, CsvError> {
    let pieces = Pieces { rest: &file[..breaks.unwrap_or(file.len())], most: draw.usize(1..9000) };
    let (asks, broken) = (draw.u8(..4) == 0, breaks.map(|_| Broken));
    let mut reader = raw::Reader::new(pieces.chain(Unplugged(broken)), NAME)?;
    let mut source = Source::new(reader.columns().names());
    collection.begin();
    let mut rows = 0;
    let mut take_all = || -> Result<u64, CsvError> {
        while let Some(row) = reader.next_row()? {
            collection.take(&mut source, &row)?;
            rows += 1;
            if asks && rows % 8 == 1 {
                // What is told meanwhile must not matter.
                figures(collection);
            }
        }
        Ok(rows)
    };
    let outcome = take_all();
    match outcome {
        Ok(_) => collection.keep(&source),
        Err(_) => collection.take_back(),
    }
    outcome
}

/// A file that comes a few bytes at a time.
struct Pieces<'f> {
    rest: &'f [u8],
    most: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.most);
        self.rest.read(&mut buffer[..count])
    }
}

/// The end of a file: as it should be, or as when a stick is pulled out.
struct Unplugged(Option<Broken>);

struct Broken;

impl Read for Unplugged {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.as_ref().map_or(Ok(0), |Broken| Err(io::Error::other("unplugged")))
    }
}

fn same(due: &str, found: &str, when: &str) -> Result<(), String> {
    if due == found {
        return Ok(());
    }
    let at = due.bytes().zip(found.bytes()).take_while(|(one, other)| one == other).count();
    let shown = |text: &str| {
        String::from_utf8_lossy(text.as_bytes().get(at.saturating_sub(60)..).unwrap_or_default())
            .chars()
            .take(120)
            .collect::<String>()
    };
    Err(format!("other figures {when}:\n  {}\n  {}", shown(due), shown(found)))
}

/// Everything a page can show of a collection; and how many rows were repeated.
fn figures(collection: &mut Collection) -> (String, u64) {
    let mut told = String::new();
    let table = collection.table();
    let questions: Vec<String> = table.questions().map(str::to_owned).collect();
    let (question, codes) = ("satisfaction".to_owned(), vec!["4".to_owned(), "5".to_owned()]);
    let mut asks = vec![
        Ask::Responses,
        Ask::Duration,
        Ask::MedianDuration,
        Ask::Days { question: question.clone(), codes: codes.clone() },
        Ask::Parts { dimension: Dimension::Counter, question, codes },
        Ask::Cross { question: "reasons".to_owned(), dimension: Dimension::Business },
        Ask::Pairs { one: Dimension::Weekday, other: Dimension::Hour },
    ];
    asks.extend(Dimension::ALL.map(|dimension| Ask::Counts { dimension }));
    asks.extend(questions.iter().map(|name| Ask::Distribution {
        question: name.clone(),
        figures: vec![Kind::Mean, Kind::Median],
    }));
    let answers = Inquiry { filter: Filter::default(), asks }.answer(table);
    // Writing to a text never fails; here and below.
    let _ = write!(told, "{:?}", (&questions, serde_json::to_string(&answers), table.len()));
    for dimension in Dimension::ALL {
        let _ = write!(told, "{:?}", table.labels(dimension));
    }
    let register = collection.register();
    for (name, device) in register.devices() {
        let (missing, quiet): (Vec<_>, Vec<_>) =
            (device.missing().collect(), device.quiet().collect());
        let _ = write!(told, "{name} {missing:?} {} {quiet:?}", device.doubled());
    }
    let (met, repeated) = (register.len(), register.repeated());
    let unknown: Vec<_> = collection.unknown().collect();
    let _ = write!(told, "{met} {} {unknown:?}", collection.training());
    (told, repeated)
}

/// Whether an error says where it is, on one line.
fn has_its_place(error: &CsvError) -> Result<(), String> {
    let text = error.to_string();
    let whole_file = matches!(sort(&error.problem), "empty" | "for Excel" | "UTF-16");
    let is_of_a_cell = matches!(sort(&error.problem), "column" | "not UTF-8" | "value");
    let is_told = error.file == NAME
        && whole_file == (error.row.is_none() && error.line.is_none())
        && is_of_a_cell == error.column.is_some()
        && error.row != Some(0)
        && text.starts_with("hostile.csv: ")
        && text.chars().count() < 1000
        && !text.contains(char::is_control);
    if is_told { Ok(()) } else { Err(format!("{text:?} does not say where")) }
}

fn sort(problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => "empty",
        Problem::ExcelFlavour => "for Excel",
        Problem::Utf16 => "UTF-16",
        Problem::MissingColumn { .. }
        | Problem::MisplacedColumn { .. }
        | Problem::DuplicateColumn
        | Problem::UnnamedColumn => "column",
        Problem::TooManyColumns { .. } => "too many columns",
        Problem::CellCount { .. } => "number of cells",
        Problem::RowTooLong { .. } => "row too long",
        Problem::NotUtf8 => "not UTF-8",
        Problem::CutOff => "cut off",
        Problem::Value { .. } => "value",
        Problem::Io(_) => "cannot be read",
    }
}
