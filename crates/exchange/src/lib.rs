//! How answers leave and arrive: responses, CSV, data package; sealed,
//! one by one, as segments and as a bundle.
//!
//! The shapes here are the contract with everything outside: columns are
//! frozen per major version. What the figures are is left to `heard-insight`.

mod archive;
pub mod bundle;
pub mod csv;
mod file_name;
mod ids;
mod json;
pub mod log;
mod numbering;
pub mod package;
pub mod register;
mod response;
pub mod sealed;
pub mod segment;
pub mod time;

pub use file_name::{ExportKind, ExportName};
pub use json::ResponseError;
pub use numbering::Numbering;
pub use register::Register;
pub use response::{
    Channel, DeviceId, DeviceSequence, InvalidId, Mode, Outcome, QuestionnaireId, Response,
    ResponseId, Visit,
};
