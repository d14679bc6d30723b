//! A long day: two hundred customers, no network. Engines other than Chromium
//! see the first twenty of them.

use std::collections::BTreeSet;

use anyhow::Result;
use fastrand::Rng;
use heard_tests::{Ability, Engine, Interview, PASSPHRASE, RECOVERY_KEY, Tablet, is_missing};

/// Any other will do as well; this one is in the notes.
const SEED: u64 = 20_261_121;

#[tokio::test]
async fn two_hundred_customers_without_a_network_are_all_in_the_export() -> Result<()> {
    let mut tablet = Tablet::ready().await?;
    tablet.is_ready_for_offline().await?;
    tablet.server.stop().await?;

    let customers = Engine::current()?.repetitions(200);
    let mut draw = Rng::with_seed(SEED);
    let mut given = Vec::new();
    for number in 1..=customers {
        let interview = Interview::drawn(&mut draw);
        let id = interview.is_given_by(tablet.customer()).await;
        let id = id.map_err(|error| error.context(format!("customer {number}: {interview:?}")))?;
        given.push((id, interview));
    }
    let languages: BTreeSet<_> = given.iter().map(|(_, interview)| interview.locale).collect();
    assert_eq!(languages.len(), 3, "all three languages are spoken");

    if !is_missing(Ability::Memory)? {
        a_copied_disk_tells_nothing(&tablet, &given)?;
    }
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.reads_number("last-sequence").await?, customers as u64);
    let table = staff.exports_raw().await?;

    let ids: Vec<&str> = given.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(table.column("id"), ids);
    let sequences: Vec<String> = (1..=customers).map(|number| number.to_string()).collect();
    assert_eq!(table.column("sequence"), sequences);
    let asked_from = table.columns.iter().position(|column| column == "training").unwrap() + 1;
    let questions = &table.columns[asked_from..];
    for ((id, interview), row) in given.iter().zip(&table.rows) {
        let answers = interview.answers();
        for question in questions {
            assert_eq!(row.get(question), answers.get(question), "{question} of {id}");
        }
        assert!(answers.keys().all(|question| questions.contains(question)));
        assert_eq!(row["locale"], interview.locale);
        assert_eq!([&*row["outcome"], &*row["training"]], ["complete", "false"]);
        assert_eq!(
            [&*row["branch"], &*row["counter"], &*row["questionnaire"]],
            ["B001", "3", "counter"]
        );
        assert!(is_random_uuid(id), "{id}");
    }
    tablet.put_away().await
}

/// Nothing anybody wrote, nor what opens it, is anywhere on the disk in the clear.
fn a_copied_disk_tells_nothing(tablet: &Tablet, given: &[(String, Interview)]) -> Result<()> {
    // Codes stand in the questionnaire as well, and numbers everywhere.
    let written = given.iter().flat_map(|(_, interview)| {
        let mut answers = interview.answers();
        ["comment", "contact_phone"].into_iter().filter_map(move |it| answers.remove(it))
    });
    let words: BTreeSet<String> = written.filter(|words| words.chars().count() > 2).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert!(words.len() > 1, "too little was written: {words:?}");
    let profile = tablet.browser.profile();
    assert!(!profile.tells(&["B001"])?.is_empty(), "the search finds what is in the clear");
    assert_eq!(profile.tells(&[&words[..], &[PASSPHRASE, RECOVERY_KEY]].concat())?, [""; 0]);
    Ok(())
}

/// Version 4 of RFC 9562: random, no time inside.
fn is_random_uuid(id: &str) -> bool {
    let groups: Vec<&str> = id.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
        && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
