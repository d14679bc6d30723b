//! `heard check`: what is wrong with questionnaires, and where.

use std::{io::Write as _, path::PathBuf};

use clap::{Args, ValueEnum};
use heard_insight::{Weights, WeightsError};
use heard_survey::{Problem, Questionnaire};
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
            Ok(text) => problems(&text),
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

/// What keeps a questionnaire from being asked, or its index from being figured.
fn problems(text: &str) -> Vec<Problem> {
    let questionnaire = match Questionnaire::parse(text) {
        Ok(questionnaire) => questionnaire,
        Err(problems) => return problems,
    };
    let dimensions = questionnaire.settings.dimensions.as_ref();
    let refused = dimensions.and_then(|it| Weights::of(&it.judgements).err());
    let problem = |error: WeightsError| Problem {
        path: "heard.dimensions.judgements".to_owned(),
        problem: format!("These judgements give no weights: {error}."),
        suggestion: matches!(error, WeightsError::Inconsistent(_)).then(|| {
            "Judge again: where A counts more than B and B more than C, A counts more than C."
                .to_owned()
        }),
    };
    refused.map(problem).into_iter().collect()
}
