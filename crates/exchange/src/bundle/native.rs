//! Bundles on the command line: read in one go, and taken apart as far as can be
//! without a key.

use super::{Bundle, BundleError, Line, Unchecked};
use crate::{
    sealed::{
        Jwe, JweError, Keyring, KeyringError, Label,
        native::{OpenError, sha256},
    },
    segment::{self, OpenSegmentError},
};

impl<'b> Bundle<'b> {
    /// Reads and checks a bundle, its keyring too.
    ///
    /// # Errors
    /// When anything of it is not as it should be.
    pub fn read(bytes: &'b [u8]) -> Result<Self, BundleError> {
        let unchecked = Unchecked::read(bytes)?;
        let hashes: Vec<_> = unchecked.contents().map(sha256).collect();
        let bundle = unchecked.check(&hashes)?;
        bundle.keyring()?;
        Ok(bundle)
    }

    /// What opens it at the branch.
    ///
    /// # Errors
    /// When it is no keyring.
    pub fn keyring(&self) -> Result<Keyring, KeyringError> {
        Keyring::parse(self.keyring)
    }
}

impl Line<'_> {
    /// The sealed response and its label.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(&self) -> Result<(Jwe, Label), JweError> {
        let jwe = Jwe::read(self.text)?;
        let label = jwe.label()?;
        Ok((jwe, label))
    }

    /// The sealed segment and its label.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read_segment(&self) -> Result<(Jwe, segment::Label), OpenSegmentError> {
        let jwe = Jwe::read(self.text).map_err(OpenError::from)?;
        let label = jwe.segment_label()?;
        Ok((jwe, label))
    }
}
