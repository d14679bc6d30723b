//! Bundles: what is written is read again, and what is not whole is not used.

use std::io::{Cursor, Read as _, Write as _};

use heard_exchange::{
    DeviceSequence,
    bundle::{self, About, Bundle, BundleError, File, Unchecked},
    sealed::native::sha256,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::sealed::{Fixture, file};

const LOBBY: &str = r#"{"title":"大堂"}"#;
const COUNTER: &str = r#"{"title":"柜台"}"#;
const LOG: &str = "{\"entry\":1}\n";

fn about() -> About {
    About {
        device: "tablet-1a2b3c4d".to_owned().try_into().unwrap(),
        branch: "B001".to_owned(),
        made_at: chrono::DateTime::parse_from_rfc3339("2026-11-22T17:30:00+08:00").unwrap(),
        last_sequence: DeviceSequence(9),
    }
}

/// The files of a bundle: name and text.
fn files() -> Vec<(&'static str, String)> {
    let keyring: Value = serde_json::from_str(&file("keyring.json")).unwrap();
    let sealed = Fixture::read("keyring.json").sealed;
    let journal = bundle::lines(sealed.iter().map(|sealed| sealed.jwe.as_str()));
    vec![
        ("journal.jsonl", journal),
        ("keyring.json", keyring["keyring"].to_string()),
        ("questionnaires/lobby.json", LOBBY.to_owned()),
        ("questionnaires/counter.json", COUNTER.to_owned()),
    ]
}

/// A bundle written as the tablet writes it.
fn written() -> Vec<u8> {
    let files = files();
    let hash = |text: &str| sha256(text.as_bytes());
    let files = [
        File::journal(&files[0].1, &hash(&files[0].1)),
        File::segments("", &hash("")),
        File::log(LOG, &hash(LOG)),
        File::keyring(&files[1].1, &hash(&files[1].1)),
        File::questionnaire(LOBBY, &hash(LOBBY)),
        File::questionnaire(COUNTER, &hash(COUNTER)),
    ];
    bundle::write(Cursor::new(Vec::new()), &about(), &files).unwrap().into_inner()
}

fn manifest(files: &[(&str, String)]) -> Value {
    let listed = files.iter().map(|(name, text)| {
        let digits = sha256(text.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
        json!({ "name": name, "size": text.len(), "sha256": digits })
    });
    json!({
        "heard": "bundle", "version": 1, "device": "tablet-1a2b3c4d", "branch": "B001",
        "made_at": "2026-11-22T17:30:00+08:00", "last_sequence": 9,
        "files": listed.collect::<Vec<_>>(),
    })
}

/// A bundle put together by another program, whatever is in it.
fn packed(manifest: &Value, files: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = [("manifest.json", manifest.to_string())];
    for (name, text) in manifest.iter().chain(files) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What a bundle holds, as far as anybody can see.
fn contents(bytes: &[u8]) -> Result<String, BundleError> {
    Bundle::read(bytes).map(|bundle| {
        let lines: Vec<_> = bundle.journal().map(|line| (line.number, line.text)).collect();
        let Bundle { about, keyring, questionnaires, unknown, .. } = bundle;
        format!("{about:?} {keyring:?} {questionnaires:?} {unknown:?} {lines:?}")
    })
}

#[test]
fn what_is_written_is_read_again() {
    let bytes = written();
    let bundle = Bundle::read(&bytes).unwrap();
    assert_eq!(bundle.about, about());
    let fixture = Fixture::read("keyring.json");
    let lines: Vec<_> = bundle.journal().collect();
    assert_eq!(lines.len(), fixture.sealed.len());
    for (line, sealed) in lines.iter().zip(&fixture.sealed) {
        assert_eq!(line.text, sealed.jwe);
        let (jwe, label) = line.read().unwrap();
        assert_eq!(Some(label.to_string()), sealed.aad);
        assert_eq!(jwe.open(&fixture.keys()).map(|response| response.id), Ok(label.id));
    }
    let hash = |text: &str| sha256(text.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
    let name = |text| format!("questionnaires/{}.json", &hash(text)[..16]);
    let (first, second) = (name(LOBBY), name(COUNTER));
    assert_eq!(bundle.questionnaires, [(first.as_str(), LOBBY), (second.as_str(), COUNTER)]);
    assert!(bundle.unknown.is_empty());
    assert_eq!(bundle.log, Some(LOG));
}

#[test]
fn only_earlier_versions_may_have_no_log() {
    let mut said = manifest(&files());
    for version in [1, 2] {
        said["version"] = version.into();
        assert_eq!(Bundle::read(&packed(&said, &files())).unwrap().log, None);
    }
    said["version"] = 3.into();
    let refused = Bundle::read(&packed(&said, &files())).unwrap_err();
    assert_eq!(refused, BundleError::Missing("log.jsonl".to_owned()));
}

#[test]
fn other_programs_open_it_and_put_it_together() {
    let bytes = written();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut journal = String::new();
    archive.by_name("journal.jsonl").unwrap().read_to_string(&mut journal).unwrap();
    assert_eq!(journal, files()[0].1);
    let theirs = packed(&manifest(&files()), &files());
    let named = contents(&theirs).unwrap();
    assert!(named.contains("questionnaires/lobby.json"), "{named}");
}

#[test]
fn an_empty_journal_is_one() {
    let mut files = files();
    files[0].1.clear();
    files.truncate(2);
    let bytes = packed(&manifest(&files), &files);
    assert_eq!(Bundle::read(&bytes).unwrap().journal().count(), 0);
}

#[test]
fn what_was_cut_off_is_refused() {
    for bytes in [written(), packed(&manifest(&files()), &files())] {
        for part in 0..50 {
            let length = bytes.len() * part / 50;
            let told = contents(&bytes[..length]).unwrap_err().to_string();
            assert_eq!(told, "this is no zip archive, or it was cut off", "{part}/50");
        }
        assert!(contents(&bytes[..bytes.len() - 1]).is_err());
        assert!(contents(&[bytes.as_slice(), b"\n"].concat()).is_err());
    }
}

#[test]
fn a_flipped_bit_is_refused_or_changes_nothing() {
    let bytes = written();
    let whole = contents(&bytes).unwrap();
    let mut refused = 0;
    for index in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[index] ^= 1 << (index % 8);
        match contents(&flipped) {
            Ok(contents) => assert_eq!(contents, whole, "byte {index}"),
            Err(_) => refused += 1,
        }
    }
    // The rest says when and by what the archive was made.
    assert!(refused > bytes.len() * 97 / 100, "{refused} of {}", bytes.len());
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Bundle::read(&bytes).is_err());
        let ours = written();
        let end = &ours[ours.len() - 22..];
        prop_assert!(Bundle::read(&[&bytes, end].concat()).is_err());
    }

    #[test]
    fn a_directory_that_lies_is_refused_or_changes_nothing(
        at in any::<prop::sample::Index>(), with in any::<[u8; 4]>()
    ) {
        let bytes = written();
        let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let at = directory + at.index(bytes.len() - directory - 4);
        let mut changed = bytes.clone();
        changed[at..at + 4].copy_from_slice(&with);
        if let Ok(changed) = contents(&changed) {
            prop_assert_eq!(changed, contents(&bytes).unwrap());
        }
    }
}

#[test]
fn a_newer_bundle_is_told_from_a_damaged_one() {
    let newer = json!({ "heard": "bundle", "version": 4, "parts": [] });
    assert_eq!(contents(&packed(&newer, &[])), Err(BundleError::Newer(4)));
    let told = |manifest: Value| contents(&packed(&manifest, &files())).unwrap_err().to_string();
    assert!(told(json!({ "heard": "bundle", "version": 0 })).contains("no version 0"));
    assert!(told(json!({ "heard": "segment", "version": 1 })).contains("no bundle"));
    assert!(told(json!([])).starts_with("manifest.json: "));
    let mut manifest = manifest(&files());
    manifest["device"] = json!("two words");
    assert!(told(manifest).starts_with("manifest.json: "));
}

#[test]
fn a_file_that_is_missing_foreign_or_changed_is_named() {
    let all = files();
    let listed = manifest(&all);
    for (index, (name, _)) in all.iter().enumerate() {
        let mut fewer = all.clone();
        fewer.remove(index);
        let missing = BundleError::Missing((*name).to_owned());
        assert_eq!(contents(&packed(&listed, &fewer)), Err(missing.clone()));
        let mut changed = all.clone();
        changed[index].1 = changed[index].1.replacen('1', "7", 1).replacen('t', "u", 1);
        let told = contents(&packed(&listed, &changed));
        assert_eq!(told, Err(BundleError::Changed((*name).to_owned())));
        let foreign = BundleError::Foreign((*name).to_owned());
        if index < 2 {
            assert_eq!(contents(&packed(&manifest(&fewer), &fewer)), Err(missing));
        }
        let told = contents(&packed(&manifest(&fewer), &all));
        assert_eq!(told, Err(foreign));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("hello.txt", SimpleFileOptions::default()).unwrap();
    let other = archive.finish().unwrap().into_inner();
    assert_eq!(contents(&other), Err(BundleError::Missing("manifest.json".to_owned())));
}

#[test]
fn hashes_made_elsewhere_are_compared_each_with_its_file() {
    let bytes = written();
    let unchecked = || Unchecked::read(&bytes).unwrap();
    let hashes: Vec<_> = unchecked().contents().map(sha256).collect();
    assert_eq!(unchecked().check(&hashes).unwrap().about, about());
    let names = ["journal.jsonl", "segments.jsonl", "log.jsonl", "keyring.json"];
    for (index, name) in names.into_iter().enumerate() {
        let changed = Some(BundleError::Changed(name.to_owned()));
        assert_eq!(unchecked().check(&hashes[..index]).err(), changed, "too few");
        let mut other = hashes.clone();
        other[index][31] ^= 1;
        assert_eq!(unchecked().check(&other).err(), changed);
    }
}

#[test]
fn a_file_of_a_later_kind_is_left_out_and_named() {
    let mut files = files();
    files.push(("prompts/welcome.ogg", "…".to_owned()));
    let bytes = packed(&manifest(&files), &files);
    assert_eq!(Bundle::read(&bytes).unwrap().unknown, ["prompts/welcome.ogg"]);
    let mut changed = files.clone();
    changed[4].1.push('…');
    let told = contents(&packed(&manifest(&files), &changed));
    assert_eq!(told, Err(BundleError::Changed("prompts/welcome.ogg".to_owned())));
}

#[test]
fn what_is_too_large_or_compressed_is_refused() {
    for (index, limit) in [(1, 64 << 10), (2, 1 << 20)] {
        let mut files = files();
        files[index].1 = " ".repeat(limit + 1);
        let name = files[index].0.to_owned();
        let told = contents(&packed(&manifest(&files), &files));
        assert_eq!(told, Err(BundleError::TooLarge { name, limit }));
    }
    let many: Vec<(String, String)> =
        (0..1_001).map(|number| (format!("{number}"), String::new())).collect();
    let many: Vec<_> = many.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    assert!(matches!(contents(&packed(&json!({}), &many)), Err(BundleError::Archive(_))));
    // "Deflated", in both headers of the journal.
    let mut bytes = written();
    let of_journal = |bytes: &[u8], header: &[u8], name_at: usize| {
        let is_it = |at: &usize| {
            bytes[*at..].starts_with(header) && bytes[at + name_at..].starts_with(b"journal.jsonl")
        };
        (0..bytes.len() - name_at).find(is_it).unwrap()
    };
    let local = of_journal(&bytes, b"PK\x03\x04", 30);
    let central = of_journal(&bytes, b"PK\x01\x02", 46);
    (bytes[local + 8], bytes[central + 10]) = (8, 8);
    assert!(contents(&bytes).unwrap_err().to_string().contains("compressed"));
}

/// The same bytes under a thousand names: small as a file, large as files.
#[test]
fn files_that_share_their_bytes_are_refused() {
    let bytes = written();
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let (files, end) = (&bytes[..directory], &bytes[bytes.len() - 22..]);
    let entries = &bytes[directory..bytes.len() - 22];
    let mut bomb = [files, &entries.repeat(100), end].concat();
    let at = bomb.len() - 22;
    let count = u16::from_le_bytes([end[10], end[11]]) * 100;
    let length = u32::try_from(entries.len() * 100).unwrap();
    bomb[at + 8..at + 10].copy_from_slice(&count.to_le_bytes());
    bomb[at + 10..at + 12].copy_from_slice(&count.to_le_bytes());
    bomb[at + 12..at + 16].copy_from_slice(&length.to_le_bytes());
    let told = contents(&bomb).unwrap_err().to_string();
    assert!(told.contains("more in it than a bundle can have"), "{told}");
}

#[test]
fn a_damaged_line_is_named_and_leaves_the_others_alone() {
    let mut files = files();
    let lines: Vec<&str> = files[0].1.lines().collect();
    let journal = [lines[0], "{}", "", lines[1]].join("\n");
    files[0].1 = journal;
    let bytes = packed(&manifest(&files), &files);
    let bundle = Bundle::read(&bytes).unwrap();
    let read: Vec<_> =
        bundle.journal().map(|line| (line.number, line.read().map(|_| ()))).collect();
    assert_eq!(read.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 4]);
    assert!(read[0].1.is_ok() && read[2].1.is_ok());
    let told = read[1].1.clone().unwrap_err().to_string();
    assert_eq!(told, "header.alg: this is missing");
}
