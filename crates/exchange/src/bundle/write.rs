//! Writing a bundle: no cryptography, only putting together.

use std::{
    borrow::Cow,
    io::{self, Seek, Write},
};

use super::{
    About, JOURNAL, KEYRING, KIND, LOG, Listed, MANIFEST, Manifest, QUESTIONNAIRES, SEGMENTS,
    VERSION,
};
use crate::archive::Archive;

/// A file for a bundle, with the SHA-256 of its text.
#[derive(Clone, Debug)]
pub struct File<'t> {
    name: Cow<'static, str>,
    text: &'t str,
    sha256: String,
}

impl<'t> File<'t> {
    /// The journal: sealed responses in order of sequence, see [`lines`].
    pub fn journal(text: &'t str, sha256: &[u8; 32]) -> Self {
        Self { name: JOURNAL.into(), text, sha256: super::hexadecimal(sha256) }
    }

    /// The archive: sealed segments in order of their days, see [`lines`].
    pub fn segments(text: &'t str, sha256: &[u8; 32]) -> Self {
        Self { name: SEGMENTS.into(), text, sha256: super::hexadecimal(sha256) }
    }

    /// The tablet's log: its entries in their order, one a line.
    pub fn log(text: &'t str, sha256: &[u8; 32]) -> Self {
        Self { name: LOG.into(), text, sha256: super::hexadecimal(sha256) }
    }

    /// The keyring's JSON.
    pub fn keyring(text: &'t str, sha256: &[u8; 32]) -> Self {
        Self { name: KEYRING.into(), text, sha256: super::hexadecimal(sha256) }
    }

    /// A questionnaire's JSON, byte for byte as it was asked.
    pub fn questionnaire(text: &'t str, sha256: &[u8; 32]) -> Self {
        let sha256 = super::hexadecimal(sha256);
        let hash: String = sha256.chars().take(16).collect();
        Self { name: format!("{QUESTIONNAIRES}{hash}.json").into(), text, sha256 }
    }
}

/// The text of a file of `sealed` texts: one a line.
pub fn lines<'t>(sealed: impl IntoIterator<Item = &'t str>) -> String {
    sealed.into_iter().flat_map(|text| [text, "\n"]).collect()
}

/// Writes a bundle of `files` to `out` and gives `out` back. They are a journal,
/// segments, a log, a keyring, and the questionnaires, oldest first.
///
/// # Errors
/// When `out` refuses.
pub fn write<W: Write + Seek>(out: W, about: &About, files: &[File<'_>]) -> io::Result<W> {
    let listed = |file: &File<'_>| Listed {
        name: file.name.clone().into_owned(),
        size: file.text.len() as u64,
        sha256: file.sha256.clone(),
    };
    let manifest = Manifest {
        heard: KIND.to_owned(),
        version: VERSION,
        about: about.clone(),
        files: files.iter().map(listed).collect(),
    };
    let manifest = serde_json::to_string(&manifest).map_err(io::Error::other)?;
    let mut archive = Archive::new(out)?;
    archive.begin(MANIFEST)?;
    archive.write_all(manifest.as_bytes())?;
    for file in files {
        archive.begin(file.name.clone())?;
        archive.write_all(file.text.as_bytes())?;
    }
    archive.finish()
}
