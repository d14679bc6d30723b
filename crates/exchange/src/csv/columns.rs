//! Which question columns a file has, and what their cells mean.

use std::borrow::Cow;

use heard_survey::{Answers, Kind, LocalText, Questionnaire, Value};

use super::{Meta, list};

/// What the cells of a question column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A number: ratings, and choices whose codes are all numbers.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A text or the code of one choice.
    Text,
    /// The codes of any number of choices; see [`list`].
    List,
}

/// The question columns of an export: the union by name over the
/// questionnaires it holds answers to.
///
/// The first questionnaire's questions come first, in its order; what later
/// ones add is appended. A column is there because the question exists, not
/// because somebody answered it.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    names: Vec<String>,
    /// The positions, sorted by name.
    by_name: Vec<usize>,
    versions: Vec<Version>,
}

/// What one questionnaire asks in which column.
#[derive(Clone, Debug)]
struct Version {
    questionnaire: String,
    number: String,
    /// With their positions.
    asked: Vec<(usize, Asked)>,
}

impl Version {
    fn asked(&self, position: usize) -> Option<&Asked> {
        self.asked.iter().find(|(at, _)| *at == position).map(|(_, asked)| asked)
    }
}

/// A question as one questionnaire puts it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) title: LocalText,
    pub(crate) description: LocalText,
    pub(crate) kind: Kind,
}

impl Columns {
    /// The columns for `questionnaires`, oldest first.
    pub fn of<'q>(questionnaires: impl IntoIterator<Item = &'q Questionnaire>) -> Self {
        let mut columns = Self::default();
        for questionnaire in questionnaires {
            columns.add(questionnaire);
        }
        columns
    }

    /// Adds the questions of one more questionnaire, newer than those before.
    pub fn add(&mut self, questionnaire: &Questionnaire) {
        let asked = questionnaire
            .questions()
            .map(|question| {
                let asked = Asked {
                    title: question.title.clone(),
                    description: question.description.clone(),
                    kind: question.kind.clone(),
                };
                (self.add_name(&question.name), asked)
            })
            .collect();
        self.versions.push(Version {
            questionnaire: questionnaire.settings.name.clone(),
            number: questionnaire.settings.version.clone(),
            asked,
        });
    }

    /// Adds what `other` has besides: the union, for merging files.
    pub fn include(&mut self, other: &Self) {
        let positions: Vec<_> = other.names.iter().map(|name| self.add_name(name)).collect();
        for version in &other.versions {
            let asked = version
                .asked
                .iter()
                .filter_map(|(index, asked)| Some((*positions.get(*index)?, asked.clone())));
            self.versions.push(Version { asked: asked.collect(), ..version.clone() });
        }
    }

    /// Adds a column for every answer that has none: for responses whose
    /// questionnaire is no longer at hand.
    pub fn include_answers(&mut self, answers: &Answers) {
        for name in answers.keys() {
            self.add_name(name);
        }
    }

    /// Adds `name` unless it is there; gives its position.
    pub(crate) fn add_name(&mut self, name: &str) -> usize {
        match self.place(name) {
            Ok(place) => self.by_name[place],
            Err(place) => {
                self.by_name.insert(place, self.names.len());
                self.names.push(name.to_owned());
                self.names.len() - 1
            }
        }
    }

    /// Where `name` is among the sorted names, or belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.by_name.binary_search_by(|position| self.names[*position].as_str().cmp(name))
    }

    /// How many question columns there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// There are no question columns.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names of the questions, in column order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The name of the question at `position`.
    pub fn name(&self, position: usize) -> Option<&str> {
        self.names.get(position).map(String::as_str)
    }

    /// Where the question `name` stands among the question columns, from 0.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.place(name).ok().map(|place| self.by_name[place])
    }

    /// Answers by column.
    ///
    /// # Errors
    /// The name of one that has none.
    pub(crate) fn placed<'a>(
        &self,
        answers: &'a Answers,
    ) -> Result<Vec<Option<&'a Value>>, &'a str> {
        let mut placed = vec![None; self.names.len()];
        // Both are sorted by name.
        let mut columns = self.by_name.iter();
        for (name, value) in answers {
            // A position is that of a name.
            let position = columns.find(|position| self.names[**position] == *name);
            placed[*position.ok_or(name.as_str())?] = Some(value);
        }
        Ok(placed)
    }

    /// What the cells at `position` hold. None where no questionnaire says so,
    /// or where questionnaires disagree: such cells are codes as texts.
    pub fn kind(&self, position: usize) -> Option<CellKind> {
        let mut kinds = self.wordings(position).map(|asked| cell_kind(&asked.kind));
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// The headings of a raw file: metadata first, then the questions.
    pub fn headings(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let metadata = Meta::ALL.iter().map(|meta| Cow::Borrowed(meta.name()));
        metadata.chain(self.names.iter().map(|name| heading(name)))
    }

    /// Every wording of the question at `position`, newest first.
    pub(crate) fn wordings(&self, position: usize) -> impl Iterator<Item = &Asked> {
        self.versions.iter().rev().filter_map(move |version| version.asked(position))
    }

    /// The question at `position` as `version` of `questionnaire` puts it.
    pub(crate) fn wording(
        &self,
        position: usize,
        questionnaire: &str,
        version: &str,
    ) -> Option<&Asked> {
        let same =
            |known: &&Version| known.questionnaire == questionnaire && known.number == version;
        self.versions.iter().rfind(same)?.asked(position)
    }

    /// What `cell`, not empty, says in answer to `name`, asked by `version` of
    /// `questionnaire`. Where that version is not known the other ones decide
    /// if they agree and the cell fits; otherwise it is a text.
    ///
    /// # Errors
    /// What it should have been, with its article.
    pub(crate) fn value(
        &self,
        name: &str,
        questionnaire: &str,
        version: &str,
        cell: &str,
    ) -> Result<Value, &'static str> {
        let text = || Value::Text(cell.to_owned());
        let Some(position) = self.position(name) else { return Ok(text()) };
        if let Some(asked) = self.wording(position, questionnaire, version) {
            return decode(&asked.kind, cell);
        }
        let likely = self.kind(position).and_then(|_| self.wordings(position).next());
        Ok(likely.and_then(|asked| decode(&asked.kind, cell).ok()).unwrap_or_else(text))
    }
}

