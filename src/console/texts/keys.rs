//! The words around passphrase, recovery key and keys.

use super::Counted;

/// Sealing, and what opens it.
pub(crate) struct KeysTexts {
    pub(crate) title: &'static str,
    pub(crate) line: &'static str,
    /// The secret in force.
    pub(crate) current: &'static str,
    pub(crate) current_hint: &'static str,
    pub(crate) new_passphrase: &'static str,
    pub(crate) change: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) recovery: &'static str,
    /// What a new recovery key does to the one before.
    pub(crate) recovery_line: &'static str,
    pub(crate) new_recovery: &'static str,
    pub(crate) pair: &'static str,
    /// What a new key pair does, and to what.
    pub(crate) pair_line: &'static str,
    pub(crate) new_pair: &'static str,
    pub(crate) renewed: &'static str,
    pub(crate) working: &'static str,
    /// It is shown once.
    pub(crate) once: &'static str,
    pub(crate) print: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) go_on: &'static str,
    /// Who else can open the responses.
    pub(crate) head_office: &'static str,
    /// `{n}` stored responses stay closed.
    pub(crate) unreadable: Counted,
    /// The keyring itself is damaged.
    pub(crate) damaged: &'static str,
}
