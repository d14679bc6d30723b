//! The words around deleting: on request, and when the date is in doubt.

/// Deleting responses.
pub(crate) struct DeletingTexts {
    pub(crate) title: &'static str,
    pub(crate) line: &'static str,
    pub(crate) id: &'static str,
    pub(crate) find: &'static str,
    /// What was entered is no id.
    pub(crate) no_id: &'static str,
    /// Nothing of that id is here.
    pub(crate) none: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) done: &'static str,
    pub(crate) failed: &'static str,
    /// The date jumped from `{before}` to `{now}`.
    pub(crate) doubt: &'static str,
    pub(crate) believe: &'static str,
}
