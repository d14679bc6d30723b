//! What `serve --demo` adds: a tablet that is already set up, and labelled
//! demonstration responses up to today.

use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::failure::{Context, Failure, Outcome};
use crate::places::Places;
use crate::process;

/// Opens the demonstration's console.
pub(super) const PASSPHRASE: &str = "branch demo 2026";

/// A keyring that [`PASSPHRASE`] opens.
const KEYRING: &str = include_str!("keyring.json");

/// The branch's day begins this long before UTC's: it lies in Shanghai.
const EAST_OF_UTC: u64 = 8 * 3600;

/// The demonstration's files by their path.
pub(super) fn files(places: &Places) -> Outcome<Vec<(&'static str, Vec<u8>)>> {
    let keyring: Value = serde_json::from_str(KEYRING).context(|| "the keyring".to_owned())?;
    let provision = json!({
        "bank": "Demonstration Bank 演示银行",
        "branch": { "code": "B001", "name": "演示支行 Demo Branch" },
        "counter": { "code": "3", "name": "3号窗口" },
        "locales": ["zh-CN", "zh-TW", "en"],
        "zone": "Asia/Shanghai",
        "questionnaire": "counter",
        "keyring": keyring,
        "retention_days": 180,
        "demo": "demo.jsonl",
    });
    let responses = responses(places)?;
    Ok(vec![("provision.json", provision.to_string().into_bytes()), ("demo.jsonl", responses)])
}

fn responses(places: &Places) -> Outcome<Vec<u8>> {
    let mut command = Command::new(command_line(places)?);
    command.args(["demo", "--rows", "2000", "--seed", "1", "--end", &today()?, "--segments"]);
    Ok(process::capture(&mut command, "`heard demo`")?.into_bytes())
}

/// The program `heard`: the one built beside this program, or built now.
fn command_line(places: &Places) -> Outcome<PathBuf> {
    let beside = process::this_program().with_file_name(process::executable("heard"));
    let mut cargo = process::cargo();
    cargo.current_dir(&places.root).args(["build", "--quiet", "--package", "heard"]);
    let outcome = process::run(&mut cargo, "building `heard`");
    if beside.is_file() {
        return Ok(beside);
    }
    outcome.map(|()| places.target.join("debug").join(process::executable("heard")))
}

/// The date at the branch as `YYYY-MM-DD`.
fn today() -> Outcome<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = now.context(|| "the clock is before 1970".into())?.as_secs();
    date((seconds + EAST_OF_UTC) / 86_400)
        .ok_or_else(|| Failure::new("the clock is too far in the future"))
}

/// The date of a day counted from 1 January 1970.
fn date(mut day: u64) -> Option<String> {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    for year in 1970..10_000 {
        let february = if is_leap(year) { 29 } else { 28 };
        let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(months) {
            if day < length {
                return Some(format!("{year:04}-{month:02}-{:02}", day + 1));
            }
            day -= length;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_have_their_dates() {
        assert_eq!(date(0).as_deref(), Some("1970-01-01"));
        assert_eq!(date(11_016).as_deref(), Some("2000-02-29"));
        assert_eq!(date(20_819).as_deref(), Some("2027-01-01"));
    }
}
