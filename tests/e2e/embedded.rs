//! A kiosk in another page, which says what a visit is about.

use anyhow::Result;
use heard_tests::{Ability, Glance, Kind, Provision, Server, Site, Tablet, is_missing, wait_for};
use serde_json::{Value, json};

/// Fills its window with what it embeds, and keeps what it is answered.
const AROUND: &str = "<!doctype html>
    <style>body { margin: 0 } iframe { width: 100%; height: 100vh; border: 0 }</style>
    <iframe></iframe>
    <script>
      var answers = [];
      onmessage = event => { if (event.data.heard === 'visit') answers.push(event.data); };
    </script>";

const EMBED: &str = "
    const frame = document.querySelector('iframe');
    return new Promise(done => { frame.onload = () => done(true); frame.src = arguments[0]; })";

const TELL: &str = "document.querySelector('iframe').contentWindow.postMessage(arguments[0], '*')";

/// Tells the kiosk in the frame something and waits for its answer.
async fn is_answered(tablet: &Tablet, told: Value) -> Result<Value> {
    tablet.browser.looks_up().await?;
    tablet.browser.run("answers.length = 0", &[]).await?;
    tablet.browser.run(TELL, &[told]).await?;
    let answer = wait_for("an answer", async || {
        let answer = tablet.browser.run("return answers[0] ?? null", &[]).await?;
        Ok((!answer.is_null()).then_some(answer))
    })
    .await?;
    tablet.browser.looks_into("iframe").await?;
    Ok(answer)
}

fn provision(embedder: &str) -> Provision {
    Provision::default()
        .with("tellers", json!([{"code": "T1", "name": "王芳"}]))
        .with("businesses", json!([{"code": "loan", "name": "个人贷款"}]))
        .with("embedders", json!([embedder]))
}

#[tokio::test]
async fn a_page_of_the_bank_says_what_a_visit_is_about() -> Result<()> {
    let around = Server::start(Site::of_one_page(AROUND)?).await?;
    let origin = around.address().trim_end_matches('/').to_owned();
    let kiosk = Server::start_for(Site::new(&provision(&origin))?, &origin).await?;
    let mut tablet = Tablet::served_by(kiosk, Kind::Usual).await?;
    tablet.browser.expect_complaints("favicon");
    // The page around this one keeps the screen for itself.
    tablet.browser.expect_complaints("screen-wake-lock");
    let customer = tablet.customer();
    let place = "return document.querySelector('.place').textContent";
    // The second time the page comes from the service worker.
    for time in 1..=2 {
        tablet.browser.open(&around.address()).await?;
        tablet.browser.run(EMBED, &[tablet.server.address().into()]).await?;
        tablet.browser.looks_into("iframe").await?;
        customer.finds_the_first_question().await?;
        tablet.is_ready_for_offline().await?;
        let visit = json!({"heard": "visit", "teller": "T1", "business": "loan", "ticket": "A7"});
        let taken = json!({"heard": "visit", "refused": null});
        assert_eq!(is_answered(&tablet, visit).await?, taken, "time {time}");
        assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口 王芳 个人贷款");
        customer.rates(5).await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
        assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口 王芳");
    }

    let unknown = json!({"heard": "visit", "teller": "T1", "business": "gold", "ticket": "A8"});
    let refused = json!({"heard": "visit", "refused": "business"});
    assert_eq!(is_answered(&tablet, unknown).await?, refused);
    let told = |now: &Glance| now.notices.contains(&"visit-refused".to_owned());
    customer.sees("what is on no list", told).await?;
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    // As a tab of its own, with all of it in hand.
    if is_missing(Ability::EmbeddedStorage)? {
        return tablet.put_away().await;
    }
    tablet.start().await?;
    tablet.staff().opens_the_console().await?;
    let table = tablet.staff().exports_raw().await?;
    assert_eq!(table.column("business"), ["loan", "loan", ""]);
    assert_eq!(table.column("ticket"), ["A7", "A7", ""], "refused whole");
    tablet.put_away().await
}

#[tokio::test]
async fn a_page_of_somebody_else_is_not_listened_to() -> Result<()> {
    let around = Server::start(Site::of_one_page(AROUND)?).await?;
    let origin = around.address().trim_end_matches('/').to_owned();
    // It may embed the kiosk, but stands in none of the tablet's lists.
    let somebody = provision("https://counter.example.com");
    let kiosk = Server::start_for(Site::new(&somebody)?, &origin).await?;
    let mut tablet = Tablet::served_by(kiosk, Kind::Usual).await?;
    tablet.browser.expect_complaints("favicon");
    // The page around this one keeps the screen for itself.
    tablet.browser.expect_complaints("screen-wake-lock");
    let customer = tablet.customer();
    tablet.browser.open(&around.address()).await?;
    tablet.browser.run(EMBED, &[tablet.server.address().into()]).await?;
    let visit = json!({"heard": "visit", "business": "loan", "ticket": "A7"});
    tablet.browser.looks_into("iframe").await?;
    customer.finds_the_first_question().await?;
    // What the kiosk has heard after it, it has heard, too.
    customer.meanwhile("onmessage = event => { globalThis.heardLast = event.data; }").await?;
    tablet.browser.looks_up().await?;
    tablet.browser.run(TELL, std::slice::from_ref(&visit)).await?;
    tablet.browser.looks_into("iframe").await?;
    wait_for("the message", async || {
        Ok((customer.meanwhile("return globalThis.heardLast ?? null").await? == visit)
            .then_some(()))
    })
    .await?;
    let place = "return document.querySelector('.place').textContent";
    assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口");
    tablet.browser.looks_up().await?;
    assert_eq!(tablet.browser.run("return answers.length", &[]).await?, 0, "nor answered");
    tablet.put_away().await
}
