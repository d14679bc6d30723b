//! `heard unseal`: what tablets sealed, opened at head office.

use std::{fs, path::Path};

use heard_exchange::{Mode, sealed::native::PrivateKey};

use crate::{
    heard::{run, run_with, text},
    independent::Table,
    sealed::{Branch, COUNTER, PASSPHRASE, responses},
};

/// `heard unseal` with head office's key.
fn unseal(branch: &Branch, bundles: &[&Path]) -> crate::heard::Run {
    let key = branch.key();
    let bundles = bundles.iter().map(|bundle| text(bundle));
    run(&["unseal"].into_iter().chain(bundles).chain(["--key", text(&key)]).collect::<Vec<_>>())
}

#[test]
fn what_was_sealed_comes_out_as_the_export_it_would_have_been() {
    let (branch, (responses, csv)) = (Branch::new(), responses(60, 1));
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 99, &branch.seal(&responses));
    let passphrase = branch.file("passphrase", PASSPHRASE);
    let windows = branch.file("windows", format!("\u{feff}{PASSPHRASE}\r\n"));
    let recovery = branch.file("recovery", branch.recovery.to_string().to_lowercase());
    let key = branch.key();
    for secret in [
        ["--key", text(&key)],
        ["--passphrase-file", text(&passphrase)],
        ["--passphrase-file", text(&windows)],
        ["--recovery-file", text(&recovery)],
    ] {
        let told = run(&["unseal", text(&bundle), secret[0], secret[1]]);
        assert_eq!((told.err.as_str(), told.code), ("", Some(0)), "{secret:?}");
        assert_eq!(told.out, csv, "{secret:?}");
    }
    let output = branch.path("out.csv");
    let arguments = ["unseal", text(&bundle), "--key", "-", "-o", text(&output)];
    let jwk = branch.office.to_jwk().as_bytes().to_vec();
    assert_eq!(run_with(&arguments, std::io::Cursor::new(jwk)).succeeded(), "");
    assert_eq!(fs::read_to_string(output).unwrap(), csv);
}

/// The fixtures' bundle-less keyring and key come from other programs.
#[test]
fn a_key_made_by_another_program_is_read_as_pem() {
    let branch = Branch::new();
    let fixture = include_str!("../../../exchange/tests/fixtures/sealed/keyring.json");
    let fixture: serde_json::Value = serde_json::from_str(fixture).unwrap();
    let sealed = fixture["sealed"][0]["jwe"].as_str().unwrap().to_owned();
    let bundle = branch.bundle("B001.zip", "tablet-1a2b3c4d", 7, &[sealed]);
    let key = branch.file("key.pem", fixture["pem"].as_str().unwrap());
    let csv = Table::read(&run(&["unseal", text(&bundle), "--key", text(&key)]).succeeded());
    assert_eq!(csv.column("id"), ["0b1c2d3e-4f50-4162-b384-95a6b7c8d9ea"]);
    assert_eq!(csv.column("comment"), ["很好，谢谢。\n“fast” & friendly 😀"]);
}

#[test]
fn each_response_of_overlapping_bundles_is_written_once() {
    let (branch, (responses, csv)) = (Branch::new(), responses(40, 2));
    let first = branch.bundle("1.zip", "demo-B001-1", 99, &branch.seal(&responses[..30]));
    let second = branch.bundle("2.zip", "demo-B001-1", 99, &branch.seal(&responses[20..]));
    let told = unseal(&branch, &[&first, &second, &first]);
    assert_eq!(told.err, "note: 40 responses are there again and are written once\n");
    assert_eq!(told.succeeded(), csv);
}

