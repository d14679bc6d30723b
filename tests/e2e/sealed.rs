//! Who can open what customers said, and that nobody else can.

use anyhow::{Context as _, Result, anyhow};
use fastrand::Rng;
use heard_tests::{
    Ability, Form, HeadOffice, Interview, Kind, PASSPHRASE, Provision, RECOVERY_KEY, Saved, Site,
    Staff, Tablet, is_missing, wait_for,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SEED: u64 = 4;

/// The keys to which a stored response is sealed.
fn sealed_to(stored: &Value) -> Result<Vec<String>> {
    let jwe: Value = serde_json::from_str(stored["text"].as_str().context("not a text")?)?;
    let recipients = jwe["recipients"].as_array().context("not sealed")?;
    Ok(recipients.iter().map(|it| it["header"]["kid"].to_string()).collect())
}

/// Comes to the console with `secret`, and to its settings.
async fn comes_to_the_settings(staff: Staff<'_>, secret: &str) -> Result<()> {
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.tries(secret).await?;
    staff.is_on("today").await?;
    staff.goes_to("page-settings").await?;
    staff.unfolds("keys").await
}

#[tokio::test]
async fn a_passphrase_is_changed_and_nothing_is_sealed_anew() -> Result<()> {
    const NEW: &str = "copper window early train";
    let tablet = Tablet::ready().await?;
    tablet.customer().is_content(5).await?;
    let before = tablet.browser.stored("journal").await?;
    let staff = tablet.staff();
    comes_to_the_settings(staff, PASSPHRASE).await?;
    let change = async |current: &str| {
        staff.fills_in("current", current).await?;
        staff.fills_in("passphrase", NEW).await?;
        staff.fills_in("passphrase-again", NEW).await?;
        staff.presses("change-passphrase").await
    };
    change("lantern river maple sand").await?;
    staff.is_told("passphrase-wrong").await?;
    change(PASSPHRASE).await?;
    staff.is_told("passphrase-changed").await?;
    assert_eq!(tablet.browser.stored("journal").await?, before);

    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_told("passphrase-wrong").await?;
    // As an input method for Chinese may write it.
    staff.tries("ｃｏｐｐｅｒ　ｗｉｎｄｏｗ　ｅａｒｌｙ　ｔｒａｉｎ").await?;
    staff.is_on("today").await?;
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5"]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_new_recovery_key_takes_the_place_of_the_old_one() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let staff = tablet.staff();
    comes_to_the_settings(staff, RECOVERY_KEY).await?;
    staff.fills_in("current", RECOVERY_KEY).await?;
    staff.presses("new-recovery").await?;
    let new = staff.puts_the_recovery_key_away().await?;
    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.tries(RECOVERY_KEY).await?;
    staff.is_told("passphrase-wrong").await?;
    staff.tries(&new).await?;
    staff.is_on("today").await?;
    tablet.put_away().await
}

#[tokio::test]
async fn after_a_new_key_pair_old_and_new_responses_are_read() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let first = tablet.customer().is_content(5).await?;
    let staff = tablet.staff();
    comes_to_the_settings(staff, PASSPHRASE).await?;
    staff.fills_in("current", PASSPHRASE).await?;
    staff.presses("new-pair").await?;
    staff.is_told("pair-made").await?;
    staff.leaves().await?;
    let second = tablet.customer().is_content(4).await?;

    let stored = tablet.browser.stored("journal").await?;
    assert_ne!(sealed_to(&stored[&first])?, sealed_to(&stored[&second])?);
    staff.opens_the_console().await?;
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5", "4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn head_office_is_a_recipient_where_it_is_named() -> Result<()> {
    // The example of RFC 7517, appendix A.1, with its thumbprint.
    let head_office = json!({
        "kty": "EC",
        "crv": "P-256",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        "kid": "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",
    });
    let provision = Provision::default().with("recipients", json!([head_office]));
    let tablet = Tablet::provisioned(&provision).await?;
    let id = tablet.customer().is_content(4).await?;
    let stored = tablet.browser.stored("journal").await?;
    let names = sealed_to(&stored[&id])?;
    assert_eq!(names.len(), 2, "the branch and head office");
    assert_eq!(names[1], head_office["kid"].to_string());
    let staff = tablet.staff();
    comes_to_the_settings(staff, PASSPHRASE).await?;
    assert!(staff.is_told("recipients").await?.contains("总行"));
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn what_is_damaged_is_named_and_the_rest_is_read() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let flipped = tablet.customer().is_content(4).await?;
    let swapped = tablet.customer().is_content(5).await?;
    let whole = tablet.customer().is_content(4).await?;
    let stored = tablet.browser.stored("journal").await?;
    let mut jwe: Value =
        serde_json::from_str(stored[&flipped]["text"].as_str().context("no text")?)?;
    let mut words = jwe["ciphertext"].as_str().context("no ciphertext")?.to_owned();
    let other = if words.starts_with('A') { "B" } else { "A" };
    words.replace_range(..1, other);
    jwe["ciphertext"] = words.into();
    tablet.browser.stores("journal", &flipped, &json!({"text": jwe.to_string()})).await?;
    // Whole, but not what stands there.
    tablet.browser.stores("journal", &swapped, &stored[&whole]).await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let shown = "return document.querySelector('[data-notice=unreadable]')?.textContent ?? ''";
    let listed = wait_for("both to be named", async || {
        let listed = tablet.browser.run(shown, &[]).await?.to_string();
        Ok((listed.contains(&flipped) && listed.contains(&swapped)).then_some(listed))
    })
    .await?;
    assert!(staff.is_told("unreadable").await?.contains('2'));
    assert!(!listed.contains(&whole), "{listed}");
    assert_eq!(staff.exports_raw().await?.column("id"), [whole]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_key_under_another_keys_name_is_refused_at_set_up() -> Result<()> {
    let false_name = json!([{
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        "kid": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    }]);
    let provision = Provision::default().without("keyring").with("recipients", false_name);
    let site = Site::new(&provision)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.open().await?;
    let staff = tablet.staff();
    staff.is_on("setup").await?;
    staff.sets_the_tablet_up(&Form::EXAMPLE).await?;
    assert!(staff.is_told("save-failed").await?.contains("recipients"));
    tablet.put_away().await
}

#[tokio::test]
async fn a_sealed_bundle_is_taken_without_the_passphrase_and_opened_by_those_it_is_for()
-> Result<()> {
    let office = HeadOffice::new()?;
    let provision = Provision::default().with("recipients", json!([office.public_key()?]));
    let tablet = Tablet::provisioned(&provision).await?;
    let mut draw = Rng::with_seed(SEED);
    for _ in 0..6 {
        Interview::drawn(&mut draw).is_given_by(tablet.customer()).await?;
    }
    let staff = tablet.staff();
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    let bundle = staff.saves_a_bundle().await?;
    assert_eq!(bundle.count, 6);
    let events = tablet.events().await?;
    assert_eq!([&events[0]["what"], &events[0]["detail"]], ["bundled", &*bundle.name]);

    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    let table = staff.exports_raw().await?;
    assert_eq!(office.opens(&bundle)?, table, "with head office's key");
    assert_eq!(office.opens_by_passphrase(&bundle)?, table, "with the branch's passphrase");
    let opened = office.opens_by_jose(&bundle)?;
    let ids: Vec<&str> = opened.iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids, table.column("id"), "by another program");
    assert!(HeadOffice::new()?.opens(&bundle).is_err(), "and by nobody else");
    office.verifies(&bundle)?;
    tablet.put_away().await
}

/// Sealed by `jose`, `jwcrypto` and the command line, in every
/// serialization.
const BY_OTHERS: [&str; 3] = [
    include_str!("../../crates/exchange/tests/fixtures/sealed/jose.json"),
    include_str!("../../crates/exchange/tests/fixtures/sealed/jwcrypto.json"),
    include_str!("../../crates/exchange/tests/fixtures/sealed/native.json"),
];

#[tokio::test]
async fn what_others_sealed_is_opened_by_each_of_its_keys() -> Result<()> {
    let tablet = Tablet::ready().await?;
    tablet.settles().await?;
    let open = "
        const { keys, sealed } = JSON.parse(arguments[0]);
        const curve = { name: 'ECDH', namedCurve: 'P-256' };
        const mine = ({ kty, crv, x, y, d }) =>
            crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, curve, false, ['deriveBits']);
        return Promise.all(sealed.flatMap(({ jwe, opens }) => keys.map(async (key) => {
            const [opened] = await heard.open([jwe], { [key.kid]: await mine(key) });
            return [opens.includes(key.kid), opened];
        })))";
    for recorded in BY_OTHERS {
        let fixture: Value = serde_json::from_str(recorded)?;
        let opened = tablet.browser.run(open, &[recorded.into()]).await?;
        let opened: Vec<(bool, Value)> = serde_json::from_value(opened)?;
        let count = fixture["keys"].as_array().context("no keys")?.len();
        let sealed = fixture["sealed"].as_array().context("nothing sealed")?;
        for (index, (fits, opened)) in opened.iter().enumerate() {
            let sealed = &sealed[index / count];
            let label = sealed["aad"].as_str().unwrap_or_default();
            let whole = json!([sealed["content"], label]);
            assert_eq!(*fits, *opened == whole, "{}: {opened}", sealed["name"]);
            assert!(*fits || opened.is_string(), "why it stays closed: {opened}");
        }
    }
    tablet.put_away().await
}

/// Gives the page folders of the browser's own to choose from, in the place of the
/// device's: those named in `picks`, one after the other, then none.
const PICKER: &str = "
    globalThis.picks = [];
    globalThis.asked = 0;
    globalThis.showDirectoryPicker = async () => {
        asked += 1;
        const name = picks.shift();
        if (!name) throw new DOMException('nothing was chosen', 'AbortError');
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle(name, { create: true });
    };";

/// The names of the files in such a folder.
const LISTED: &str = "
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(arguments[0], { create: true });
    return Array.fromAsync(folder.keys());";

const READ: &str = "
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(arguments[0]);
    const file = await (await folder.getFileHandle(arguments[1])).getFile();
    return [...new Uint8Array(await file.arrayBuffer())];";

async fn asks<T: DeserializeOwned>(tablet: &Tablet, script: &str, given: &[&str]) -> Result<T> {
    let script = format!("return (async function () {{ {script} }}).apply(null, arguments)");
    let given: Vec<Value> = given.iter().map(|&it| it.into()).collect();
    Ok(serde_json::from_value(tablet.browser.run(&script, &given).await?)?)
}

/// Presses `act` and waits for a bundle in `folder`, which has none before.
async fn puts_a_bundle(tablet: &Tablet, act: &str, folder: &str) -> Result<Saved> {
    assert!(asks::<Vec<String>>(tablet, LISTED, &[folder]).await?.is_empty());
    tablet.staff().presses(act).await?;
    tablet.staff().is_told("bundled").await?;
    let names: Vec<String> = asks(tablet, LISTED, &[folder]).await?;
    let [name] = names.try_into().map_err(|names| anyhow!("in the folder: {names:?}"))?;
    let bytes = asks(tablet, READ, &[folder, &name]).await?;
    Ok(Saved { name, count: 1, bytes })
}

#[tokio::test]
async fn a_folder_is_granted_once_and_takes_every_bundle_from_then_on() -> Result<()> {
    if is_missing(Ability::Folders)? {
        return Ok(());
    }
    let office = HeadOffice::new()?;
    let provision = Provision::default().with("recipients", json!([office.public_key()?]));
    let tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(PICKER).await?;
    tablet.start().await?;
    tablet.settles().await?;
    let id = tablet.customer().is_content(5).await?;
    let (browser, staff) = (&tablet.browser, tablet.staff());
    let offers = async |act: &str| {
        let there = format!("return !!document.querySelector('[data-act={act}]')");
        Ok::<bool, anyhow::Error>(browser.run(&there, &[]).await? == true)
    };
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    staff.presses("save-folder").await?;
    wait_for("the question which folder", async || {
        Ok((browser.run("return asked", &[]).await? == 1).then_some(()))
    })
    .await?;
    assert!(!offers("other-folder").await?, "nothing was chosen");

    browser.run("picks.push('drawer')", &[]).await?;
    let first = puts_a_bundle(&tablet, "save-folder", "drawer").await?;
    assert_eq!(office.opens(&first)?.column("id"), [&*id]);

    // Another visit, with nothing to choose: the folder is still granted.
    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.finds_the_console().await?;
    wait_for("the folder to be known", async || Ok(offers("other-folder").await?.then_some(())))
        .await?;
    let empty = "
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('drawer');
        for await (const name of folder.keys()) await folder.removeEntry(name);
        return true;";
    assert!(asks::<bool>(&tablet, empty, &[]).await?);
    let again = puts_a_bundle(&tablet, "save-folder", "drawer").await?;
    assert_eq!(office.opens(&again)?.column("id"), [&*id]);

    browser.run("picks.push('stick')", &[]).await?;
    let other = puts_a_bundle(&tablet, "other-folder", "stick").await?;
    office.verifies(&other)?;
    let events = tablet.events().await?;
    assert_eq!(events.iter().filter(|it| it["what"] == "bundled").count(), 3);
    tablet.put_away().await
}
