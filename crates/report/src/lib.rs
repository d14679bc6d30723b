//! Pages of figures as pure functions of a table: what a branch manager reads on the
//! screen and in the monthly report.
//!
//! [`section`] has a function for each question that a page answers; it takes a
//! [`View`] — a table, a period, which responses — and gives a [`document::Section`] of
//! sentences, figures and [`chart`]s, which [`html`] and [`markdown`] write. [`monthly`]
//! puts the sections of a month together, [`dashboard`] those of any days and any filter. Texts stand in `words/`, one file a language.
//! What the figures are is left to `heard-insight`, where responses come from to
//! whoever fills the table, what a click on a mark does to the page.

mod about;
pub mod chart;
pub mod dashboard;
pub mod document;
pub mod html;
mod language;
pub mod markdown;
pub mod markup;
pub mod monthly;
mod quotations;
pub mod section;
mod view;
mod words;

pub use language::{Language, Locale};
pub use quotations::{Comment, Quotations};
pub use view::{Period, View};
pub use words::Words;
