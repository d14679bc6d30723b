//! Reading a bundle: all of it is checked before any of it is given.
//!
//! In two steps, because browsers hash in their own time: [`Unchecked`] says what
//! is to be hashed, and becomes a [`Bundle`] when that is done.

use chrono::DateTime;
use heard_survey::order::sort_by_key;
use serde_json::Value as Json;

use super::{
    About, FIRST_WITH_LOG, JOURNAL, KEYRING, KIND, LOG, Listed, MANIFEST, QUESTIONNAIRES, SEGMENTS,
    VERSION,
};
use crate::{
    DeviceId, DeviceSequence,
    archive::{self, Stored},
    sealed::Keyring,
};

/// A bundle whose manifest was read and names what is there. Nobody has looked
/// at the rest.
#[derive(Debug)]
pub struct Unchecked<'b> {
    version: u64,
    about: About,
    /// In the manifest's order, with the checksum it gives.
    files: Vec<(Stored<'b>, String)>,
}

/// A bundle that is whole. Whether each of its responses is sealed as it should
/// be shows when it is read, and whether it is authentic when it is opened.
#[derive(Debug)]
pub struct Bundle<'b> {
    /// What it says of itself.
    pub about: About,
    /// What opens it at the branch: a keyring's JSON.
    pub keyring: &'b str,
    /// What was asked, oldest first: file name and text.
    pub questionnaires: Vec<(&'b str, &'b str)>,
    /// Files of kinds that are not known here, and were left out.
    pub unknown: Vec<&'b str>,
    /// The tablet's log, which is for [`Log`](crate::log); none in bundles of
    /// versions 1 and 2.
    pub log: Option<&'b str>,
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

/// Why a bundle cannot be used. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not an archive as bundles are.
    #[error("{0}")]
    Archive(&'static str),
    /// Something that must be there is not.
    #[error("{0} is missing")]
    Missing(String),
    /// A manifest of something else.
    #[error("{MANIFEST}: this is \"{}\", no bundle", .0.escape_debug())]
    OtherKind(String),
    /// A manifest that says nonsense.
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
    #[cfg(feature = "native")]
    #[error("{KEYRING}: {0}")]
    Keyring(#[from] crate::sealed::KeyringError),
}

/// A longer manifest or questionnaire is none.
const LARGEST: usize = 1 << 20;
const MOST_FILES: usize = 1_000;

impl<'b> Unchecked<'b> {
    /// Reads the manifest and finds what it names.
    ///
    /// # Errors
    /// When anything of that is not as it should be.
    pub fn read(bytes: &'b [u8]) -> Result<Self, BundleError> {
        let mut stored = stored(bytes)?;
        let file = taken(&mut stored, MANIFEST)?;
        // No other checksum is on it.
        if !file.is_intact() {
            return Err(BundleError::Changed(MANIFEST.to_owned()));
        }
        let (version, about, listed) = manifest(text(file, LARGEST)?)?;
        let mut files = Vec::with_capacity(listed.len());
        for Listed { name, size, sha256 } in listed {
            let file = taken(&mut stored, &name)?;
            if file.bytes.len() as u64 != size {
                return Err(BundleError::Changed(name));
            }
            files.push((file, sha256));
        }
        match stored.first() {
            Some(foreign) => Err(BundleError::Foreign(foreign.name.to_owned())),
            None => Ok(Self { version, about, files }),
        }
    }

    /// What is to be hashed: each file.
    pub fn contents(&self) -> impl Iterator<Item = &'b [u8]> {
        self.files.iter().map(|(file, _)| file.bytes)
    }

    /// The bundle, where `hashes`, the SHA-256 of each of the
    /// [`contents`](Self::contents), are those of the manifest.
    ///
    /// # Errors
    /// When anything of it is not as it should be.
    pub fn check(self, hashes: &[[u8; 32]]) -> Result<Bundle<'b>, BundleError> {
        let (mut journal, mut segments, mut keyring) = (None, "", None);
        let (mut questionnaires, mut unknown, mut log) = (Vec::new(), Vec::new(), None);
        let mut hashes = hashes.iter().map(super::hexadecimal);
        for (file, sha256) in self.files {
            if hashes.next() != Some(sha256) {
                return Err(BundleError::Changed(file.name.to_owned()));
            }
            match file.name {
                JOURNAL => journal = Some(text(file, usize::MAX)?),
                SEGMENTS => segments = text(file, usize::MAX)?,
                LOG => log = Some(text(file, usize::MAX)?),
                KEYRING => keyring = Some(text(file, Keyring::MAX_BYTES)?),
                name if is_questionnaire(name) => {
                    questionnaires.push((name, text(file, LARGEST)?));
                }
                name => unknown.push(name),
            }
        }
        let missing = |name: &str| BundleError::Missing(name.to_owned());
        let journal = journal.ok_or_else(|| missing(JOURNAL))?;
        let keyring = keyring.ok_or_else(|| missing(KEYRING))?;
        if log.is_none() && self.version >= FIRST_WITH_LOG {
            return Err(missing(LOG));
        }
        let about = self.about;
        Ok(Bundle { about, keyring, questionnaires, unknown, log, journal, segments })
    }
}

