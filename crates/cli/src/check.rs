//! `heard check`: what is wrong with questionnaires, and where.

use std::{io::Write as _, path::PathBuf};

use clap::{Args, ValueEnum};
use heard_survey::Questionnaire;
use serde::Serialize;

use crate::{
    failure::Failure,
    questionnaires::{text, told},
    source::Source,
};

/// Check questionnaires: everything that cannot be used, with its place.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Questionnaires, SurveyJS JSON; `-` or none is standard input.
    files: Vec<PathBuf>,
    /// How to tell the problems: `text` on standard error, `json` on standard output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// One problem, as it stands in machine-readable output.
#[derive(Serialize)]
struct Finding {
    file: String,
    path: String,
    problem: String,
    suggestion: Option<String>,
}

/// Checks every file, and fails when any has a problem.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (mut lines, mut findings) = (Vec::new(), Vec::new());
    for source in Source::of(&arguments.files)? {
        let file = source.to_string();
        let problems = match text(&source)? {
            Ok(text) => Questionnaire::parse(&text).err().unwrap_or_default(),
            Err(problem) => vec![problem],
        };
        for problem in problems {
            lines.push(told(&file, &problem));
            findings.push(Finding {
                file: file.clone(),
                path: problem.path,
                problem: problem.problem,
                suggestion: problem.suggestion,
            });
        }
    }
    match arguments.format {
        Format::Text if lines.is_empty() => Ok(()),
        Format::Text => Err(Failure::Problems(lines)),
        Format::Json => {
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &findings).map_err(std::io::Error::from)?;
            writeln!(out)?;
            if findings.is_empty() { Ok(()) } else { Err(Failure::Told) }
        }
    }
}
