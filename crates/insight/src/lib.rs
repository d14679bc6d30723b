//! What the answers say: counts, shares and scores, each with the number of
//! answers it rests on and its interval.
//!
//! [`Summary`] takes responses one by one and keeps only counts, so that a day
//! at one counter and a year of a whole bank need the same few kilobytes.
//! Figures come out as [`Option`]: under [`Base::MINIMUM`] answers there is no
//! way to obtain a share or a score, only counts. Shares and scores are compared
//! ([`Difference`], [`Superiority`], [`same_share`], [`holm`]) and watched over time
//! ([`Chart`]); [`Association`] says what goes together with satisfaction,
//! [`Weights`] how much each dimension counts, and [`Index`] what they come to.
//! [`trust`] shows patterns in which ratings were given, [`Together`] says which counts
//! of a page are withheld, and [`Themes`] what comments are about. Reading and writing
//! files is left to `heard-exchange`, words and pictures to whoever shows the figures.
//!
//! ```
//! use heard_exchange::Outcome;
//! use heard_insight::{Share, Summary};
//!
//! let mut summary = Summary::default();
//! let satisfaction = summary.question("satisfaction");
//! for stars in ["5", "5", "4", "2"] {
//!     if let Some(mut response) = summary.open(Outcome::Complete, false) {
//!         response.cell(satisfaction, stars)?;
//!     }
//! }
//! let tally = summary.tally(satisfaction).unwrap();
//! assert_eq!((tally.n(), tally.count("5")), (4, 2));
//! assert_eq!(Share::of(2, 4), None); // Four answers carry no percentage.
//! # Ok::<(), heard_insight::OffScale>(())
//! ```

pub mod ask;
mod base;
mod ces;
mod chart;
mod collection;
mod compare;
mod composites;
mod distributions;
mod driver;
#[cfg(test)]
mod fixture;
mod index;
mod intake;
mod kept;
mod mean;
mod median;
mod score;
mod share;
mod summary;
pub mod table;
mod tally;
mod themes;
pub mod trust;
mod weights;
mod withheld;

pub use base::{Base, Interval};
pub use ces::Ces;
pub use chart::{Chart, Point, Rule, Signal};
pub use collection::{Collection, Source};
pub use compare::{Difference, Superiority, Verdict, holm, same_share};
pub use composites::{CompositeFigure, Composites};
pub use driver::{Association, Pairs, Quadrant};
pub use index::{Composite, Index, Sums};
pub use intake::Intake;
pub use kept::{Kept, KeptError};
pub use mean::Mean;
pub use median::Median;
pub use score::{Csat, Estimate, Nps};
pub use share::Share;
pub use summary::{Entry, Figure, Measure, QuestionIndex, Responses, Summary};
pub use tally::{OffScale, Tally};
pub use themes::{
    Catalogue, Match, Plain, Segmenter, Spread, Terms, Themes, WordList, WordListError,
};
pub use weights::{Weights, WeightsError};
pub use withheld::{Standing, Together};
