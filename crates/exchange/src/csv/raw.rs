//! The raw flavour: codes, nothing altered; what is imported and merged.
//!
//! RFC 4180 with CRLF line ends, UTF-8, no byte order mark. Every text
//! survives: quotation marks, commas, line breaks of any sort, NUL. An empty
//! cell is a question that was not answered.

mod marks;
mod reader;
mod records;
mod row;
mod window;
mod writer;

pub use reader::{MAX_QUESTIONS, Reader};
pub use row::Row;
pub use window::MAX_ROW_BYTES;
pub(crate) use writer::placed;
pub use writer::{Placement, Writer};