/// What the cells of a question of this kind hold.
pub(crate) fn cell_kind(kind: &Kind) -> CellKind {
    match kind {
        Kind::Rating(_) => CellKind::Number,
        Kind::Boolean { .. } => CellKind::Boolean,
        Kind::Checkbox { .. } => CellKind::List,
        Kind::Radiogroup(choices) => {
            let all = |test: fn(&Value) -> bool| choices.iter().all(|choice| test(&choice.value));
            if all(|code| matches!(code, Value::Number(_))) {
                CellKind::Number
            } else if all(|code| matches!(code, Value::Boolean(_))) {
                CellKind::Boolean
            } else {
                CellKind::Text
            }
        }
        Kind::Comment { .. } | Kind::Text { .. } => CellKind::Text,
    }
}

fn decode(kind: &Kind, cell: &str) -> Result<Value, &'static str> {
    match cell_kind(kind) {
        // As in a sealed response: by the one reader of numbers there is.
        CellKind::Number => match serde_json::from_str(cell) {
            Ok(number @ Value::Number(_)) => Ok(number),
            _ => Err("a number"),
        },
        CellKind::Boolean => boolean(cell).map(Value::Boolean).ok_or("true or false"),
        CellKind::Text => Ok(code(kind, cell.into())),
        CellKind::List => Ok(Value::List(list::split(cell).map(|item| code(kind, item)).collect())),
    }
}

pub(crate) fn boolean(cell: &str) -> Option<bool> {
    match cell {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The choice whose code reads `text`; a text where there is none.
fn code(kind: &Kind, text: Cow<'_, str>) -> Value {
    let typed = |code: &&Value| !matches!(code, Value::Text(_)) && code.to_string() == text;
    let choice = match kind {
        Kind::Radiogroup(choices) | Kind::Checkbox { choices, .. } => {
            choices.iter().map(|choice| &choice.value).find(typed)
        }
        _ => None,
    };
    choice.cloned().unwrap_or_else(|| Value::Text(text.into_owned()))
}

/// The heading of a question's column: its name; with one `_` more in front
/// where it would be taken for a metadata column.
fn heading(name: &str) -> Cow<'_, str> {
    if like_metadata(name) { Cow::Owned(format!("_{name}")) } else { Cow::Borrowed(name) }
}

/// The question a heading stands for.
pub(crate) fn question(heading: &str) -> &str {
    let shorter = heading.strip_prefix('_').filter(|_| like_metadata(heading));
    shorter.unwrap_or(heading)
}

/// A metadata column's name, after any number of `_`.
fn like_metadata(name: &str) -> bool {
    let bare = name.trim_start_matches('_');
    Meta::ALL.iter().any(|meta| meta.name() == bare)
}
