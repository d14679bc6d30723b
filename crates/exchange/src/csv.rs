//! Responses as CSV: one row a response, the metadata columns first, then one
//! column per question.
//!
//! Two flavours. [`raw`] is codes, unaltered: what is imported and merged.
//! [`excel`] is for people who open a file and look at it; it is never read
//! back. [`Columns`] says which question columns there are and what their
//! cells mean; [`list`] joins and splits the cells of multi-select questions.
//!
//! ```
//! use heard_exchange::csv::{Columns, Meta, Times, raw};
//!
//! let empty = raw::Writer::new(Vec::new(), &Columns::default(), Times::default())?.finish()?;
//! let mut reader = raw::Reader::new(empty.as_slice(), "branch.csv")?;
//! while let Some(row) = reader.next_row()? {
//!     println!("{}", row.meta(Meta::Branch));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod cells;
mod columns;
mod error;
pub mod excel;
mod line;
pub mod list;
mod meta;
pub mod raw;
mod times;
pub(crate) mod words;

pub(crate) use columns::cell_kind;
pub(crate) use excel::step_label;

pub use columns::{CellKind, Columns};
pub use error::{CsvError, Problem, WriteError};
pub use meta::Meta;
pub use times::Times;
