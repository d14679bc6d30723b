//! `heard verify` with digests: what was taken away since is noticed, whatever
//! it was.

use std::path::PathBuf;

use chrono::NaiveDate;
use heard_exchange::{
    DeviceSequence,
    log::{ClosedDay, Digest, Entry},
    sealed::native::sha256,
};
use serde_json::{Value, json};

use crate::{
    heard::{Run, run, text},
    sealed::Branch,
    verifying::some,
};

const DEVICE: &str = "tablet-1";
/// Sequence and day of November.
const TAKEN: [(u32, u32); 5] = [(1, 1), (2, 1), (3, 2), (4, 2), (5, 2)];
/// What bundles of this test are made at, and digests before them.
const MADE: &str = "2026-11-22T17:30:00+08:00";
const BEFORE: &str = "2026-11-02T17:30:00+08:00";
const AFTERWARDS: &str = "2026-11-23T09:00:00+08:00";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn event(what: &str, detail: &str) -> String {
    json!({ "at": BEFORE, "what": what, "detail": detail }).to_string()
}

fn linked(events: &[String]) -> Vec<Entry> {
    let hash = |text: &str| sha256(text.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
    let mut link = hash("heard log 1 tablet-1");
    let entry = |(number, event): (u32, &String)| {
        link = hash(&format!("{link}{event}"));
        Entry { entry: number, event: event.clone(), link: Some(link.clone()) }
    };
    (1..).zip(events).map(entry).collect()
}

/// What is wrong; the report is written all the same.
fn problems(told: Run) -> String {
    assert_eq!(told.code, Some(1), "{}{}", told.out, told.err);
    told.err
}

/// A branch whose tablet had four entries in its log when its digest was made,
/// on the second of November.
struct Story {
    branch: Branch,
    events: Vec<String>,
    digest: Digest,
}

impl Story {
    fn new() -> Self {
        let mut events =
            ["set_up", "unlocked", "exported", "locked"].map(|it| event(it, "")).to_vec();
        let head = linked(&events)[3].link.clone().unwrap();
        let digest = Digest {
            device: DEVICE.to_owned().try_into().unwrap(),
            branch: "B001".to_owned(),
            day: day(2),
            made_at: chrono::DateTime::parse_from_rfc3339(BEFORE).unwrap(),
            responses: 3,
            last_sequence: DeviceSequence(5),
            entries: 4,
            head,
        };
        events.push(event("bundled", "B001.zip"));
        Self { branch: Branch::new(), events, digest }
    }

    fn digest(&self) -> PathBuf {
        self.branch.file("digest.json", self.digest.to_json())
    }

    fn bundle(&self, taken: &[(u32, u32)], last: u32, log: &[Entry]) -> PathBuf {
        self.named("B001.zip", taken, last, log)
    }

    fn named(&self, name: &str, taken: &[(u32, u32)], last: u32, log: &[Entry]) -> PathBuf {
        let log: String = log.iter().map(Entry::to_line).collect();
        let taken = some(taken);
        let lines = [&self.branch.seal(&taken[2..])[..], &self.branch.archive(&taken[..2])];
        self.branch.logged(name, DEVICE, last, lines, &log, &[])
    }

    /// What is said of such a bundle and the digest.
    fn verified(&self, taken: &[(u32, u32)], last: u32, log: &[Entry]) -> Run {
        let bundle = self.bundle(taken, last, log);
        run(&["verify", text(&bundle), "--digest", text(&self.digest())])
    }

    /// The only problem of such a bundle and the digest.
    fn problem(&self, taken: &[(u32, u32)], last: u32, log: &[Entry]) -> String {
        let told = problems(self.verified(taken, last, log));
        told.trim_end().split(text(&self.branch.path(""))).collect()
    }
}

#[test]
fn what_is_all_there_is_compared_and_reported() {
    let story = Story::new();
    let log = linked(&story.events);
    let told = story.verified(&TAKEN, 5, &log).succeeded();
    let (bundle, digest) = (story.branch.path("B001.zip"), story.branch.path("digest.json"));
    let head = log[4].link.as_deref().unwrap();
    let chain = format!("{}: log of 5 entries, head {head}\n", bundle.display());
    assert!(told.contains(&chain), "{told}");
    let compared = format!(
        "{}: digest of device tablet-1, 2026-11-02, 4 entries, compared with 1 bundles\n",
        digest.display()
    );
    assert!(told.contains(&compared), "{told}");

    let arguments = ["verify", text(&bundle), "--digest", text(&digest), "--format", "json"];
    let report: Value = serde_json::from_str(&run(&arguments).succeeded()).unwrap();
    assert_eq!(report["bundles"][0]["log"], json!({ "entries": 5, "head": head }));
    assert_eq!(
        report["digests"],
        json!([{
            "file": text(&digest), "device": "tablet-1", "branch": "B001", "day": "2026-11-02",
            "made_at": BEFORE, "responses": 3, "last_sequence": 5, "entries": 4,
            "head": story.digest.head, "bundles": [text(&bundle)],
        }])
    );
}

#[test]
fn entries_that_were_removed_changed_or_written_anew_are_noticed() {
    let story = Story::new();
    let whole = linked(&story.events);
    let mut fewer = whole.clone();
    fewer.remove(1);
    let removed = story.problem(&TAKEN, 5, &fewer);
    assert_eq!(removed, "B001.zip: log.jsonl: entry 2 is missing");

    let mut changed = whole.clone();
    changed[2].event = event("exported", "nothing");
    let told = story.problem(&TAKEN, 5, &changed);
    assert_eq!(told, "B001.zip: log.jsonl: entry 3 was changed, or its link was");

    let mut events = story.events.clone();
    events[2] = event("exported", "nothing");
    let anew = story.problem(&TAKEN, 5, &linked(&events));
    let expected =
        "B001.zip: digest.json: the log is another: its head at entry 4 is not the digest's";
    assert_eq!(anew, expected);

    let cut_off = story.problem(&TAKEN, 5, &whole[..3]);
    let expected = "B001.zip: digest.json: the log ends at entry 3, the digest was made at entry 4";
    assert_eq!(cut_off, expected);
    let mut without = whole;
    without.remove(3);
    let told = story.problem(&TAKEN, 5, &without);
    assert!(told.contains("entry 4 is missing"), "{told}");
    assert!(told.contains("digest.json: entry 4 of the log is not there to compare"), "{told}");
}

#[test]
fn responses_that_were_removed_are_noticed_unless_the_log_tells_of_it() {
    const SHORT: &str = "B001.zip: digest.json: 2026-11-02: 2 responses are there, 3 have been, \
                         and 0 were deleted since by what the log says";
    let mut story = Story::new();
    let fewer = [TAKEN[0], TAKEN[1], TAKEN[2], TAKEN[3]];
    let told = story.problem(&fewer, 5, &linked(&story.events));
    assert_eq!(told, SHORT);
    let told = story.problem(&fewer, 4, &linked(&story.events));
    let lower = "B001.zip: digest.json: the last sequence is 4, and has been 5\n";
    assert_eq!(told, [lower, SHORT].concat());

    // Deleted on request, but of another day.
    let erased = |day: &str| json!({ "what": "erased", "detail": "0d3f", "day": day }).to_string();
    story.events.push(erased("2026-11-01"));
    assert_eq!(story.problem(&fewer, 5, &linked(&story.events)), SHORT);
    story.events.push(erased("2026-11-02"));
    story.verified(&fewer, 5, &linked(&story.events)).succeeded();
    story.events.push(event("expired", "2 before 2026-11-03"));
    story.verified(&TAKEN[..2], 5, &linked(&story.events)).succeeded();
}

#[test]
fn the_days_that_the_log_says_are_over_are_held_against_it_as_well() {
    let mut story = Story::new();
    let closed = ClosedDay { day: day(1), responses: 4, last_sequence: DeviceSequence(7) };
    story.events.push(event("day_closed", &closed.to_string()));
    let told = story.problem(&TAKEN, 5, &linked(&story.events));
    let expected = "B001.zip: log.jsonl entry 6: the last sequence is 5, and has been 7\n\
                    B001.zip: log.jsonl entry 6: 2026-11-01: 2 responses are there, 4 have been, \
                    and 0 were deleted since by what the log says";
    assert_eq!(told, expected);
}

#[test]
fn the_logs_of_two_bundles_of_a_tablet_go_together() {
    let story = Story::new();
    let earlier = story.named("1.zip", &TAKEN, 5, &linked(&story.events[..3]));
    let later = story.named("2.zip", &TAKEN, 5, &linked(&story.events));
    run(&["verify", text(&earlier), text(&later)]).succeeded();
    let mut events = story.events.clone();
    events[1] = event("unlocked", "never");
    let other = story.named("3.zip", &TAKEN, 5, &linked(&events));
    let told = problems(run(&["verify", text(&earlier), text(&other)]));
    assert!(told.ends_with("3.zip: their logs differ before entry 4\n"), "{told}");
}

#[test]
fn a_digest_without_a_bundle_that_is_as_new_says_nothing_and_is_told() {
    let mut story = Story::new();
    story.digest.made_at = chrono::DateTime::parse_from_rfc3339(AFTERWARDS).unwrap();
    let log = linked(&story.events);
    let none = "digest.json: there is no bundle of device tablet-1 that is as new";
    assert_eq!(story.problem(&TAKEN, 5, &log[..3]), none, "made {MADE}, before the digest");
    // By its log it is newer: the tablet's date was another.
    story.verified(&TAKEN, 5, &log).succeeded();
    story.digest.device = "tablet-2".to_owned().try_into().unwrap();
    assert_eq!(story.problem(&TAKEN, 5, &log), none.replace("tablet-1", "tablet-2"));
}

#[test]
fn what_is_no_digest_is_refused_by_name() {
    let story = Story::new();
    let bundle = story.bundle(&TAKEN, 5, &linked(&story.events));
    let told = problems(run(&["verify", text(&bundle), "--digest", text(&bundle)]));
    assert!(told.contains("B001.zip: this is not UTF-8"), "{told}");
    let other = story.branch.file("other.json", "{}");
    let told = problems(run(&["verify", text(&bundle), "--digest", text(&other)]));
    assert!(told.contains("other.json: this is no digest: "), "{told}");
    run(&["verify", text(&bundle), "--digest", "no-such.json"]).failed(2);
}