#[test]
fn what_was_archived_comes_out_as_what_was_not() {
    let (branch, (responses, csv)) = (Branch::new(), responses(60, 5));
    let mut expected: Vec<_> = csv.lines().collect();
    let (archived, recent) = responses.split_at(40);
    let lines = [&branch.seal(recent)[..], &branch.archive(archived)];
    let bundle = branch.archived("B001.zip", "demo-B001-1", 99, lines, &[COUNTER]);
    let told = unseal(&branch, &[&bundle]).succeeded();
    let mut told: Vec<_> = told.lines().collect();
    // The journal comes first.
    assert_eq!(told[1], expected[41]);
    told.sort_unstable();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

#[test]
fn a_segment_for_others_or_damaged_is_named_and_the_rest_is_written() {
    let (branch, other, (responses, _)) = (Branch::new(), Branch::new(), responses(60, 5));
    let mut segments = branch.archive(&responses);
    let damaged = segments.len();
    let half = segments[damaged - 1].len() / 2;
    segments[damaged - 1].truncate(half);
    segments[0] = other.archive(&responses)[0].clone();
    let bundle = branch.archived("B001.zip", "demo-B001-1", 99, [&[], &segments], &[COUNTER]);
    let told = unseal(&branch, &[&bundle]);
    assert_eq!(told.code, Some(1));
    let file = text(&bundle);
    let place = format!("{file}: segments.jsonl line {damaged}: this is not JSON: ");
    assert!(told.err.contains(&place), "{}", told.err);
    let closed = "sealed to other keys: 1, the first segments.jsonl line 1";
    assert!(told.err.contains(closed), "{}", told.err);
    assert!(told.out.lines().count() > 2, "{}", told.out);
}

#[test]
fn a_damaged_response_is_named_and_the_others_are_written() {
    let (branch, (responses, csv)) = (Branch::new(), responses(5, 3));
    let mut lines = branch.seal(&responses);
    // The first characters of what is sealed.
    let place = lines[1].find("\"ciphertext\":\"").unwrap() + "\"ciphertext\":\"".len();
    let other = if lines[1][place..].starts_with('A') { "B" } else { "A" };
    lines[1].replace_range(place..=place, other);
    let half = lines[3].len() / 2;
    lines[3].truncate(half);
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 5, &lines);
    let told = unseal(&branch, &[&bundle]);
    let problems: Vec<&str> = told.err.lines().collect();
    let file = bundle.display();
    assert_eq!(told.code, Some(1));
    let id = responses[1].id;
    assert_eq!(
        problems[0],
        format!(
            "{file}: journal.jsonl line 2, response {id}: this was changed or damaged after it \
             was sealed"
        )
    );
    let expected = format!("{file}: journal.jsonl line 4: this is not JSON: ");
    assert!(problems[1].starts_with(&expected), "{problems:?}");
    assert_eq!(problems.len(), 2);
    let ids = |csv: &str| {
        Table::read(csv).column("id").iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let mut whole = ids(&csv);
    whole.remove(3);
    whole.remove(1);
    assert_eq!(ids(&told.out), whole);
}

#[test]
fn the_wrong_key_opens_nothing_and_is_told_whose_it_would_have_to_be() {
    let (branch, (responses, _)) = (Branch::new(), responses(3, 4));
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 3, &branch.seal(&responses));
    let stranger = Branch::new();
    let (key, output) = (stranger.key(), branch.path("out.csv"));
    let told = run(&["unseal", text(&bundle), "--key", text(&key), "-o", text(&output)]).failed(1);
    assert!(told.contains("sealed to other keys: 3, the first journal.jsonl line 1"), "{told}");
    assert!(told.contains(&branch.office.public().kid), "{told}");
    assert!(!output.exists());
    // Both keys at hand: those of either are opened.
    let more = stranger.bundle("more.zip", "demo-B001-1", 3, &stranger.seal(&responses[1..]));
    let (ours, theirs) = (branch.key(), stranger.key());
    let arguments = [text(&bundle), text(&more), "--key", text(&ours), "--key", text(&theirs)];
    let told = run(&[&["unseal"][..], &arguments].concat());
    assert!(told.err.starts_with("note: 2 responses"), "{}", told.err);
    assert_eq!(Table::read(&told.succeeded()).column("id").len(), 3);
}

#[test]
fn the_wrong_secret_is_told() {
    let (branch, (responses, _)) = (Branch::new(), responses(1, 5));
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 1, &branch.seal(&responses));
    let other = branch.file("other", "not the passphrase");
    let public = branch.file("public", serde_json::to_string(branch.office.public()).unwrap());
    for (option, expected) in [
        ("--passphrase-file", "B001.zip: this passphrase does not open the keyring"),
        ("--recovery-file", "other: a recovery key has 32 characters; this has 16"),
        ("--key", "other: this is no key: neither a JWK nor PKCS#8 on P-256 in PEM"),
    ] {
        let told = run(&["unseal", text(&bundle), option, text(&other)]).failed(1);
        assert!(told.trim_end().ends_with(expected), "{told}");
        assert!(!told.contains("not the"), "{told}");
    }
    let told = run(&["unseal", text(&bundle), "--key", text(&public)]).failed(1);
    assert!(told.contains("this is a public key; the private one is needed"), "{told}");
}

