//! The words around the sealed bundle.

use super::Counted;

/// Taking everything away sealed.
pub(crate) struct BundleTexts {
    pub(crate) title: &'static str,
    pub(crate) line: &'static str,
    /// How many are here.
    pub(crate) stored: &'static str,
    pub(crate) save: &'static str,
    pub(crate) share: &'static str,
    /// `{n}` responses, in `{file}`.
    pub(crate) written: Counted,
    pub(crate) failed: &'static str,
    /// The tablet has no keys yet.
    pub(crate) no_keys: &'static str,
}