impl<'b> Bundle<'b> {
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

/// The files of the archive, by name.
fn stored(bytes: &[u8]) -> Result<Vec<Stored<'_>>, BundleError> {
    let mut files = archive::entries(bytes).map_err(BundleError::Archive)?;
    let total: usize = files.iter().map(|file| file.bytes.len()).sum();
    if files.len() > MOST_FILES || total > bytes.len() {
        return Err(BundleError::Archive("this archive has more in it than a bundle can have"));
    }
    sort_by_key(&mut files, |file| file.name);
    match files.windows(2).find(|two| two[0].name == two[1].name) {
        Some(twice) => Err(BundleError::Foreign(twice[0].name.to_owned())),
        None => Ok(files),
    }
}

/// Takes the file called `name` out of `files`, which are by name.
fn taken<'b>(files: &mut Vec<Stored<'b>>, name: &str) -> Result<Stored<'b>, BundleError> {
    let place = files.binary_search_by(|file| file.name.cmp(name));
    let place = place.map_err(|_| BundleError::Missing(name.to_owned()))?;
    Ok(files.remove(place))
}

/// What a manifest says. First what it claims to be is looked at: the rest of a
/// later version's may have changed. By hand: a derived reader would be several
/// times the code, and tablets load it.
fn manifest(json: &str) -> Result<(u64, About, Vec<Listed>), BundleError> {
    let malformed = |what: &str| BundleError::Manifest(what.to_owned());
    let json: Json = serde_json::from_str(json).map_err(|error| malformed(&error.to_string()))?;
    let kind = json["heard"].as_str().ok_or_else(|| malformed("`heard` must be a text"))?;
    if kind != KIND {
        return Err(BundleError::OtherKind(kind.to_owned()));
    }
    let version = match json["version"].as_u64() {
        Some(version) if version > VERSION.into() => return Err(BundleError::Newer(version)),
        Some(0) => return Err(malformed("there is no version 0")),
        Some(version) => version,
        None => return Err(malformed("`version` must be a whole number")),
    };
    let about = about(&json).ok_or_else(|| malformed("what it says of itself is no bundle's"))?;
    let files = json["files"].as_array().map(|files| files.iter().map(listed).collect());
    let files: Option<Vec<Listed>> = files.flatten();
    Ok((version, about, files.ok_or_else(|| malformed("`files` must name files"))?))
}

/// What it says of itself.
fn about(json: &Json) -> Option<About> {
    let text = |field: &str| json[field].as_str();
    let last = u32::try_from(json["last_sequence"].as_u64()?).ok()?;
    Some(About {
        device: DeviceId::new(text("device")?).ok()?,
        branch: text("branch")?.to_owned(),
        made_at: DateTime::parse_from_rfc3339(text("made_at")?).ok()?,
        last_sequence: DeviceSequence(last),
    })
}

fn listed(json: &Json) -> Option<Listed> {
    let text = |field: &str| json[field].as_str().map(str::to_owned);
    Some(Listed { name: text("name")?, size: json["size"].as_u64()?, sha256: text("sha256")? })
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
