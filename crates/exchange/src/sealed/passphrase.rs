//! What a passphrase must be, wherever it is chosen: waiting times do not protect
//! a copied keyring.

use heard_survey::order;

/// Why a new passphrase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    /// Neither 12 characters nor four words.
    #[error("at least 12 characters or four words")]
    Short,
    /// One of those tried first.
    #[error("too easily guessed")]
    Common,
}

/// Whether `passphrase` may guard answers: at least 12 characters or four
/// words, more than four different characters, and none of those tried first.
///
/// # Errors
/// See [`PassphraseFault`].
pub fn check_passphrase(passphrase: &str) -> Result<(), PassphraseFault> {
    const TRIED_FIRST: [&str; 8] = [
        "123456789012",
        "1234567890ab",
        "password1234",
        "passwordpassword",
        "qwertyuiop12",
        "administrator",
        "qwertyuiopas",
        "abcdefghijkl",
    ];
    let long = passphrase.chars().count() >= 12 || passphrase.split_whitespace().count() >= 4;
    if !long {
        return Err(PassphraseFault::Short);
    }
    let distinct = order::sorted(passphrase.chars()).len();
    if distinct <= 4 || TRIED_FIRST.iter().any(|it| it.eq_ignore_ascii_case(passphrase)) {
        return Err(PassphraseFault::Common);
    }
    Ok(())
}
