//! The next person meets nothing of the one before.

use anyhow::Result;
use heard_tests::{Glance, Kind, Provision, Site, Tablet, wait_for};

use crate::{seams, tour};

#[tokio::test]
async fn nothing_of_the_last_person_is_left() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let last = tablet.customer();
    last.switches_language("en").await?;
    // The first touch puts the page once more on the way, and nothing else does.
    let visited = last.meanwhile("return history.length").await?;
    last.rates(1).await?;
    last.ticks("reasons", &["wait", "privacy"]).await?;
    last.answers("contact", "true").await?;
    last.writes("contact_phone", "13800138000").await?;
    last.reads_thanks().await?;
    last.presses("more").await?;
    for question in &tour::INVITED[..6] {
        last.skips(question).await?;
    }
    last.ticks("praise", &["care"]).await?;
    last.writes("comment", "my card was swallowed").await?;
    last.reads_thanks().await?;
    last.leaves().await?;

    let next = tablet.customer();
    let glance = next.looks().await?;
    assert_eq!(glance.locale, "zh-CN", "the language is back to the first");
    assert_eq!(next.meanwhile("return history.length").await?, visited, "a way back into it");
    let left = next
        .meanwhile(
            "const focused = document.activeElement;
             return [focused === document.body || focused.dataset.choice === undefined,
                     localStorage.length, sessionStorage.length,
                     document.documentElement.outerHTML]",
        )
        .await?;
    assert_eq!(left[0], true, "a choice has the focus");
    assert_eq!((&left[1], &left[2]), (&0.into(), &0.into()), "something lies in web storage");
    let page = left[3].as_str().unwrap_or_default();
    assert!(!page.contains("13800138000") && !page.contains("swallowed"));

    next.rates(1).await?;
    let asked = |name: &'static str| move |now: &Glance| now.question.as_deref() == Some(name);
    assert!(next.sees("the reasons", asked("reasons")).await?.chosen.is_empty());
    next.skips("reasons").await?;
    assert!(next.sees("the contact question", asked("contact")).await?.chosen.is_empty());
    next.answers("contact", "true").await?;
    next.sees("the telephone number", asked("contact_phone")).await?;
    let number = next.meanwhile("return document.querySelector('[data-question] input').value");
    assert_eq!(number.await?, "");
    tablet.put_away().await
}

#[tokio::test]
async fn a_complete_interview_returns_to_the_start_by_itself() -> Result<()> {
    let tablet = Tablet::unopened(Site::new(&Provision::default())?, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CLOCK).await?;
    tablet.start().await?;
    let customer = tablet.customer();

    // On the thanks, and on a question that need not be answered.
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.meanwhile("later(15_000)").await?;
    customer.reads_thanks().await?;
    customer.meanwhile("later(6_000)").await?;
    customer.finds_the_first_question().await?;

    customer.rates(1).await?;
    customer.sees("the reasons", |now| now.question.as_deref() == Some("reasons")).await?;
    customer.answers("reasons", "wait").await?;
    customer.meanwhile("later(21_000)").await?;
    customer.finds_the_first_question().await?;
    tablet.put_away().await
}

/// Two questions that must be answered: between them nobody has finished.
const TWO_REQUIRED: &str = r#"{
    "title": "Two",
    "heard": {"name": "two", "version": "1", "roles": {"csat": "first"}, "invitation": []},
    "pages": [{"name": "page", "elements": [
        {"type": "rating", "name": "first", "title": "First", "isRequired": true,
         "rateType": "smileys", "rateMin": 1, "rateMax": 5},
        {"type": "rating", "name": "second", "title": "Second", "isRequired": true,
         "rateMin": 0, "rateMax": 10}
    ]}]
}"#;

/// A tablet that asks them, on which time can pass.
async fn asking_two() -> Result<Tablet> {
    let site = Site::new(&Provision::default())?;
    site.write("questionnaires/counter.json", TWO_REQUIRED)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.browser.run_in_new_pages(seams::CLOCK).await?;
    tablet.start().await?;
    Ok(tablet)
}

#[tokio::test]
async fn an_open_interview_is_asked_after_and_then_kept_as_partial() -> Result<()> {
    let tablet = asking_two().await?;
    let customer = tablet.customer();

    customer.rates(4).await?;
    customer.sees("the second question", |now| now.question.as_deref() == Some("second")).await?;
    customer.meanwhile("later(61_000)").await?;
    customer.presses("stay").await?;
    let asked = |now: &Glance| !now.acts.contains(&"stay".to_owned());
    customer.sees("the second question again", asked).await?;
    customer.meanwhile("later(79_000)").await?;
    customer.sees("the warning", |now| now.acts.contains(&"stay".to_owned())).await?;
    customer.meanwhile("later(2_000)").await?;
    customer.finds_the_first_question().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("outcome"), ["partial"]);
    assert_eq!(table.column("first"), ["4"]);
    tablet.put_away().await
}

#[tokio::test]
async fn before_it_gives_up_the_kiosk_says_so_aloud() -> Result<()> {
    let tablet = asking_two().await?;
    let customer = tablet.customer();
    let says = async |words: &str| {
        wait_for(&format!("“{words}” to be said"), async || {
            let said = "return document.querySelector('#kiosk > [role=alert].hidden').textContent";
            Ok((tablet.browser.run(said, &[]).await? == words).then_some(()))
        })
        .await
    };
    for (elder, locale, words) in
        [(false, "en", "Are you still there?"), (true, "zh-CN", "您还在吗？")]
    {
        if elder {
            customer.presses("elder").await?;
        }
        if locale != "zh-CN" {
            customer.switches_language(locale).await?;
        }
        customer.rates(4).await?;
        let second = |now: &Glance| now.question.as_deref() == Some("second");
        customer.sees("the second question", second).await?;
        says("").await?;
        let (warned, over) = if elder { (121_000, 31_000) } else { (61_000, 21_000) };
        customer.meanwhile(&format!("later({warned})")).await?;
        says(words).await?;
        customer.presses("stay").await?;
        says("").await?;
        customer.meanwhile(&format!("later({warned})")).await?;
        says(words).await?;
        customer.meanwhile(&format!("later({over})")).await?;
        customer.finds_the_first_question().await?;
        says("").await?;
    }
    tablet.put_away().await
}
