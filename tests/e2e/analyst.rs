//! The analyst in a page of the app: what it reads, what it says of it, and that
//! it comes back when it dies.

use std::{collections::BTreeMap, process::Command};

use anyhow::{Context as _, Result, ensure};
use heard_tests::{
    DEMO_PASSPHRASE, Kind, Provision, Server, Site, Table, Tablet, heard_program, read_csv,
};
use serde_json::{Value, json};

/// Starts the analyst, with `files` (name and text) read one after the other; then
/// does as `script` says, which gives what the test wants to know.
async fn analyses(tablet: &Tablet, files: &[(&str, String)], script: &str) -> Result<Value> {
    let begin = "
        const [files, questionnaire] = given;
        const { Analyst, Superseded } = await import('./analyst-page.js');
        const states = [];
        // A worker that can be lost: no page can tell one to fail.
        const workers = [];
        const Real = globalThis.Worker;
        globalThis.Worker = class extends Real {
            constructor(...about) { super(...about); workers.push(this); }
        };
        const lose = () => {
            const worker = workers.at(-1);
            // Before it is gone: WebKit tells nothing of a worker that was ended.
            worker.dispatchEvent(new ErrorEvent('error', { message: 'lost' }));
            worker.terminate();
        };
        const analyst = new Analyst((state) => states.push(state));
        globalThis.Worker = Real;
        await analyst.know(questionnaire);
        const reads = await Promise.allSettled(
            files.map(([name, text]) => analyst.read(new Blob([text]), name)));
        const read = reads.map(({ value, reason }) => value ?? reason.message);
        const all = { asks: [
            { ask: 'responses' },
            { ask: 'distribution', question: 'satisfaction', figures: ['csat', 'median'] },
            { ask: 'counts', dimension: 'branch' },
        ] };";
    let questionnaire = include_str!("../../public/questionnaires/counter.json");
    let script =
        format!("const given = arguments[0]; return (async () => {{ {begin} {script} }})()");
    tablet.browser.run(&script, &[json!([files, questionnaire])]).await
}

async fn tablet() -> Result<Tablet> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.start().await?;
    Ok(tablet)
}