#[test]
fn nothing_is_written_of_a_bundle_that_is_not_whole() {
    let (branch, (responses, _)) = (Branch::new(), responses(4, 6));
    let good = branch.bundle("good.zip", "demo-B001-1", 4, &branch.seal(&responses));
    let bytes = fs::read(&good).unwrap();
    let (key, output) = (branch.key(), branch.path("out.csv"));
    for part in 0..50 {
        let bad = branch.file("bad.zip", &bytes[..bytes.len() * part / 50]);
        let arguments = [text(&good), text(&bad), "--key", text(&key), "-o", text(&output)];
        let told = run(&[&["unseal"][..], &arguments].concat()).failed(1);
        let expected = "bad.zip: this is no zip archive, or it was cut off\n";
        assert!(told.ends_with(expected), "{told}");
        assert!(!output.exists());
    }
}

#[test]
fn answers_whose_questionnaire_is_not_there_are_not_lost() {
    let (branch, (responses, csv)) = (Branch::new(), responses(30, 7));
    let lines = branch.seal(&responses);
    let bundle = branch.bundle_with("B001.zip", "demo-B001-1", 30, &lines, &["{}"]);
    let told = unseal(&branch, &[&bundle]);
    let notes: Vec<&str> = told.err.lines().collect();
    assert!(notes[0].starts_with(&format!("note: {}: questionnaires/", bundle.display())));
    let last = "note: no questionnaire in the bundles asks some of what is answered; it comes last";
    assert_eq!(notes.last(), Some(&last));
    let (expected, found) = (Table::read(&csv), Table::read(&told.succeeded()));
    assert_eq!(found.column("id"), expected.column("id"));
    for question in ["satisfaction", "reasons", "comment"] {
        assert_eq!(found.column(question), expected.column(question), "{question}");
    }
}

#[test]
fn of_two_different_responses_with_one_id_the_first_is_kept_and_both_are_told() {
    let (branch, (mut responses, csv)) = (Branch::new(), responses(2, 8));
    let first = branch.bundle("1.zip", "demo-B001-1", 2, &branch.seal(&responses));
    let mode = &mut responses[1].mode;
    *mode = if *mode == Mode::Elder { Mode::Standard } else { Mode::Elder };
    let second = branch.bundle("2.zip", "demo-B001-1", 2, &branch.seal(&responses[1..]));
    let told = unseal(&branch, &[&first, &second]);
    let (id, one, two) = (responses[1].id, first.display(), second.display());
    let expected = format!(
        "{two}: journal.jsonl line 1, response {id}: differs from {one}: journal.jsonl line 2, \
         which is kept\n"
    );
    assert_eq!((told.err, told.code, told.out), (expected, Some(1), csv));
}

#[test]
fn times_are_cut_to_the_hour_where_a_teller_is_named_unless_asked_otherwise() {
    let (branch, (mut responses, _)) = (Branch::new(), responses(1, 9));
    let at = "2026-11-22T14:05:09+08:00";
    responses[0].started_at = chrono::DateTime::parse_from_rfc3339(at).unwrap();
    responses[0].visit.teller = Some("T7".to_owned());
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 1, &branch.seal(&responses));
    let started = |csv: &str| Table::read(csv).column("started_at")[0].to_owned();
    assert_eq!(started(&unseal(&branch, &[&bundle]).succeeded()), "2026-11-22T14:00:00+08:00");
    let key = branch.key();
    let exact = run(&["unseal", text(&bundle), "--key", text(&key), "--exact-times"]).succeeded();
    assert_eq!(started(&exact), at);
}

#[test]
fn without_something_that_opens_or_a_file_that_is_there_it_cannot_run() {
    let branch = Branch::new();
    let bundle = branch.bundle("B001.zip", "demo-B001-1", 0, &[]);
    let (key, missing) = (branch.key(), branch.path("missing"));
    for arguments in [
        &["unseal", text(&bundle)][..],
        &["unseal", "--key", text(&key)],
        &["unseal", text(&bundle), "--key", text(&key), "--passphrase-file", text(&key)],
        &["unseal", text(&bundle), "--key", text(&missing)],
        &["unseal", text(&missing), "--key", text(&key)],
        &["unseal", text(&bundle), "--key", text(&key), "-o", text(&missing.join("out.csv"))],
    ] {
        run(arguments).failed(2);
    }
    // An empty bundle is a file of headings.
    let csv = run(&["unseal", text(&bundle), "--key", text(&key)]).succeeded();
    assert_eq!(csv.lines().count(), 1);
    assert!(PrivateKey::read(&fs::read_to_string(key).unwrap()).is_ok());
}
