//! Bundles to open: a tablet's, but sealed here.

use std::{collections::BTreeMap, fs, io::Cursor, path::PathBuf};

use chrono::NaiveDate;
use getrandom::{SysRng, rand_core::UnwrapErr};
use heard_exchange::{
    DeviceSequence, Response,
    bundle::{self, About, File},
    csv::{Columns, raw},
    sealed::{
        Jwe, Keyring, PublicKey, RecoveryKey,
        native::{PrivateKey, Secret, sha256},
    },
};
use heard_survey::Questionnaire;
use tempfile::TempDir;

use crate::heard::demo;

pub(crate) const COUNTER: &str = include_str!("../../../../public/questionnaires/counter.json");
pub(crate) const PASSPHRASE: &str = "四个 很长的 词 correct";

/// A branch whose tablets seal to its own key and to head office's.
pub(crate) struct Branch {
    folder: TempDir,
    keyring: String,
    recipients: Vec<PublicKey>,
    pub(crate) office: PrivateKey,
    pub(crate) recovery: RecoveryKey,
}

impl Branch {
    pub(crate) fn new() -> Self {
        let mut random = UnwrapErr(SysRng);
        let recovery = RecoveryKey::from_random([11; 20]);
        let secrets = [Secret::Passphrase(PASSPHRASE), Secret::Recovery(&recovery)];
        let keyring = Keyring::make(&secrets, &mut random).unwrap();
        let office = PrivateKey::generate(&mut SysRng).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            recipients: keyring.public_keys().chain([office.public().clone()]).collect(),
            keyring: serde_json::to_string(&keyring).unwrap(),
            office,
            recovery,
        }
    }

    /// A place for a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with this text.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// Head office's private key.
    pub(crate) fn key(&self) -> PathBuf {
        self.file("office.jwk", self.office.to_jwk().as_bytes())
    }

    /// The journal's lines for `responses`.
    pub(crate) fn seal(&self, responses: &[Response]) -> Vec<String> {
        let seal = |response: &Response| {
            Jwe::seal(response, &self.recipients, &mut UnwrapErr(SysRng)).unwrap().to_string()
        };
        responses.iter().map(seal).collect()
    }

    /// The archive's lines for `responses`: a segment a day.
    pub(crate) fn archive(&self, responses: &[Response]) -> Vec<String> {
        let mut days: BTreeMap<_, Vec<Response>> = BTreeMap::new();
        for response in responses {
            days.entry(response.started_at.date_naive()).or_default().push(response.clone());
        }
        let seal = |(day, responses): (NaiveDate, Vec<Response>)| {
            let random = &mut UnwrapErr(SysRng);
            Jwe::seal_segment(day, &responses, &self.recipients, random).unwrap().to_string()
        };
        days.into_iter().map(seal).collect()
    }

    /// A bundle of one tablet with these lines.
    pub(crate) fn bundle(&self, name: &str, device: &str, last: u32, lines: &[String]) -> PathBuf {
        self.bundle_with(name, device, last, lines, &[COUNTER])
    }

    pub(crate) fn bundle_with(
        &self,
        name: &str,
        device: &str,
        last: u32,
        lines: &[String],
        questionnaires: &[&str],
    ) -> PathBuf {
        self.archived(name, device, last, [lines, &[]], questionnaires)
    }

    /// A bundle with lines of a journal and lines of an archive.
    pub(crate) fn archived(
        &self,
        name: &str,
        device: &str,
        last: u32,
        lines: [&[String]; 2],
        questionnaires: &[&str],
    ) -> PathBuf {
        self.logged(name, device, last, lines, "", questionnaires)
    }

    /// A bundle with a log as well.
    pub(crate) fn logged(
        &self,
        name: &str,
        device: &str,
        last: u32,
        [journal, segments]: [&[String]; 2],
        log: &str,
        questionnaires: &[&str],
    ) -> PathBuf {
        let about = About {
            device: device.to_owned().try_into().unwrap(),
            branch: "B001".to_owned(),
            made_at: chrono::DateTime::parse_from_rfc3339("2026-11-22T17:30:00+08:00").unwrap(),
            last_sequence: DeviceSequence(last),
        };
        let [journal, segments] =
            [journal, segments].map(|lines| bundle::lines(lines.iter().map(String::as_str)));
        let hash = |text: &str| sha256(text.as_bytes());
        let mut files = vec![
            File::journal(&journal, &hash(&journal)),
            File::segments(&segments, &hash(&segments)),
            File::log(log, &hash(log)),
            File::keyring(&self.keyring, &hash(&self.keyring)),
        ];
        files.extend(questionnaires.iter().map(|text| File::questionnaire(text, &hash(text))));
        let out = Cursor::new(Vec::new());
        self.file(name, bundle::write(out, &about, &files).unwrap().into_inner())
    }
}

/// Demonstration responses, and the CSV they stand in.
pub(crate) fn responses(rows: usize, seed: u64) -> (Vec<Response>, String) {
    let csv = demo(rows, seed);
    let columns = Columns::of([&Questionnaire::parse(COUNTER).unwrap()]);
    let mut reader = raw::Reader::new(csv.as_bytes(), "demo").unwrap();
    let mut responses = Vec::new();
    while let Some(row) = reader.next_row().unwrap() {
        responses.push(row.response(&columns).unwrap());
    }
    (responses, csv)
}
