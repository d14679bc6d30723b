//! The flavour for Excel: for people who open a file and look at it. It is
//! never read back; that is what [`raw`](super::raw) is for.
//!
//! * Headings are the questions' newest titles, cells the labels of what was
//!   chosen, in one language; a byte order mark makes Excel read them as UTF-8.
//! * The date and the time of day are columns of their own, in the branch's
//!   local time, in the form every language version of Excel recognises.
//! * A rating stays a number, so that it can be averaged, sorted and put into
//!   a pivot table; what the ends of the scale mean stands in the heading.
//!   Codes nobody has a label for stay codes, so that nothing is hidden.
//! * Metadata comes first: what a manager looks for, then what an auditor
//!   needs to find the same response in the raw file.
//! * Every text is quoted and passed through [`guard`]; numbers, dates and
//!   times are not quoted.

mod formula;
mod heading;

use std::io::Write;

use chrono::Timelike;
use heard_survey::{Kind, Value};

pub use formula::{guard, unguard};
pub(crate) use heading::step_label;

use super::{
    Columns, Meta, Times, WriteError,
    columns::Asked,
    line::Line,
    raw::placed,
    words::{self, Language, SHOWN, Shown},
};
use crate::{Response, time::clock};

/// Writes responses as a file for Excel, one at a time.
pub struct Writer<W: Write> {
    out: Cells<W>,
    columns: Columns,
    locale: String,
    language: Language,
    times: Times,
}

impl<W: Write> Writer<W> {
    /// Starts a file by writing its headings to `out`. Texts are in `locale`
    /// (BCP 47), or what stands in for it.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn new(out: W, columns: &Columns, locale: &str, times: Times) -> Result<Self, WriteError> {
        let language = Language::of(locale);
        let mut out = Cells(Line::new(out, "\u{feff}"));
        for (_, words) in SHOWN {
            out.text(language.pick(words));
        }
        for heading in heading::headings(columns, locale, language) {
            out.text(&heading);
        }
        out.0.end()?;
        let locale = locale.to_owned();
        Ok(Self { out, columns: columns.clone(), locale, language, times })
    }

    /// Writes one response.
    ///
    /// # Errors
    /// When the output refuses, or before anything is written when an answer
    /// has no column.
    pub fn write(&mut self, response: &Response) -> Result<(), WriteError> {
        let answers = placed(&self.columns, response)?;
        for (shown, _) in SHOWN {
            self.write_meta(shown, response);
        }
        let (name, version) = (&response.questionnaire.name, &response.questionnaire.version);
        for (position, value) in answers.into_iter().enumerate() {
            let asked = self
                .columns
                .wording(position, name, version)
                .or_else(|| self.columns.wordings(position).next());
            match value {
                None => self.out.0.plain(""),
                Some(value) => self.out.answer(value, asked, &self.locale, self.language),
            }
        }
        Ok(self.out.0.end()?)
    }

    /// Ends the file and gives back what was written to.
    ///
    /// # Errors
    /// When the output refuses.
    pub fn finish(self) -> Result<W, WriteError> {
        Ok(self.out.0.finish()?)
    }

    fn write_meta(&mut self, shown: Shown, response: &Response) {
        let (out, language) = (&mut self.out, self.language);
        let visit = &response.visit;
        let at = self.times.of(response);
        let yes_no = |yes| language.pick(if yes { words::YES } else { words::NO });
        match shown {
            Shown::Date => out.0.plain(at.date_naive()),
            Shown::Time => {
                out.0.plain(format_args!("{}:{:02}", clock(&at), at.second()));
            }
            Shown::Seconds => {
                let tenths = response.duration_ms.saturating_add(50) / 100;
                out.0.plain(format_args!("{}.{}", tenths / 10, tenths % 10));
            }
            Shown::Meta(meta) => match meta {
                Meta::Branch => out.text(&visit.branch),
                Meta::Counter => out.text(&visit.counter),
                Meta::Teller => out.optional(visit.teller.as_deref()),
                Meta::Business => out.optional(visit.business.as_deref()),
                Meta::Ticket => out.optional(visit.ticket.as_deref()),
                Meta::Tier => out.optional(visit.tier.as_deref()),
                Meta::Outcome => out.text(language.pick(words::outcome(response.outcome))),
                Meta::Training => out.text(yes_no(response.training)),
                Meta::Mode => out.text(language.pick(words::mode(response.mode))),
                Meta::Locale => {
                    out.text(words::locale(&response.locale).unwrap_or(&response.locale));
                }
                Meta::Assisted => out.text(yes_no(response.assisted)),
                Meta::Voice => out.text(yes_no(response.voice)),
                Meta::Channel => out.text(language.pick(words::channel(response.channel))),
                Meta::Questionnaire => out.text(&response.questionnaire.name),
                Meta::Version => out.text(&response.questionnaire.version),
                Meta::Hash => out.text(&response.questionnaire.hash),
                Meta::Device => out.text(response.device.as_str()),
                Meta::Sequence => out.0.plain(response.sequence.0),
                Meta::Id => out.text(&response.id.to_string()),
                // Shown as a date and a time, and as seconds.
                Meta::StartedAt | Meta::DurationMs => out.0.plain(""),
            },
        }
    }
}

/// Quotes by what a cell is, not by what it looks like.
struct Cells<W>(Line<W>);

impl<W: Write> Cells<W> {
    /// A text: guarded and quoted.
    fn text(&mut self, text: &str) {
        self.0.quoted(&guard(text));
    }

    fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.0.plain(""),
        }
    }

    fn answer(&mut self, value: &Value, asked: Option<&Asked>, locale: &str, language: Language) {
        let kind = asked.map(|asked| &asked.kind);
        match (value, label(kind, value, locale)) {
            (_, Some(label)) => self.text(label),
            (Value::Number(number), None) => self.0.plain(Value::Number(*number)),
            (Value::List(items), None) => {
                let labels: Vec<_> = items
                    .iter()
                    .map(|item| {
                        label(kind, item, locale).map_or_else(|| item.to_string(), str::to_owned)
                    })
                    .collect();
                self.text(&labels.join(language.pick(words::SEPARATOR)));
            }
            (Value::Text(text), None) => self.text(text),
            (Value::Boolean(yes), None) => {
                self.text(language.pick(if *yes { words::YES } else { words::NO }));
            }
        }
    }
}

/// The questionnaire's words for a value, where it has any.
fn label<'k>(kind: Option<&'k Kind>, value: &Value, locale: &str) -> Option<&'k str> {
    let text = match kind? {
        Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => {
            &choices.iter().find(|choice| choice.value == *value)?.text
        }
        Kind::Boolean { yes, no } => match value {
            Value::Boolean(true) => yes,
            Value::Boolean(false) => no,
            _ => return None,
        },
        _ => return None,
    };
    let text = Some(text.get(locale)).filter(|text| !text.is_empty())?;
    // A number whose label is that number stays a number.
    (text != value.to_string()).then_some(text)
}
