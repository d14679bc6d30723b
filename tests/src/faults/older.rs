//! Databases that earlier versions of the app left, and tabs that still hold
//! them.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::{Glance, Kind, Provision, Site, Tablet, wait_for};

/// What an earlier version left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Three stores, of which `meta` holds sequence and settings, and every
    /// other value is a text.
    ByTheFirst,
    /// Events as well.
    ByTheSecond,
    /// Responses sealed, each beside its day.
    ByTheThird,
    /// Past days archived.
    ByTheFourth,
}

/// Makes a database of an earlier version with this content; keeps it open if so
/// told, as a tab does that has not heard of anything newer.
const MAKE: &str = "
    const [version, content, keep] = arguments;
    return new Promise((done, failed) => {
        const request = indexedDB.open('heard', version);
        request.onerror = () => failed(request.error);
        request.onupgradeneeded = () => {
            for (const [name, records] of Object.entries(content)) {
                const counts = Array.isArray(records);
                const store = request.result.createObjectStore(name, { autoIncrement: counts });
                const byDay = { journal: 3, catalog: 4 };
                if (version >= byDay[name]) store.createIndex('day', 'day');
                for (const [key, value] of Object.entries(records)) {
                    if (counts) store.add(value); else store.put(value, key);
                }
            }
        };
        request.onsuccess = () => {
            if (keep) globalThis.kept = request.result; else request.result.close();
            done(true);
        };
    });";

impl Left {
    /// A tablet on which that version ran, kept open or not; it shows no page of
    /// the app.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub async fn on_a_tablet(self, keep: bool) -> Result<Tablet> {
        let (version, content) = match self {
            Self::ByTheFirst => (1, include_str!("../../fixtures/database-1.json")),
            Self::ByTheSecond => (2, include_str!("../../fixtures/database-2.json")),
            Self::ByTheThird => (3, include_str!("../../fixtures/database-3.json")),
            Self::ByTheFourth => (4, include_str!("../../fixtures/database-4.json")),
        };
        let mut tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
        tablet.looks_aside().await?;
        let content: Value = serde_json::from_str(content)?;
        tablet.browser.run(MAKE, &[version.into(), content, keep.into()]).await?;
        Ok(tablet)
    }
}

/// An older tab holds the database: that is said, and once it is gone the next
/// try succeeds.
///
/// # Errors
/// When it is not said, or anything of the older database is lost.
pub async fn an_older_tab_in_the_way() -> Result<String> {
    let tablet = Left::ByTheFirst.on_a_tablet(true).await?;
    let older = tablet.browser.tab().await?;
    let newer = tablet.browser.open_tab().await?;
    tablet.browser.resize(1280, 800).await?;
    tablet.open().await?;
    let blocked = |now: &Glance| now.notices.contains(&"storage-blocked".to_owned());
    tablet.customer().sees("what is in the way", blocked).await?;

    // The older one goes while the notice stands: nothing breaks, and the next
    // try succeeds.
    tablet.browser.turn_to(older).await?;
    tablet.browser.run("kept.close()", &[]).await?;
    tablet.browser.turn_to(newer).await?;
    let upgraded = "
        return indexedDB.databases()
            .then(all => all.some(it => it.name === 'heard' && it.version === 5))";
    wait_for("the database to be upgraded", async || {
        Ok((tablet.browser.run(upgraded, &[]).await? == true).then_some(()))
    })
    .await?;
    ensure!(blocked(&tablet.customer().looks().await?), "the notice went by itself");
    tablet.customer().presses("retry").await?;
    tablet.customer().finds_the_first_question().await?;
    tablet.customer().is_content(5).await?;
    tablet.staff().opens_the_console().await?;
    let there = tablet.staff().exports_raw().await?.rows.len();
    ensure!(there == 4, "{there} responses, not three and one more");
    tablet.put_away().await?;
    Ok("4 responses".to_owned())
}
