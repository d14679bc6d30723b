//! Bundles brought in: what is new comes in, once; whatever is wrong with a file,
//! nothing of it does.

use std::fs;

use anyhow::{Context as _, Result};
use heard_tests::{Kind, PASSPHRASE, Provision, Saved, Site, Staff, Table, Tablet};
use serde_json::{Map, Value};

use crate::seams::{self, A_DAY};

/// Everything a bundle may change.
const STORES: [&str; 6] = ["journal", "segments", "catalog", "exported", "events", "meta"];

/// What left one tablet.
struct Luggage {
    device: String,
    /// Two responses of the day before in a segment, one in the journal.
    first: Saved,
    /// One more in the journal.
    second: Saved,
    /// One more, sealed to a key pair that only this bundle's keyring has.
    third: Saved,
    /// All five.
    table: Table,
}

async fn tablet() -> Result<Tablet> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CALENDAR).await?;
    tablet.start().await?;
    Ok(tablet)
}

async fn a_day_later(tablet: &Tablet) -> Result<()> {
    tablet.customer().meanwhile(A_DAY).await?;
    tablet.starts_anew().await
}

async fn luggage() -> Result<Luggage> {
    let tablet = tablet().await?;
    let (customer, staff) = (tablet.customer(), tablet.staff());
    customer.is_content(5).await?;
    customer.is_content(4).await?;
    a_day_later(&tablet).await?;
    customer.is_content(4).await?;
    staff.opens_the_console().await?;
    // Once this is here, the day before is archived.
    staff.exports_raw().await?;
    let first = staff.saves_a_bundle().await?;
    staff.leaves().await?;
    customer.is_content(5).await?;
    staff.opens_the_console().await?;
    staff.goes_to("page-export").await?;
    let second = staff.saves_a_bundle().await?;

    staff.goes_to("page-settings").await?;
    staff.unfolds("keys").await?;
    staff.fills_in("current", PASSPHRASE).await?;
    staff.presses("new-pair").await?;
    staff.is_told("pair-made").await?;
    staff.leaves().await?;
    customer.is_content(4).await?;
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    let third = staff.saves_a_bundle().await?;
    let device = table.column("device")[0].to_owned();
    tablet.put_away().await?;
    Ok(Luggage { device, first, second, third, table })
}

/// Chooses a file on the page of exports, which is new to staff then.
async fn chooses(tablet: &Tablet, name: &str, bytes: &[u8]) -> Result<()> {
    let path = tablet.browser.profile().downloads().join(name);
    fs::write(&path, bytes)?;
    let staff = tablet.staff();
    staff.goes_to("page-today").await?;
    staff.goes_to("page-export").await?;
    staff.loads("restore", &path).await
}

/// What staff are told of a bundle: how many are new, known, gone.
async fn counted(tablet: &Tablet) -> Result<[String; 3]> {
    tablet.staff().is_told("restored").await?;
    let told = "
        const { new: fresh, known, gone } =
            document.querySelector('[data-notice=restored]').dataset;
        return [fresh, known, gone]";
    Ok(serde_json::from_value(tablet.browser.run(told, &[]).await?)?)
}

async fn brings_in(tablet: &Tablet, bundle: &Saved) -> Result<[String; 3]> {
    chooses(tablet, &bundle.name, &bundle.bytes).await?;
    counted(tablet).await
}

async fn everything(tablet: &Tablet) -> Result<Vec<Map<String, Value>>> {
    let mut all = Vec::new();
    for store in STORES {
        all.push(tablet.browser.stored(store).await?);
    }
    Ok(all)
}

/// The rows that `device` wrote, as they are exported.
async fn rows_of(staff: Staff<'_>, device: &str) -> Result<Table> {
    let mut table = staff.exports_raw().await?;
    table.rows.retain(|row| row["device"] == device);
    Ok(table)
}

/// Where `part` stands in `bytes`, each time.
fn places(bytes: &[u8], part: &[u8]) -> Vec<usize> {
    (0..bytes.len()).filter(|at| bytes[*at..].starts_with(part)).collect()
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (0xedb8_8320 * (sum & 1)))
    })
}

/// `bundle` as a later version would make it: another number in its manifest,
/// whose checksum stands before and behind it.
fn newer(bundle: &Saved) -> Result<Vec<u8>> {
    let mut bytes = bundle.bytes.clone();
    let begin = *places(&bytes, b"{\"heard\"").first().context("no manifest")?;
    let end = begin + *places(&bytes[begin..], b"PK\x03\x04").first().context("no files")?;
    let sum = checksum(&bytes[begin..end]).to_le_bytes();
    let version = *places(&bytes, b"\"version\":3").first().context("no version")?;
    bytes[version + 10] = b'9';
    let new = checksum(&bytes[begin..end]).to_le_bytes();
    for at in places(&bundle.bytes, &sum) {
        bytes[at..at + 4].copy_from_slice(&new);
    }
    Ok(bytes)
}

/// Files that must change nothing, each with what staff are told.
fn spoilt(bundle: &Saved) -> Result<Vec<(Vec<u8>, &'static str)>> {
    let bytes = &bundle.bytes;
    let cut =
        [1, 25, 49].map(|part| (bytes[..bytes.len() * part / 50].to_vec(), "restore-refused"));
    let mut flipped = bytes.clone();
    let word = *places(bytes, b"ciphertext").first().context("nothing sealed")?;
    flipped[word + 20] ^= 1;
    let other = b"satisfaction\n5\n".to_vec();
    let single = [
        (flipped, "restore-refused"),
        (other, "restore-refused"),
        (newer(bundle)?, "restore-newer"),
    ];
    Ok(cut.into_iter().chain(single).collect())
}

