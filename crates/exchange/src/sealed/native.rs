//! Sealing and opening on the command line, by RustCrypto (feature `native`):
//! nothing of it reaches the tablet, where WebCrypto does the same.
//!
//! Randomness is an argument. Secrets are wiped when they are dropped.

mod agreement;
mod content_key;
mod keyring;
mod open;
mod private_key;
mod seal;

pub use keyring::{DamagedKey, OpenKeyring, Secret, UnlockError};
pub use open::OpenError;
pub use p256::elliptic_curve::rand_core;
pub use private_key::PrivateKey;
pub use seal::SealError;

use sha2::{Digest as _, Sha256};

use super::{KeyError, Point, PublicKey, base64url};

/// The SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl PublicKey {
    /// The key at `point`, by its name.
    pub fn at(point: Point) -> Self {
        Self { point, kid: base64url::encode(&sha256(point.thumbprint_text().as_bytes())) }
    }

    /// Checks what takes mathematics: that it lies on the curve and has the
    /// name it must have.
    ///
    /// # Errors
    /// When it does not.
    pub fn check(&self) -> Result<(), KeyError> {
        agreement::curve_point(&self.point)?;
        if *self == Self::at(self.point) { Ok(()) } else { Err(KeyError::Name(self.kid.clone())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7638, section 3.1: the text there, and what it comes to.
    #[test]
    fn names_are_thumbprints() {
        let modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        let text = format!(r#"{{"e":"AQAB","kty":"RSA","n":"{modulus}"}}"#);
        let name = base64url::encode(&sha256(text.as_bytes()));
        assert_eq!(name, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }
}
