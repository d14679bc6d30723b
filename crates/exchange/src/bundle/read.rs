//! Reading a bundle: all of it is checked before any of it is given.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{About, JOURNAL, KEYRING, KIND, MANIFEST, Manifest, QUESTIONNAIRES, SEGMENTS, VERSION};
use crate::{
    archive::{self, Stored},
    sealed::{
        Jwe, JweError, Keyring, KeyringError, Label,
        native::{OpenError, sha256},
    },
    segment::{self, OpenSegmentError},
};

/// A bundle that is whole. Whether each of its responses is sealed as it should
/// be shows when it is read, and whether it is authentic when it is opened.
#[derive(Debug)]
pub struct Bundle<'b> {
    /// What it says of itself.
    pub about: About,
    /// What opens it at the branch.
    pub keyring: Keyring,
    /// What was asked, oldest first: file name and text.
    pub questionnaires: Vec<(&'b str, &'b str)>,
    /// Files of kinds that are not known here, and were left out.
    pub unknown: Vec<&'b str>,
    journal: &'b str,
    /// Empty in bundles of version 1.
    segments: &'b str,
}

/// A line of the journal or of the segments.
#[derive(Clone, Copy, Debug)]
pub struct Line<'b> {
    /// The file it stands in.
    pub file: &'static str,
    /// From 1.
    pub number: usize,
    /// What stands there.
    pub text: &'b str,
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

/// Why a bundle cannot be used. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not an archive as bundles are.
    #[error("{0}")]
    Archive(&'static str),
    /// Something that must be there is not.
    #[error("{0} is missing")]
    Missing(String),
    /// Some other archive, or a manifest that says nonsense.
    #[error("{MANIFEST}: {0}")]
    Manifest(String),
    /// Written by a later version.
    #[error("this bundle is of version {0}, newer than this program; version {VERSION} is known")]
    Newer(u64),
    /// In the archive, and not in the manifest; or twice.
    #[error("\"{}\" does not belong to the bundle", .0.escape_debug())]
    Foreign(String),
    /// Not the size or the checksum the manifest gives.
    #[error("{0} is not as it was when the bundle was made")]
    Changed(String),
    /// More than such a file can have.
    #[error("{name} has more than {limit} bytes")]
    TooLarge {
        /// Which file.
        name: String,
        /// The most that is read.
        limit: usize,
    },
    /// Not text.
    #[error("{0} is not UTF-8")]
    NotUtf8(String),
    /// Not a keyring.
    #[error("{KEYRING}: {0}")]
    Keyring(#[from] KeyringError),
}

/// A longer manifest or questionnaire is none.
const LARGEST: usize = 1 << 20;
const MOST_FILES: usize = 1_000;

impl<'b> Bundle<'b> {
    /// Reads and checks a bundle.
    ///
    /// # Errors
    /// When anything of it is not as it should be.
    pub fn read(bytes: &'b [u8]) -> Result<Self, BundleError> {
        let mut stored = stored(bytes)?;
        let manifest = manifest(&mut stored)?;
        let (mut journal, mut segments, mut keyring) = (None, "", None);
        let (mut questionnaires, mut unknown) = (Vec::new(), Vec::new());
        for listed in &manifest.files {
            let missing = || BundleError::Missing(listed.name.clone());
            let file = stored.remove(listed.name.as_str()).ok_or_else(missing)?;
            let is_same = file.bytes.len() as u64 == listed.size
                && super::hexadecimal(&sha256(file.bytes)) == listed.sha256;
            if !is_same {
                return Err(BundleError::Changed(listed.name.clone()));
            }
            match file.name {
                JOURNAL => journal = Some(text(file, bytes.len())?),
                SEGMENTS => segments = text(file, bytes.len())?,
                KEYRING => keyring = Some(text(file, Keyring::MAX_BYTES)?),
                name if is_questionnaire(name) => {
                    questionnaires.push((name, text(file, LARGEST)?));
                }
                name => unknown.push(name),
            }
        }
        if let Some(foreign) = stored.keys().next() {
            return Err(BundleError::Foreign((*foreign).to_owned()));
        }
        let missing = |name: &str| BundleError::Missing(name.to_owned());
        let journal = journal.ok_or_else(|| missing(JOURNAL))?;
        let keyring = Keyring::parse(keyring.ok_or_else(|| missing(KEYRING))?)?;
        Ok(Self { about: manifest.about, keyring, questionnaires, unknown, journal, segments })
    }

    /// The sealed responses, line by line. Empty lines are none.
    pub fn journal(&self) -> impl Iterator<Item = Line<'b>> + use<'b> {
        lines(JOURNAL, self.journal)
    }

    /// The sealed segments, line by line. Empty lines are none.
    pub fn segments(&self) -> impl Iterator<Item = Line<'b>> + use<'b> {
        lines(SEGMENTS, self.segments)
    }
}

fn lines<'b>(file: &'static str, text: &'b str) -> impl Iterator<Item = Line<'b>> + use<'b> {
    let lines = (1..).zip(text.lines());
    lines.map(move |(number, text)| Line { file, number, text }).filter(|it| !it.text.is_empty())
}

/// The files of the archive by name.
fn stored(bytes: &[u8]) -> Result<BTreeMap<&str, Stored<'_>>, BundleError> {
    let entries = archive::entries(bytes).map_err(BundleError::Archive)?;
    let total: usize = entries.iter().map(|file| file.bytes.len()).sum();
    if entries.len() > MOST_FILES || total > bytes.len() {
        return Err(BundleError::Archive("this archive has more in it than a bundle can have"));
    }
    let mut files = BTreeMap::new();
    for file in entries {
        if files.insert(file.name, file).is_some() {
            return Err(BundleError::Foreign(file.name.to_owned()));
        }
    }
    Ok(files)
}

/// Takes the manifest out of `files`. First what it claims to be is looked at:
/// the rest of a later version's may have changed.
fn manifest(files: &mut BTreeMap<&str, Stored<'_>>) -> Result<Manifest, BundleError> {
    #[derive(Deserialize)]
    struct Claim {
        heard: String,
        version: u64,
    }
    let missing = || BundleError::Missing(MANIFEST.to_owned());
    let file = files.remove(MANIFEST).ok_or_else(missing)?;
    // No other checksum is on it.
    if !file.is_intact() {
        return Err(BundleError::Changed(MANIFEST.to_owned()));
    }
    let text = text(file, LARGEST)?;
    let malformed = |error: serde_json::Error| BundleError::Manifest(error.to_string());
    let claim: Claim = serde_json::from_str(text).map_err(malformed)?;
    if claim.heard != KIND {
        let kind = claim.heard.escape_debug();
        return Err(BundleError::Manifest(format!("this is \"{kind}\", no bundle")));
    }
    match claim.version {
        version if (1..=VERSION.into()).contains(&version) => {
            serde_json::from_str(text).map_err(malformed)
        }
        0 => Err(BundleError::Manifest("there is no version 0".to_owned())),
        version => Err(BundleError::Newer(version)),
    }
}

fn text(file: Stored<'_>, limit: usize) -> Result<&str, BundleError> {
    if file.bytes.len() > limit {
        return Err(BundleError::TooLarge { name: file.name.to_owned(), limit });
    }
    std::str::from_utf8(file.bytes).map_err(|_| BundleError::NotUtf8(file.name.to_owned()))
}

fn is_questionnaire(name: &str) -> bool {
    name.strip_prefix(QUESTIONNAIRES)
        .and_then(|name| name.strip_suffix(".json"))
        .is_some_and(|name| !name.is_empty() && !name.contains('/'))
}
