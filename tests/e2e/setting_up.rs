//! Setting a tablet up with as little typing as possible, and what can be set.

use std::fs;

use anyhow::{Context as _, Result};
use heard_tests::{Key, Kind, PASSPHRASE, Provision, Site, Staff, Tablet, wait_for};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A new tablet whose form is open.
async fn unset() -> Result<Tablet> {
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.open().await?;
    tablet.staff().is_on("setup").await?;
    Ok(tablet)
}

/// A new tablet, opened by a link with this set-up.
async fn linked(setup: &str) -> Result<Tablet> {
    let mut tablet = Tablet::unopened(Site::unprovisioned()?, Kind::Usual).await?;
    tablet.browser.expect_complaints("provision.json");
    tablet.browser.open(&format!("{}#setup={setup}", tablet.server.address())).await?;
    tablet.staff().is_on("setup").await?;
    Ok(tablet)
}

/// Everything but the passphrase.
fn prepared() -> Value {
    json!({
        "bank": "海棠银行",
        "branch": {"code": "B002", "name": "城西支行"},
        "locales": ["en", "zh-CN"],
        "zone": "Asia/Shanghai",
        "questionnaire": "lobby",
        "hours": ["00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00", "00:00-24:00"],
        "elder": {"idle": 180},
        "tellers": [{"code": "101", "name": "王芳"}, {"code": "102", "name": "李强"}],
    })
}

/// As it stands in an address: base64url of UTF-8, by the browser.
async fn in_an_address(tablet: &Tablet, json: &str) -> Result<String> {
    let encode = "
        const bytes = String.fromCharCode(...new TextEncoder().encode(arguments[0]));
        return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')";
    let text = tablet.browser.run(encode, &[json.into()]).await?;
    Ok(text.as_str().context("no text")?.to_owned())
}

/// What an address says.
async fn from_an_address(tablet: &Tablet, link: &str) -> Result<Value> {
    let (_, data) = link.split_once("#setup=").context("no set-up in it")?;
    let decode = "
        const bytes = atob(arguments[0].replaceAll('-', '+').replaceAll('_', '/'));
        return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, it => it.charCodeAt())))";
    tablet.browser.run(decode, &[data.into()]).await
}

/// Types the passphrase and finishes set-up.
async fn finishes(staff: Staff<'_>) -> Result<()> {
    staff.fills_in("passphrase", PASSPHRASE).await?;
    staff.fills_in("passphrase-again", PASSPHRASE).await?;
    staff.presses("save").await?;
    staff.puts_the_recovery_key_away().await.map(drop)
}

/// What the tablet has stored as its settings.
async fn settings(tablet: &Tablet) -> Result<Value> {
    let meta = tablet.browser.stored("meta").await?;
    Ok(serde_json::from_str(meta["settings"].as_str().context("no settings")?)?)
}

#[tokio::test]
async fn a_set_up_file_leaves_only_the_passphrase_to_type() -> Result<()> {
    let tablet = unset().await?;
    let staff = tablet.staff();
    let folder = TempDir::new()?;
    let file = folder.path().join("heard-setup-B002.json");
    fs::write(&file, prepared().to_string())?;
    staff.loads("setup-file", &file).await?;
    assert!(staff.is_told("setup-loaded").await?.contains("heard-setup-B002.json"));
    assert_eq!(staff.reads_field("branch-name").await?, "城西支行");
    assert_eq!(staff.reads_field("tellers").await?, "101 王芳\n102 李强");
    assert_eq!(staff.reads_field("elder-idle").await?, "180");

    finishes(staff).await?;
    tablet.customer().finds_the_first_question().await?;
    let kept = settings(&tablet).await?;
    for field in ["branch", "locales", "questionnaire", "hours", "tellers"] {
        assert_eq!(kept[field], prepared()[field], "{field}");
    }
    assert_eq!(kept["elder"], json!({"idle": 180, "warning": 30, "closing": 40}));
    tablet.put_away().await
}

