//! The log: whatever is done to an entry is found, and the digest is read as it
//! was written.

use chrono::NaiveDate;
use heard_exchange::{
    DeviceId, DeviceSequence,
    log::{ClosedDay, Digest, DigestError, Entry, Fault, Log},
    sealed::native::sha256,
};
use proptest::prelude::*;

fn device() -> DeviceId {
    DeviceId::new("tablet-1a2b3c4d").unwrap()
}

/// By the words of `docs/log.md`, not by the code under test.
fn hash(text: &str) -> String {
    sha256(text.as_bytes()).map(|byte| format!("{byte:02x}")).concat()
}

/// A log that says this, linked.
fn linked(events: &[String]) -> Vec<Entry> {
    let mut link = hash("heard log 1 tablet-1a2b3c4d");
    let entry = |(number, event): (u32, &String)| {
        link = hash(&format!("{link}{event}"));
        Entry { entry: number, event: event.clone(), link: Some(link.clone()) }
    };
    (1..).zip(events).map(entry).collect()
}

fn read(entries: &[Entry]) -> Log {
    let lines: String = entries.iter().map(Entry::to_line).collect();
    Log::read(&lines, &device())
}

fn event(what: &str, detail: &str) -> String {
    format!(r#"{{"at":"2026-11-22T10:00:00+08:00","what":"{what}","detail":"{detail}"}}"#)
}

fn some() -> Vec<Entry> {
    linked(&["set_up", "unlocked", "exported", "locked", "bundled"].map(|what| event(what, "")))
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

#[test]
fn a_log_is_whole_and_has_a_head() {
    let entries = some();
    let log = read(&entries);
    assert_eq!(log.faults, []);
    assert_eq!(Some(log.head().1), entries[4].link.as_deref());
    assert_eq!(log.link_of(3), entries[2].link.as_deref());
    assert_eq!(log.link_of(6), None);
    let none = Log::read("", &device());
    assert_eq!(none.head(), (0, hash("heard log 1 tablet-1a2b3c4d").as_str()));
}

#[test]
fn what_was_done_to_a_log_is_named_by_its_entry() {
    let faults = |change: &dyn Fn(&mut Vec<Entry>)| {
        let mut entries = some();
        change(&mut entries);
        read(&entries).faults
    };
    assert_eq!(faults(&|it| it[2].event = event("exported", "x")), [Fault::Changed(3)]);
    assert_eq!(faults(&|it| drop(it.remove(2))), [Fault::Missing(3, 3)]);
    assert_eq!(faults(&|it| drop(it.drain(..2))), [Fault::Missing(1, 2)]);
    assert_eq!(faults(&|it| it[1].link = None), [Fault::Unlinked(2)]);
    assert_eq!(faults(&|it| it.swap(1, 2)), [Fault::Missing(2, 2), Fault::Misplaced(2, 3)]);
    let swap = |it: &mut Vec<Entry>| {
        let text = it[1].event.clone();
        it[1].event = std::mem::replace(&mut it[2].event, text);
    };
    assert_eq!(faults(&swap), [Fault::Changed(2), Fault::Changed(3)]);
    let told = [Fault::Missing(3, 3), Fault::Missing(3, 5)].map(|fault| fault.to_string());
    assert_eq!(told, ["entry 3 is missing", "entries 3 to 5 are missing"]);
    // Another tablet's: nothing follows from its beginning.
    let other = DeviceId::new("tablet-2").unwrap();
    let lines: String = some().iter().map(Entry::to_line).collect();
    assert_eq!(Log::read(&lines, &other).faults, [Fault::Changed(1)]);
    assert_eq!(Log::read("{}\n", &device()).faults, [Fault::NoEntry(1)]);
}

/// What has just happened is linked a moment later.
#[test]
fn the_newest_entries_need_no_link() {
    let mut entries = some();
    entries[4].link = None;
    let log = read(&entries);
    assert_eq!((log.faults.len(), log.head().0), (0, 4));
}

#[test]
fn it_tells_what_was_deleted_since_and_which_days_are_over() {
    let closed = ClosedDay { day: day(20), responses: 12, last_sequence: DeviceSequence(412) };
    let entries = linked(&[
        event("erased", "before"),
        event("day_closed", &closed.to_string()),
        r#"{"what":"erased","detail":"0d3f…","day":"2026-11-20"}"#.to_owned(),
        r#"{"what":"erased","detail":"7be0…","day":"2026-11-21"}"#.to_owned(),
        event("erased", "of a day that is not known"),
        event("expired", "3 before 2026-11-20"),
    ]);
    let log = read(&entries);
    assert_eq!(log.closed_days().collect::<Vec<_>>(), [(2, closed)]);
    let deleted = [18, 19, 20, 21].map(|of| log.deleted_since(2, day(of)));
    assert_eq!(deleted, [None, None, Some(2), Some(2)]);
    assert_eq!(log.deleted_since(0, day(21)), Some(3));
    assert_eq!(log.deleted_since(6, day(1)), Some(0));
}

fn digest() -> Digest {
    Digest {
        device: device(),
        branch: "B001".to_owned(),
        day: day(22),
        made_at: chrono::DateTime::parse_from_rfc3339("2026-11-22T17:30:00+08:00").unwrap(),
        responses: 12,
        last_sequence: DeviceSequence(412),
        entries: 35,
        head: hash("head"),
    }
}

#[test]
fn a_digest_is_read_as_it_was_written() {
    let written = digest().to_json();
    assert_eq!(Digest::parse(&written), Ok(digest()));
    assert_eq!(digest().file_name(), "heard-digest-B001-tablet-1a2b3c4d-2026-11-22.json");
    // Typed off a closing sheet.
    let head = digest().head;
    let typed: Vec<_> = head.as_bytes().chunks(4).map(|it| str::from_utf8(it).unwrap()).collect();
    let typed = written.replace(&head, &typed.join(" ").to_uppercase());
    assert_eq!(Digest::parse(&typed), Ok(digest()));

    let newer = written.replace("\"version\":1", "\"version\":2");
    assert_eq!(Digest::parse(&newer), Err(DigestError::Newer(2)));
    let kind = written.replace("\"digest\"", "\"bundle\"");
    let short = written.replace(&head, &head[1..]);
    for other in ["", "[]", kind.as_str(), short.as_str(), "{\"heard\":\"digest\",\"version\":1}"] {
        let refused = Digest::parse(other);
        assert!(matches!(refused, Err(DigestError::Malformed(_))), "{other}: {refused:?}");
    }
}

/// What somebody may do to one entry of a log.
#[derive(Clone, Debug)]
enum Change {
    Event(String),
    Link(String),
    Number(u32),
    Away,
    Twice,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        ".{0,30}".prop_map(Change::Event),
        "[0-9a-f]{64}".prop_map(Change::Link),
        any::<u32>().prop_map(Change::Number),
        Just(Change::Away),
        Just(Change::Twice),
    ]
}

proptest! {
    #[test]
    fn any_change_to_any_entry_is_found(
        events in prop::collection::vec(".{0,30}", 1..20),
        place in any::<prop::sample::Index>(),
        change in change(),
    ) {
        let whole = linked(&events);
        let log = read(&whole);
        prop_assert_eq!(&log.faults, &[]);
        let mut changed = whole.clone();
        let place = place.index(whole.len());
        match change {
            Change::Event(event) => changed[place].event = event,
            Change::Link(link) => changed[place].link = Some(link),
            Change::Number(number) => changed[place].entry = number,
            Change::Away => drop(changed.remove(place)),
            Change::Twice => changed.insert(place, whole[place].clone()),
        }
        prop_assume!(changed != whole);
        let read = read(&changed);
        // What is only cut off at its end shows by its head, which a digest knows.
        let is_found = !read.faults.is_empty() || read.head() != log.head();
        prop_assert!(is_found, "{:?}", changed);
    }
}
