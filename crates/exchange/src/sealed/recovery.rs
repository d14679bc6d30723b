//! The recovery key: what opens a keyring when the passphrase is forgotten.
//! Printed at set-up, and copied by hand from paper.

use std::fmt;

/// 160 random bits as 32 characters of Crockford's base 32. Shown in groups of
/// four; read without regard to case, spaces and hyphens, `O` as `0`, `I` and
/// `L` as `1`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryKey(String);

/// Why a text is no recovery key. Never repeats what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// Some characters were left out, or typed twice.
    #[error("a recovery key has {LENGTH} characters; this has {0}")]
    Length(usize),
    /// A character that no recovery key has.
    #[error("character {0} does not occur in recovery keys")]
    Character(usize),
}

const LENGTH: usize = 32;
const GROUP: usize = 4;
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RecoveryKey {
    /// The key made of 20 random bytes.
    pub fn from_random(bytes: [u8; 20]) -> Self {
        // Eight characters for every five bytes.
        let groups = bytes.chunks_exact(5).flat_map(|bytes| {
            let bits = bytes.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            // Five bits never point beyond 32 characters.
            (0..8).rev().map(move |place| ALPHABET[(bits >> (5 * place) & 31) as usize])
        });
        Self(groups.map(char::from).collect())
    }

    /// Reads what somebody copied.
    ///
    /// # Errors
    /// When it is too short or too long, or has other characters.
    pub fn parse(text: &str) -> Result<Self, RecoveryKeyError> {
        let written = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        let mut key = String::with_capacity(LENGTH);
        for (index, sign) in written.enumerate() {
            let meant = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !meant.is_ascii() || !ALPHABET.contains(&(meant as u8)) {
                return Err(RecoveryKeyError::Character(index + 1));
            }
            key.push(meant);
        }
        if key.len() == LENGTH { Ok(Self(key)) } else { Err(RecoveryKeyError::Length(key.len())) }
    }

    /// The 32 characters a key is derived from.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In groups of four, for print.
impl fmt::Display for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, sign) in self.0.chars().enumerate() {
            if index > 0 && index % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

/// Says nothing: logs are no place for it.
impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

#[cfg(feature = "native")]
impl Drop for RecoveryKey {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}