#[tokio::test]
async fn a_damaged_set_up_file_is_named_and_changes_nothing() -> Result<()> {
    let tablet = unset().await?;
    let staff = tablet.staff();
    let folder = TempDir::new()?;
    for (content, named) in [
        (r#"{"bank": "Begonia", "retention_days": "long"}"#, "retention_days"),
        (r#"{"bank": "Begonia", "elder": {"idle": 5}}"#, "idle"),
        (r#"{"bank": "Begonia", "colour": "red"}"#, "colour"),
        (r#"{"bank": "Begonia""#, "JSON"),
    ] {
        let file = folder.path().join("setup.json");
        fs::write(&file, content)?;
        staff.loads("setup-file", &file).await?;
        wait_for(named, async || {
            Ok(staff.is_told("setup-broken").await?.contains(named).then_some(()))
        })
        .await?;
        assert_eq!(staff.reads_field("bank").await?, "", "{content}");
    }
    tablet.put_away().await
}

#[tokio::test]
async fn a_set_up_link_fills_the_form_and_is_gone_from_the_address() -> Result<()> {
    let other = unset().await?;
    let setup = in_an_address(&other, &prepared().to_string()).await?;
    other.put_away().await?;
    let tablet = linked(&setup).await?;
    let staff = tablet.staff();
    staff.is_told("setup-link").await?;
    assert_eq!(staff.reads_field("bank").await?, "海棠银行");
    assert_eq!(tablet.browser.run("return location.hash", &[]).await?, "");

    finishes(staff).await?;
    tablet.customer().finds_the_first_question().await?;
    assert!(tablet.customer().reads().await?.contains("海棠银行"));
    staff.opens_the_console().await?;
    tablet.put_away().await
}

#[tokio::test]
async fn a_damaged_set_up_link_is_named_and_nothing_of_it_is_used() -> Result<()> {
    let tablet = unset().await?;
    let staff = tablet.staff();
    let secret = json!({"bank": "Begonia", "keyring": heard_tests::keyring()}).to_string();
    let unknown = json!({"bank": "Begonia", "colour": "red"}).to_string();
    let whole = in_an_address(&tablet, &prepared().to_string()).await?;
    for (setup, named) in [
        ("!!!".to_owned(), "base64url"),
        (whole[..whole.len() / 2].to_owned(), "JSON"),
        (in_an_address(&tablet, &unknown).await?, "colour"),
        (in_an_address(&tablet, &secret).await?, "keyring"),
    ] {
        let go = "location.hash = `setup=${arguments[0]}`";
        tablet.browser.run(go, &[setup.into()]).await?;
        wait_for(named, async || {
            Ok(staff.is_told("setup-link-broken").await?.contains(named).then_some(()))
        })
        .await?;
        assert_eq!(staff.reads_field("bank").await?, "", "{named}");
        assert_eq!(tablet.browser.run("return location.hash", &[]).await?, "");
    }
    tablet.put_away().await
}

#[tokio::test]
async fn a_tablet_that_is_set_up_ignores_a_set_up_link() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let before = settings(&tablet).await?;
    let setup = in_an_address(&tablet, &prepared().to_string()).await?;
    tablet.browser.open("about:blank").await?;
    tablet.browser.open(&format!("{}#setup={setup}", tablet.server.address())).await?;
    tablet.customer().finds_the_first_question().await?;
    assert_eq!(settings(&tablet).await?, before);
    tablet.put_away().await
}

#[tokio::test]
async fn one_tablet_hands_its_set_up_to_the_next_without_secrets() -> Result<()> {
    let provision =
        Provision::default().with("tellers", prepared()["tellers"].clone()).with("cooldown", 7);
    let tablet = Tablet::provisioned(&provision).await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.goes_to("page-settings").await?;
    staff.unfolds("handing").await?;

    let link = staff.reads_field("setup-link").await?;
    assert!(link.starts_with(&tablet.server.address()), "{link}");
    let handed = from_an_address(&tablet, &link).await?;
    assert!(handed.get("counter").is_none(), "each tablet has a counter of its own");
    staff.ticks("without-counter").await?;
    let link = wait_for("the counter in the link", async || {
        let link = staff.reads_field("setup-link").await?;
        let with_counter = from_an_address(&tablet, &link).await?.get("counter").is_some();
        Ok(with_counter.then_some(link))
    })
    .await?;
    let drawn = "return document.querySelector('svg.qr path').getAttribute('d').length > 1000";
    assert_eq!(tablet.browser.run(drawn, &[]).await?, true, "no code is drawn");

    staff.presses("download-setup").await?;
    let path = tablet.browser.profile().downloads().join("heard-setup-B001.json");
    let file = wait_for("the file", async || Ok(fs::read_to_string(&path).ok())).await?;
    let file: Value = serde_json::from_str(&file)?;
    let linked_too = from_an_address(&tablet, &link).await?;
    assert_eq!(file, linked_too);
    assert_eq!([&file["cooldown"], &file["counter"]["code"]], [&json!(7), &json!("3")]);
    for secret in ["passphrase", "keyring", "pin", "salt", "hash", "device", "training"] {
        assert!(!file.to_string().contains(&format!("{secret:?}")), "{secret} is handed on");
    }
    let (_, setup) = link.split_once("#setup=").context("no set-up")?;
    let setup = setup.to_owned();
    tablet.put_away().await?;

    let next = linked(&setup).await?;
    next.staff().is_told("setup-link").await?;
    finishes(next.staff()).await?;
    next.customer().finds_the_first_question().await?;
    assert!(next.customer().reads().await?.contains("3号窗口"));
    next.put_away().await
}

#[tokio::test]
async fn what_is_wrong_in_a_folded_part_is_named_with_its_line() -> Result<()> {
    let tablet = unset().await?;
    let staff = tablet.staff();
    staff.unfolds("hours").await?;
    staff.ticks("hours-always").await?;
    staff.fills_in("hours-tuesday", "9-5").await?;
    staff.unfolds("hours").await?;
    staff.unfolds("visits").await?;
    staff.fills_in("tellers", "101 王芳\n102").await?;
    staff.fills_in("embedders", "https://queue.bank.example\nhttp://queue.bank.example").await?;
    staff.fills_in("pin", "1234").await?;
    staff.fills_in("pin-again", "1234").await?;
    staff.presses("save").await?;
    let told = staff.is_told("form-errors").await?;
    for named in ["星期二", "柜员第 2 行", "网页第 2 行", "密码太容易猜到"] {
        assert!(told.contains(named), "{named} is not in: {told}");
    }
    let seen = "return document.querySelector('[data-error=hours-tuesday]').checkVisibility()";
    assert_eq!(tablet.browser.run(seen, &[]).await?, true, "it stays folded away");
    tablet.put_away().await
}

#[tokio::test]
async fn a_pin_is_set_changed_and_removed_in_the_settings() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    staff.goes_to("page-settings").await?;
    let changes = async |pin: &str| {
        staff.fills_in("pin", pin).await?;
        staff.fills_in("pin-again", pin).await?;
        staff.presses("save").await?;
        staff.is_told("changes").await?;
        staff.presses("confirm").await?;
        staff.is_told("saved").await?;
        anyhow::Ok(settings(&tablet).await?["pin"].clone())
    };
    let first = changes("2580").await?;
    assert!(first["hash"].is_string() && !first.to_string().contains("2580"), "{first}");
    let second = changes("90417").await?;
    assert!(second["hash"].is_string() && second["hash"] != first["hash"]);

    // From here on nobody comes to the console without it.
    staff.leaves().await?;
    staff.presses("staff").await?;
    staff.gives_the_pin("90417").await?;
    staff.finds_the_console().await?;
    staff.tries(PASSPHRASE).await?;
    staff.is_on("today").await?;
    staff.goes_to("page-settings").await?;
    staff.ticks("pin-remove").await?;
    staff.presses("save").await?;
    staff.is_told("changes").await?;
    staff.presses("confirm").await?;
    staff.is_told("saved").await?;
    assert_eq!(settings(&tablet).await?["pin"], Value::Null);
    staff.leaves().await?;
    staff.opens_the_console().await?;
    tablet.put_away().await
}

#[tokio::test]
async fn a_bank_card_is_matched_by_the_keyboard() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (staff, browser) = (tablet.staff(), &tablet.browser);
    staff.opens_the_console().await?;
    staff.goes_to("page-settings").await?;
    staff.unfolds("card").await?;
    staff.presses("measure").await?;
    let is_drawn = async |width: &str| {
        wait_for(&format!("a card of {width} pixels"), async || {
            let drawn = "return document.querySelector('svg.bank-card').getAttribute('width')";
            Ok((browser.run(drawn, &[]).await? == *width).then_some(()))
        })
        .await
    };
    is_drawn("324").await?;
    browser.run("document.querySelector('[data-field=card]').focus()", &[]).await?;
    browser.keys(&[Key::Right, Key::Right, Key::Left]).await?;
    is_drawn("325").await?;
    browser.keys(&[Key::End]).await?;
    let scale = "return document.querySelector('[data-value=elder-scale]').innerText";
    wait_for("elder mode drawn larger", async || {
        let told = browser.run(scale, &[]).await?;
        // 1184 of 1280 CSS pixels: 13.83 a millimetre, for 6.286 of the usual.
        Ok(told.as_str().unwrap_or_default().contains("2.2").then_some(()))
    })
    .await?;
    staff.presses("save").await?;
    let changed =
        "return [...document.querySelectorAll('[data-change]')].map(it => it.dataset.change)";
    wait_for("the review", async || {
        Ok((browser.run(changed, &[]).await? == json!(["card"])).then_some(()))
    })
    .await?;
    staff.presses("confirm").await?;
    staff.is_told("saved").await?;
    assert_eq!(settings(&tablet).await?["card"], 1184);
    tablet.put_away().await
}

#[tokio::test]
async fn on_a_telephone_the_bank_card_stands_and_is_seen_whole() -> Result<()> {
    let tablet = unset().await?;
    tablet.browser.resize(360, 740).await?;
    tablet.staff().unfolds("card").await?;
    tablet.staff().presses("measure").await?;
    tablet.browser.run("document.querySelector('[data-field=card]').focus()", &[]).await?;
    tablet.browser.keys(&[Key::End]).await?;
    let seen = "
        const box = document.querySelector('svg.bank-card').getBoundingClientRect();
        const bench = document.querySelector('.bench').getBoundingClientRect();
        const proportion = box.height / box.width;
        return [Math.round(box.height), box.left >= bench.left && box.right <= bench.right,
            Math.abs(proportion - 85.6 / 53.98) < 0.01]";
    // As long as a card is on a telephone of 360 CSS pixels across 65 mm.
    wait_for("the whole card, and large enough", async || {
        let [height, whole, in_proportion] =
            serde_json::from_value::<[Value; 3]>(tablet.browser.run(seen, &[]).await?)?;
        let large = height.as_f64().is_some_and(|height| height >= 474.0);
        Ok((large && whole == true && in_proportion == true).then_some(()))
    })
    .await?;
    tablet.put_away().await
}