async fn refuses_what_is_spoilt(tablet: &Tablet, bundle: &Saved) -> Result<()> {
    let before = everything(tablet).await?;
    for (number, (bytes, notice)) in spoilt(bundle)?.into_iter().enumerate() {
        chooses(tablet, &format!("spoilt-{number}.zip"), &bytes).await?;
        tablet.staff().is_told(notice).await?;
        assert_eq!(everything(tablet).await?, before, "file {number}");
    }
    Ok(())
}

/// The last bundle has one response for a key that is not here.
async fn asks_for_the_secret_of_other_keys(tablet: &Tablet, bundle: &Saved) -> Result<()> {
    let staff = tablet.staff();
    let before = everything(tablet).await?;
    chooses(tablet, &bundle.name, &bundle.bytes).await?;
    staff.is_told("restore-locked").await?;
    staff.presses("restore-without").await?;
    assert_eq!(counted(tablet).await?, ["0", "4", "0"]);
    let told = staff.is_told("restored").await?;
    assert!(told.contains("journal.jsonl:3: Error: sealed to other keys"), "{told}");
    assert_eq!(everything(tablet).await?, before);

    chooses(tablet, &bundle.name, &bundle.bytes).await?;
    staff.is_told("restore-locked").await?;
    staff.fills_in("restore-secret", "lantern river maple sand").await?;
    staff.presses("restore-unlock").await?;
    staff.is_told("passphrase-wrong").await?;
    assert_eq!(everything(tablet).await?[..4], before[..4], "but for the attempt");
    staff.fills_in("restore-secret", PASSPHRASE).await?;
    staff.presses("restore-unlock").await?;
    assert_eq!(counted(tablet).await?, ["1", "4", "0"]);
    Ok(())
}

#[tokio::test]
async fn bundles_of_another_tablet_are_brought_in_once() -> Result<()> {
    let Luggage { device, first, second, third, table } = luggage().await?;
    let tablet = tablet().await?;
    let staff = tablet.staff();
    a_day_later(&tablet).await?;
    let own = tablet.customer().is_content(5).await?;
    staff.opens_the_console().await?;
    refuses_what_is_spoilt(&tablet, &first).await?;

    assert_eq!(brings_in(&tablet, &first).await?, ["3", "0", "0"]);
    assert_eq!(rows_of(staff, &device).await?.rows, table.rows[..3]);
    let before = everything(&tablet).await?;
    assert_eq!(brings_in(&tablet, &first).await?, ["0", "3", "0"]);
    assert_eq!(everything(&tablet).await?, before, "twice");
    assert_eq!(brings_in(&tablet, &second).await?, ["1", "3", "0"], "overlapping");
    asks_for_the_secret_of_other_keys(&tablet, &third).await?;
    assert_eq!(rows_of(staff, &device).await?, table);

    let events = tablet.events().await?;
    let details: Vec<_> = events.iter().map(|it| [&it["what"], &it["detail"]]).collect();
    let told = [(3, &first), (1, &second), (1, &third)];
    let told = told.map(|(count, bundle)| format!("{count} from {}", bundle.name));
    assert_eq!(details, told.each_ref().map(|detail| ["restored", detail]));

    erased_stays_erased(&tablet, &table.rows[0]["id"], &first).await?;
    goes_on_above_its_own_numbers(&tablet, &device, &second).await?;
    let ids = staff.exports_raw().await?;
    assert_eq!(ids.column("id").iter().filter(|id| **id == own).count(), 1);
    tablet.put_away().await
}

/// What was deleted here on request does not come back with an older bundle.
async fn erased_stays_erased(tablet: &Tablet, id: &str, bundle: &Saved) -> Result<()> {
    let staff = tablet.staff();
    staff.goes_to("page-responses").await?;
    staff.unfolds("erase").await?;
    staff.fills_in("erase-id", id).await?;
    staff.presses("erase-find").await?;
    staff.is_told("erase-asked").await?;
    staff.presses("erase").await?;
    staff.is_told("erased").await?;
    assert_eq!(brings_in(tablet, bundle).await?, ["0", "2", "1"]);
    assert!(!staff.exports_raw().await?.column("id").contains(&id));
    Ok(())
}

/// The tablet is another one's successor: it has its name, and starts from 1.
async fn goes_on_above_its_own_numbers(
    tablet: &Tablet,
    device: &str,
    bundle: &Saved,
) -> Result<()> {
    let staff = tablet.staff();
    let meta = tablet.browser.stored("meta").await?;
    assert_eq!(meta["sequence"], 1, "another tablet's numbers are not its own");
    let settings = meta["settings"].as_str().context("no settings")?;
    let mut settings: Value = serde_json::from_str(settings)?;
    assert_ne!(settings["device"], device);
    settings["device"] = device.into();
    tablet.browser.stores("meta", "settings", &settings.to_string().into()).await?;
    staff.leaves().await?;
    staff.opens_the_console().await?;
    brings_in(tablet, bundle).await?;
    assert_eq!(tablet.browser.stored("meta").await?["sequence"], 4);
    staff.leaves().await?;
    let id = tablet.customer().is_content(5).await?;
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    let row = table.rows.iter().find(|row| row["id"] == id).context("not exported")?;
    assert_eq!([&*row["device"], &*row["sequence"]], [device, "5"]);
    Ok(())
}
