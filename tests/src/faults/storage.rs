//! A storage that breaks while somebody answers, and heals afterwards.

use anyhow::{Result, ensure};
use fastrand::Rng;
use serde_json::json;

use crate::{
    Glance, Interview, Kind, Provision, Site, Step, Tablet, interview::pick, seams, wait_for,
};

/// How it breaks; see [`seams::STORAGE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// Transactions come to nothing.
    Aborts,
    /// Writing throws.
    Throws,
}

/// A storage that breaks before a drawn answer of a drawn interview.
///
/// # Errors
/// When the customer is thanked for what is not on disk, staff are not told, or
/// anything is lost once it has healed.
pub async fn a_storage_that(breaks: Breaks, draw: &mut Rng) -> Result<String> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::STORAGE).await?;
    tablet.start().await?;
    let how = match breaks {
        Breaks::Aborts => "aborts",
        Breaks::Throws => "throws",
    };
    let (interview, at) = interrupted(draw);
    takes(&tablet, &interview.steps[..at]).await?;
    tablet.browser.run("broken = arguments[0]", &[how.into()]).await?;
    answers_all_the_same(&tablet, &interview, at).await?;
    wait_for("another attempt", async || {
        Ok((tablet.browser.run("return refused >= 3", &[]).await? == true).then_some(()))
    })
    .await?;
    ensure!(!tablet.customer().looks().await?.thanked, "thanked for what is not on disk");
    tablet.browser.run("broken = null", &[]).await?;
    heals(tablet, &interview, draw).await?;
    Ok(format!("before step {} of {}", at + 1, interview.steps.len()))
}

/// Fills what is left of the quota with what cannot be compressed.
const FILL: &str = r"
    const database = await new Promise((done, failed) => {
        const request = indexedDB.open('filler', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('bytes', {autoIncrement: true});
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    for (let size = 1 << 20; size >= 16;) {
        const noise = new Uint8Array(size);
        for (let at = 0; at < size; at += 65536) {
            crypto.getRandomValues(noise.subarray(at, Math.min(size, at + 65536)));
        }
        const fits = await new Promise(done => {
            const transaction = database.transaction('bytes', 'readwrite');
            transaction.oncomplete = () => done(true);
            transaction.onabort = () => done(false);
            transaction.objectStore('bytes').put(noise);
        });
        if (!fits) size >>= 2;
    }
    database.close();
";

/// A device that is full before a drawn answer of a drawn interview; the limit
/// is drawn as well.
///
/// # Errors
/// See [`a_storage_that`].
pub async fn a_full_device(draw: &mut Rng) -> Result<String> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    // Before the first write, or the browser does not count.
    let quota = draw.u32((6 << 20)..(10 << 20));
    let limit = json!({"origin": tablet.server.address(), "quotaSize": quota});
    tablet.browser.devtools("Storage.overrideQuotaForOrigin", limit).await?;
    tablet.start().await?;
    tablet.is_ready_for_offline().await?;
    let (interview, at) = interrupted(draw);
    takes(&tablet, &interview.steps[..at]).await?;
    tablet.browser.run(&format!("return (async () => {{ {FILL} }})()"), &[]).await?;
    answers_all_the_same(&tablet, &interview, at).await?;
    let free = "return new Promise(done => {
        const request = indexedDB.deleteDatabase('filler');
        request.onsuccess = () => done(true);
    })";
    tablet.browser.run(free, &[]).await?;
    heals(tablet, &interview, draw).await?;
    Ok(format!("{quota} bytes, full before step {} of {}", at + 1, interview.steps.len()))
}

/// An interview, and which of its steps before the thanks, one that says
/// something, meets a storage that is broken.
fn interrupted(draw: &mut Rng) -> (Interview, usize) {
    let interview = Interview::drawn(draw);
    let says = |step: &Step| matches!(step, Step::Choose(..) | Step::Tick(..) | Step::Write(..));
    let asked = &interview.steps[..thanks_of(&interview)];
    let places: Vec<usize> = (0..asked.len()).filter(|at| says(&asked[*at])).collect();
    let at = pick(draw, &places);
    (interview, at)
}

/// Where the thanks are read first.
fn thanks_of(interview: &Interview) -> usize {
    let steps = &interview.steps;
    steps.iter().position(|step| *step == Step::ReadThanks).unwrap_or(steps.len())
}

async fn takes(tablet: &Tablet, steps: &[Step]) -> Result<()> {
    for step in steps {
        step.is_taken_by(tablet.customer()).await?;
    }
    Ok(())
}

/// From step `at` on nothing can be stored: instead of the thanks there is a
/// notice for staff.
async fn answers_all_the_same(tablet: &Tablet, interview: &Interview, at: usize) -> Result<()> {
    takes(tablet, &interview.steps[at..thanks_of(interview)]).await?;
    let failing = |now: &Glance| {
        now.screen == "thanks" && now.notices.contains(&"storage-failing".to_owned())
    };
    let glance = tablet.customer().sees("the notice for staff", failing).await?;
    ensure!(!glance.thanked, "thanked for what is not on disk");
    if interview.locale == "en" {
        let text = tablet.customer().reads().await?;
        ensure!(text.contains("this tablet cannot save"), "not in English: {text}");
    }
    Ok(())
}

/// What was said is stored, and so is what the next one says; nothing else.
async fn heals(tablet: Tablet, interview: &Interview, draw: &mut Rng) -> Result<()> {
    let customer = tablet.customer();
    let id = customer.reads_thanks().await?;
    let glance = customer.looks().await?;
    ensure!(!glance.notices.contains(&"storage-failing".to_owned()), "it stays: {glance:?}");
    takes(&tablet, &interview.steps[thanks_of(interview)..]).await?;
    let next = Interview::drawn(draw);
    let next_id = next.is_given_by(customer).await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    ensure!(table.column("id") == [id, next_id], "others are there: {:?}", table.column("id"));
    ensure!(table.column("sequence") == ["1", "2"], "a number was lost on the way");
    for (row, interview) in table.rows.iter().zip([interview, &next]) {
        for (question, cell) in interview.answers() {
            ensure!(row.get(&question) == Some(&cell), "{question} is not {cell}: {row:?}");
        }
    }
    tablet.put_away().await
}
