//! What a page of figures is made of, before it is written as HTML or as Markdown:
//! sections, in them sentences, figures, charts and tables. Everything here is text
//! that readers see; only the drawing of a chart is markup.

use crate::markup::Element;

/// A part of a page with one question that it answers.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name for links and styles.
    pub id: &'static str,
    /// What it is about.
    pub title: String,
    /// What it says, the answer first.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// The answer, in a sentence or two.
    Lead(String),
    /// What should be known about it.
    Note(String),
    /// Figures with their intervals.
    Figures(Vec<KeyFigure>),
    /// A chart with the table behind it.
    Chart(Chart),
    /// A table that is no chart's.
    Table(Table),
    /// What people wrote.
    Quotes(Quotes),
}

/// A figure, what it rests on, and how it compares.
#[derive(Clone, Debug)]
pub struct KeyFigure {
    /// What it is.
    pub name: String,
    /// The figure with its unit; that there are too few answers, where there are.
    pub value: String,
    /// Its interval and its n, in words.
    pub basis: String,
    /// Against the period before, in words; empty where there is nothing to compare.
    pub change: String,
    /// Where value and interval lie on the figure's range, from 0 to 1.
    pub range: Option<Range>,
}

/// A value and its interval on a line from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Where the interval begins.
    pub low: f64,
    /// The value.
    pub value: f64,
    /// Where the interval ends.
    pub high: f64,
}

/// A picture of figures, which are in its table, too.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What is shown.
    pub title: String,
    /// What is to be seen, for who does not see it.
    pub description: String,
    /// The picture; none where there is nothing to draw.
    pub drawing: Option<Element>,
    /// The figures.
    pub table: Table,
}

/// A table. The first cell of a row says what the row is about.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What it is of.
    pub caption: String,
    /// The columns' headings.
    pub headings: Vec<String>,
    /// The rows, as long as there are headings.
    pub rows: Vec<Vec<String>>,
}

/// What some people wrote about one thing.
#[derive(Clone, Debug)]
pub struct Quotes {
    /// What it is about.
    pub title: String,
    /// Their words.
    pub quotes: Vec<Quote>,
}

/// What somebody wrote, with hidden numbers.
#[derive(Clone, Debug)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// When and where.
    pub source: String,
}