/// Demonstration responses, drawn from `seed`.
fn demo(rows: usize, seed: u32) -> Result<String> {
    let output = Command::new(heard_program()?)
        .args(["demo", "--rows", &rows.to_string(), "--seed", &seed.to_string()])
        .output()?;
    ensure!(output.status.success(), "`heard demo`: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// What the command line says of `csv`.
fn summary(csv: &str) -> Result<Value> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("all.csv");
    std::fs::write(&file, csv)?;
    let output = Command::new(heard_program()?).arg("summarize").arg(&file).output()?;
    ensure!(output.status.success(), "`heard summarize`: {}", output.status);
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[tokio::test]
async fn it_says_what_the_command_line_says_and_counts_nothing_twice() -> Result<()> {
    let tablet = tablet().await?;
    let csv = demo(3000, 5)?;
    // The same export, sent in twice.
    let files = [("march.csv", csv.clone()), ("again.csv", csv.clone())];
    let told = analyses(
        &tablet,
        &files,
        "
        return { read, met: await analyst.met(), answers: await analyst.ask(all) };",
    )
    .await?;
    let due = summary(&csv)?;
    assert_eq!(told["read"], json!([3000, 0]));
    assert_eq!((&told["met"]["responses"], &told["met"]["repeated"]), (&3000.into(), &3000.into()));
    assert_eq!(told["met"]["training"], due["responses"]["training"]);
    let responses = &told["answers"][0]["responses"];
    for count in ["total", "complete", "partial"] {
        assert_eq!(responses[count], due["responses"][count], "{count}");
    }
    let satisfaction = &told["answers"][1]["distribution"];
    let csat = &due["measures"][0];
    for part in ["n", "value", "low", "high"] {
        assert_eq!(satisfaction["figures"]["csat"][part], csat[part], "{part}");
    }
    let table = read_csv(&csv)?;
    let of_branch = |branch: &str| {
        let rows =
            table.rows.iter().filter(|row| row["branch"] == branch && row["training"] == "false");
        rows.count()
    };
    let branches = told["answers"][2]["counts"].as_array().context("branches")?;
    assert!(branches.len() > 3, "{branches:?}");
    for branch in branches {
        let code = branch[0]["code"].as_str().context("a code")?;
        assert_eq!(branch[1], of_branch(code), "{code}");
    }
    tablet.put_away().await
}

#[tokio::test]
async fn a_file_that_cannot_be_read_leaves_no_trace_and_the_others_count() -> Result<()> {
    let tablet = tablet().await?;
    let (good, bad) = (demo(400, 1)?, demo(400, 2)?);
    let wrong =
        bad.replacen(",complete,", ",finished,", 300).replacen(",finished,", ",complete,", 299);
    let cut = bad.get(..bad.len() / 2).context("half")?.trim_end_matches(',').to_owned();
    let files = [
        ("wrong.csv", wrong),
        ("good.csv", good.clone()),
        ("cut.csv", cut),
        ("empty.csv", String::new()),
        ("other.csv", "a,b\r\n1,2\r\n".to_owned()),
        ("good, too.csv", bad.clone()),
    ];
    let told = analyses(
        &tablet,
        &files,
        "
        return { read, met: await analyst.met(), answers: await analyst.ask(all) };",
    )
    .await?;
    let read = told["read"].as_array().context("what was read")?;
    let text = |at: usize| read[at].as_str().unwrap_or_default();
    assert!(text(0).starts_with("wrong.csv: row "), "{}", text(0));
    assert!(text(0).contains("column outcome: ") && text(0).contains("finished"), "{}", text(0));
    assert_eq!((&read[1], &read[5]), (&400.into(), &400.into()), "{read:?}");
    assert!(text(2).starts_with("cut.csv: row "), "{}", text(2));
    assert!(text(3).starts_with("empty.csv: "), "{}", text(3));
    assert!(text(4).starts_with("other.csv"), "{}", text(4));
    assert_eq!((&told["met"]["responses"], &told["met"]["repeated"]), (&800.into(), &0.into()));
    let due = [summary(&good)?, summary(&bad)?];
    let total: u64 = due.iter().filter_map(|it| it["responses"]["total"].as_u64()).sum();
    assert_eq!(told["answers"][0]["responses"]["total"], total);
    tablet.put_away().await
}

#[tokio::test]
async fn a_dead_worker_is_replaced_and_knows_what_the_first_one_knew() -> Result<()> {
    let tablet = tablet().await?;
    let files = [("one.csv", demo(300, 1)?), ("two.csv", demo(300, 2)?)];
    let told = analyses(
        &tablet,
        &files,
        "
        const before = await analyst.ask(all);
        globalThis.Worker = class extends Real {
            constructor(...about) { super(...about); workers.push(this); }
        };
        const waiting = analyst.ask(all);
        lose();
        const after = await waiting;
        lose();
        lose();
        const last = await analyst.ask(all);
        return { before, after, last, states, workers: workers.length };",
    )
    .await?;
    assert_eq!(told["before"][0]["responses"]["total"].as_u64().map(|it| it > 500), Some(true));
    assert_eq!(told["before"], told["after"]);
    assert_eq!(told["before"], told["last"]);
    assert_eq!(told["workers"], 4);
    assert!(told["states"].as_array().is_some_and(|it| it.contains(&"restarted".into())), "{told}");
    tablet.put_away().await
}

#[tokio::test]
async fn of_questions_of_one_topic_only_the_newest_waits() -> Result<()> {
    let tablet = tablet().await?;
    let told = analyses(&tablet, &[("one.csv", demo(300, 1)?)], "
        const asked = [1, 2, 3].map(() => analyst.ask(all, 'dashboard'));
        const others = analyst.ask(all, 'comments');
        const outcomes = await Promise.allSettled([...asked, others]);
        const again = await analyst.ask(all, 'dashboard');
        return outcomes.map(({ value, reason }) =>
            value ? JSON.stringify(value) === JSON.stringify(again) : reason instanceof Superseded && 'superseded');").await?;
    assert_eq!(told, json!([true, "superseded", true, true]));
    tablet.put_away().await
}

/// Has the analyst read what lies on the tablet with the keys that `keys` makes of those
/// of the tablet, which `unlock.js` opens; then does as `script` says.
async fn reads_the_tablet(tablet: &Tablet, keys: &str, script: &str) -> Result<Value> {
    let unlock = include_str!("../src/unlock.js");
    tablet.browser.run(unlock, &[DEMO_PASSPHRASE.into()]).await?;
    let begin = format!("const told = await analyst.open(({keys})(globalThis.unlocked));");
    analyses(tablet, &[], &format!("{begin} {script}")).await
}

const ALL: &str = "return { told, met: await analyst.met(), answers: await analyst.ask(all) };";

/// What the export says of the same.
fn agrees(told: &Value, table: &Table) -> Result<()> {
    let rows = || table.rows.iter().filter(|row| row["training"] == "false");
    assert_eq!(told["met"]["responses"], table.rows.len());
    assert_eq!(told["answers"][0]["responses"]["total"], rows().count());
    let satisfaction = told["answers"][1]["distribution"]["counts"].as_array().context("counts")?;
    for [code, count] in satisfaction.iter().map(|it| [&it[0], &it[1]]) {
        let code = code.as_str().context("a code")?;
        let gave = |row: &&BTreeMap<String, String>| {
            row.get("satisfaction").is_some_and(|answer| answer == code)
        };
        assert_eq!(*count, rows().filter(gave).count(), "{code}");
    }
    Ok(())
}

#[tokio::test]
async fn it_reads_journal_and_archive_with_the_keys_that_unlocking_gives() -> Result<()> {
    let tablet = Tablet::served_by(Server::start_demo().await?, Kind::Usual).await?;
    tablet.start().await?;
    tablet.customer().is_content(5).await?;
    let staff = tablet.staff();
    staff.opens_with(DEMO_PASSPHRASE).await?;
    let table = staff.exports_raw().await?;
    assert!(table.rows.len() > 1000, "{}", table.rows.len());
    let journal = tablet.browser.stored("journal").await?.len();
    assert_eq!(journal, 1, "today's own, beside the segments");

    let told = reads_the_tablet(&tablet, "(keys) => keys", ALL).await?;
    assert_eq!(told["told"], json!({"new": table.rows.len(), "closed": []}));
    agrees(&told, &table)?;

    // With other keys nothing is read, and everything is named.
    let told = reads_the_tablet(&tablet, "() => ({})", ALL).await?;
    assert_eq!(told["told"]["new"], 0);
    let closed = told["told"]["closed"].as_array().context("what stays closed")?;
    let count: u64 = closed.iter().filter_map(|it| it["count"].as_u64()).sum();
    assert_eq!(count, table.rows.len() as u64);
    assert_eq!(closed.len(), journal + tablet.browser.stored("segments").await?.len());

    // A worker that dies is given the keys again.
    let lost = "const before = await analyst.ask(all); lose();
        return { before, after: await analyst.ask(all) };";
    let told = reads_the_tablet(&tablet, "(keys) => keys", lost).await?;
    assert_eq!(told["before"], told["after"]);
    tablet.put_away().await
}

#[tokio::test]
async fn what_is_damaged_on_the_tablet_is_named_and_the_rest_counts() -> Result<()> {
    let tablet = Tablet::served_by(Server::start_demo().await?, Kind::Usual).await?;
    tablet.start().await?;
    let staff = tablet.staff();
    staff.opens_with(DEMO_PASSPHRASE).await?;
    let whole = staff.exports_raw().await?;
    let segments = tablet.browser.stored("segments").await?;
    let catalog = tablet.browser.stored("catalog").await?;
    let (key, text) = segments.iter().next().context("a segment")?;
    let text = text.as_str().context("a text")?;
    tablet
        .browser
        .stores("segments", key, &text.replacen("\"tag\":\"", "\"tag\":\"A", 1).into())
        .await?;

    let told = reads_the_tablet(&tablet, "(keys) => keys", ALL).await?;
    let listed = &catalog[key];
    let lost = listed["count"].as_u64().context("a count")?;
    assert_eq!(told["told"]["new"], whole.rows.len() as u64 - lost);
    let closed = told["told"]["closed"].as_array().context("what stays closed")?;
    assert_eq!(closed.len(), 1, "{closed:?}");
    assert_eq!(closed[0]["count"], lost);
    let name = closed[0]["name"].as_str().context("a name")?;
    assert!(name.starts_with(listed["day"].as_str().context("a day")?), "{name}");
    tablet.put_away().await
}
