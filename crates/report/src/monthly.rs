//! The monthly report: the sections of a month in the order a manager asks.

use heard_insight::table::Dimension;

use crate::{
    about::about,
    document::Section,
    html, markdown,
    quotations::Quotations,
    section::{
        By, Covered, Grain, Seen, change, compare, coverage, drivers, figures, hours, method,
        problems, quotes, ratings, themes, trend, trust,
    },
    view::View,
};

/// What a report knows besides the table.
#[derive(Debug)]
pub struct Besides<'a> {
    /// How many responses were taken for training, in no figure.
    pub training: u64,
    /// What people wrote in the month.
    pub quotations: &'a Quotations,
    /// What was seen in the ratings.
    pub seen: &'a [Seen],
    /// Customers served in the month; empty where that is not known.
    pub served: &'a [Covered],
}

/// A report, ready to be written.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// What it is about, and of which responses, in words.
    pub lines: Vec<String>,
    /// What it says.
    pub sections: Vec<Section>,
}

/// The report of the view's period.
pub fn report(view: &View<'_>, besides: &Besides<'_>) -> Report {
    let words = &view.language.words.page;
    let title = view.language.fill(&words.title, &[("period", &view.name)]);
    let mut sections = vec![figures(view, besides.training)];
    // Of an empty month there is nothing else to say.
    if view.now().responses().total > 0 {
        sections.extend([
            change(view),
            compare(view, compared(view)),
            trend(view, &[Grain::Day, Grain::Week]),
            ratings(view),
            problems(view),
            quotes(view, besides.quotations),
            themes(view, besides.quotations),
            hours(view),
            drivers(view),
            trust(view, besides.seen),
            coverage(view, besides.served),
        ]);
    }
    sections.push(method(view));
    Report { title, lines: about(view), sections }
}

impl Report {
    /// As one HTML file that needs nothing else, and is A4 in print.
    pub fn html(&self, view: &View<'_>) -> String {
        html::page(view.language, &self.title, &self.lines, &self.sections)
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        markdown::document(&self.title, &self.lines, &self.sections)
    }
}

/// Branches; within one branch its counters.
pub(crate) fn compared(view: &View<'_>) -> By {
    let named = view.now().counts(Dimension::Branch);
    let met = named.iter().filter(|(_, n)| *n > 0).count();
    if met > 1 { By::Branch } else { By::Counter }
}
