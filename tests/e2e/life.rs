//! A kiosk in a lobby: keys, hours, the context of a visit, the staff's PIN,
//! another writing direction, and going on after a failure.

use anyhow::Result;
use heard_tests::{Ability, Glance, Key, Kind, PIN, Provision, Site, Tablet, is_missing, wait_for};
use serde_json::json;

use crate::tour;

async fn focused(tablet: &Tablet) -> Result<String> {
    let focused = "return document.activeElement?.dataset.choice ?? ''";
    Ok(serde_json::from_value(tablet.browser.run(focused, &[]).await?)?)
}

async fn has_keys(tablet: &Tablet) -> Result<()> {
    wait_for("the keys", async || {
        let there = tablet.browser.run("return 'chime' in heard", &[]).await?;
        Ok((there == true).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_whole_interview_goes_by_keyboard_alone() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    has_keys(&tablet).await?;
    for elder in [false, true] {
        if elder {
            // In reading order: five faces, three languages, then elder mode.
            browser.keys(&[Key::Right, Key::Left]).await?;
            for _ in 0..4 {
                browser.keys(&[Key::Tab]).await?;
            }
            browser.keys(&[Key::Enter]).await?;
            let large = "return document.body.dataset.mode === 'elder'";
            wait_for("elder mode", async || {
                Ok((browser.run(large, &[]).await? == true).then_some(()))
            })
            .await?;
        }
        browser.keys(&[Key::Right, Key::Right]).await?;
        assert_eq!(focused(&tablet).await?, "2", "arrows move the focus …");
        assert_eq!(customer.looks().await?.screen, "attract", "… and choose nothing");
        browser.keys(&[Key::Left, Key::Enter]).await?;
        customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
        let at_question = "return document.activeElement?.id === 'asked'";
        wait_for("the focus on the question", async || {
            Ok((browser.run(at_question, &[]).await? == true).then_some(()))
        })
        .await?;
        browser.keys(&[Key::Down]).await?;
        browser.type_text("3").await?;
        let ticked = |now: &Glance| now.chosen == ["attitude"];
        customer.sees("the third reason ticked", ticked).await?;
        browser.keys(&[Key::Escape]).await?;
        customer.sees("the rating", |now| now.chosen == ["1"]).await?;
        browser.type_text("5").await?;
        customer.reads_thanks().await?;
        customer.leaves().await?;
    }
    tablet.put_away().await
}

#[tokio::test]
async fn every_way_in_elder_mode_goes_by_keyboard_and_the_focus_is_always_seen() -> Result<()> {
    if is_missing(Ability::TabRound)? {
        return Ok(());
    }
    let tablet = tour::tablet(None).await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    has_keys(&tablet).await?;
    let mut unseen = Vec::new();
    let mut goes = async |selector: &str| {
        let seen = async || {
            // At the end of the page Tab leads out of it once.
            let inside = "return document.activeElement !== document.body";
            if browser.run(inside, &[]).await? == true {
                unseen.extend(browser.measures().await?.unfocused());
            }
            Ok(())
        };
        // What is new gets the focus once it is drawn.
        wait_for("the focus", async || {
            let given = browser.run("return document.activeElement !== document.body", &[]).await?;
            Ok((given == true).then_some(()))
        })
        .await?;
        browser.tabs_to(selector, seen).await?;
        browser.keys(&[Key::Enter]).await
    };
    browser.keys(&[Key::Tab]).await?;
    let asked =
        |question: &'static str| move |now: &Glance| now.question.as_deref() == Some(question);
    goes("[data-act=elder]").await?;
    tour::is_dressed(&tablet).await?;
    goes("[data-act=size]").await?;
    goes("[data-choice='1']").await?;
    customer.sees("reasons", asked("reasons")).await?;
    goes("[data-act=more-choices]").await?;
    customer.sees("five more", |now| now.choices.contains(&"limits".to_owned())).await?;
    browser.type_text("1").await?;
    customer.sees("the sixth ticked", |now| now.chosen == ["limits"]).await?;
    goes("[data-act=call]").await?;
    customer.sees("the call", |now| now.acts.contains(&"arrived".to_owned())).await?;
    browser.keys(&[Key::Escape]).await?;
    customer.sees("no call", |now| !now.acts.contains(&"arrived".to_owned())).await?;
    goes("[data-act=next]").await?;
    customer.sees("contact", asked("contact")).await?;
    browser.type_text("2").await?;
    customer.reads_thanks().await?;
    goes("[data-act=reconsider]").await?;
    let now = customer.sees("contact", asked("contact")).await?;
    assert!(now.chosen.is_empty());
    goes("[data-act=back]").await?;
    customer.sees("reasons", asked("reasons")).await?;
    goes("[data-act=next]").await?;
    customer.sees("contact", asked("contact")).await?;
    goes("[data-choice=false]").await?;
    customer.reads_thanks().await?;
    goes("[data-act=more]").await?;
    // All but the last, which takes words.
    for &question in &tour::INVITED[..7] {
        customer.sees(question, asked(question)).await?;
        goes("[data-act=skip]").await?;
    }
    customer.sees("comment", asked("comment")).await?;
    browser.tabs_to("textarea", async || Ok(())).await?;
    browser.type_text("谢谢").await?;
    goes("[data-act=next]").await?;
    customer.reads_thanks().await?;
    goes("[data-act=finish]").await?;
    customer.finds_the_first_question().await?;
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
    tablet.put_away().await
}

#[tokio::test]
async fn screen_readers_are_told_what_each_control_is() -> Result<()> {
    let tablet = Tablet::ready().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    let told = async |selector: &str| browser.role_and_label(selector).await;
    let pair = |role: &str, label: &str| (role.to_owned(), label.to_owned());
    assert_eq!(told(".faces").await?, pair("radiogroup", "刚才的服务，您觉得怎么样？"));
    assert_eq!(told("[data-choice='5']").await?, pair("radio", "很满意"));
    assert_eq!(told("[data-act=elder]").await?, pair("button", "长辈版"));
    customer.switches_language("en").await?;
    assert_eq!(told("[data-choice='5']").await?, pair("radio", "Very satisfied"));
    customer.rates(1).await?;
    customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
    assert_eq!(told("[data-choice=wait]").await?, pair("checkbox", "Waited too long"));
    assert_eq!(told("progress").await?.1, "Question 2 of 4");
    tablet.put_away().await
}

#[tokio::test]
async fn the_address_says_what_a_visit_is_about_and_only_what_is_listed_counts() -> Result<()> {
    let provision = Provision::default()
        .with("tellers", json!([{"code": "T1", "name": "王芳"}]))
        .with("businesses", json!([{"code": "loan", "name": "个人贷款"}]));
    let tablet = Tablet::unopened(Site::new(&provision)?, Kind::Usual).await?;
    let address = tablet.server.address();
    tablet.browser.open(&format!("{address}#teller=T1&business=loan&ticket=A012")).await?;
    let customer = tablet.customer();
    customer.finds_the_first_question().await?;
    let place = "return document.querySelector('.place').textContent";
    assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口 王芳 个人贷款");
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口 王芳", "the visit is over");

    tablet.browser.reload().await?;
    customer.finds_the_first_question().await?;
    assert_eq!(customer.meanwhile(place).await?, "您正在评价 3号窗口 王芳", "and stays over");

    customer.meanwhile("location.hash = 'business=gold'").await?;
    let refused = |now: &Glance| now.notices.contains(&"visit-refused".to_owned());
    customer.sees("what is on no list", refused).await?;
    customer.rates(4).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;

    tablet.staff().opens_the_console().await?;
    let table = tablet.staff().exports_raw().await?;
    assert_eq!(table.column("teller"), ["T1", "T1"]);
    assert_eq!(table.column("business"), ["loan", ""]);
    assert_eq!(table.column("ticket"), ["A012", ""]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_second_press_right_after_an_interview_is_told_and_recorded() -> Result<()> {
    let tablet = Tablet::provisioned(&Provision::default().with("cooldown", 60)).await?;
    let customer = tablet.customer();
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    tablet.browser.tap("[data-choice='1']").await?;
    let told = |now: &Glance| now.notices.contains(&"repeated".to_owned());
    assert_eq!(customer.sees("what became of it", told).await?.screen, "attract");
    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.exports_raw().await?.rows.len(), 1);
    let events = tablet.events().await?;
    assert_eq!(events.iter().map(|event| &event["what"]).collect::<Vec<_>>(), ["repeated_press"]);
    tablet.put_away().await
}

#[tokio::test]
async fn outside_the_opening_hours_the_screen_is_closed_and_staff_get_in() -> Result<()> {
    let tablet = tour::closed().await?;
    assert!(tablet.customer().looks().await?.choices.is_empty());
    tablet.staff().opens_the_console().await?;
    tablet.put_away().await
}

#[tokio::test]
async fn staff_need_their_pin_and_wrong_ones_make_waits_that_outlast_a_reload() -> Result<()> {
    let tablet = Tablet::provisioned(&Provision::default().with_pin()).await?;
    let (staff, customer) = (tablet.staff(), tablet.customer());
    let fault = "return document.querySelector('.pin .fault')?.textContent ?? ''";
    let says = async |what: &[&str]| {
        wait_for(what[0], async || {
            let said = tablet.browser.run(fault, &[]).await?;
            let said = said.as_str().unwrap_or_default();
            Ok(what.iter().any(|what| said.contains(what)).then_some(()))
        })
        .await
    };
    customer.presses("staff").await?;
    staff.gives_the_pin(PIN).await?;
    staff.finds_the_console().await?;
    staff.leaves().await?;

    customer.presses("staff").await?;
    for _ in 0..3 {
        staff.gives_the_pin("1111").await?;
        says(&["密码不对", "秒后再试"]).await?;
    }
    says(&["秒后再试"]).await?;
    tablet.browser.reload().await?;
    customer.finds_the_first_question().await?;
    customer.presses("staff").await?;
    says(&["秒后再试"]).await?;
    staff.gives_the_pin(PIN).await?;
    says(&["秒后再试"]).await?;
    tablet.put_away().await
}

#[tokio::test]
async fn help_by_staff_is_shown_and_recorded() -> Result<()> {
    let tablet = Tablet::provisioned(&Provision::default().with_pin()).await?;
    let (staff, customer) = (tablet.staff(), tablet.customer());
    customer.rates(1).await?;
    customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
    // The pointer stays down; the test waits for what comes of it.
    let hold = "document.querySelector('.place').dispatchEvent(new PointerEvent('pointerdown'))";
    customer.meanwhile(hold).await?;
    customer.sees("the pad", |now| now.acts.contains(&"open".to_owned())).await?;
    staff.gives_the_pin(PIN).await?;
    let helped = |now: &Glance| now.notices.contains(&"assisted".to_owned());
    let now = customer.sees("that staff help", helped).await?;
    assert_eq!(now.question.as_deref(), Some("reasons"), "the interview goes on");
    customer.skips("reasons").await?;
    customer.skips("contact").await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    assert!(!helped(&customer.looks().await?));

    customer.presses("staff").await?;
    staff.gives_the_pin(PIN).await?;
    staff.finds_the_console().await?;
    staff.tries(heard_tests::PASSPHRASE).await?;
    staff.is_on("today").await?;
    assert_eq!(staff.exports_raw().await?.column("assisted"), ["true"]);
    tablet.put_away().await
}

#[tokio::test]
async fn a_program_that_fails_starts_over_and_loses_nothing() -> Result<()> {
    let mut tablet = Tablet::ready().await?;
    tablet.browser.expect_complaints("unreachable");
    let customer = tablet.customer();
    customer.rates(5).await?;
    customer.reads_thanks().await?;
    customer.leaves().await?;
    // The next element the program asks for is refused: it cannot go on.
    customer.meanwhile("document.createElement = () => { throw new Error('no element'); }").await?;
    tablet.browser.tap("[data-choice='1']").await?;
    let calm = |now: &Glance| now.notices.contains(&"not-started".to_owned());
    customer.sees("the calm sentence", calm).await?;
    customer.finds_the_first_question().await?;

    let staff = tablet.staff();
    staff.opens_the_console().await?;
    assert_eq!(staff.exports_raw().await?.column("satisfaction"), ["5", "1"]);
    let events = tablet.events().await?;
    assert_eq!(events.iter().map(|event| &event["what"]).collect::<Vec<_>>(), ["failed"]);
    assert_eq!(tablet.browser.run("return localStorage.length", &[]).await?, 0);
    tablet.put_away().await
}

#[tokio::test]
async fn a_language_is_added_by_one_file_and_may_run_from_right_to_left() -> Result<()> {
    let tablet = tour::right_to_left().await?;
    let (browser, customer) = (&tablet.browser, tablet.customer());
    let page = "const { dir, lang } = document.documentElement; return [dir, lang]";
    assert_eq!(browser.run(page, &[]).await?, json!(["rtl", "ar"]));
    let mirrored = "
        const left = code => document.querySelector(`[data-choice='${code}']`).getBoundingClientRect().left;
        return left(1) > left(5)";
    assert_eq!(browser.run(mirrored, &[]).await?, true, "the first face stands at the right");
    has_keys(&tablet).await?;
    browser.keys(&[Key::Left, Key::Left]).await?;
    assert_eq!(focused(&tablet).await?, "2", "left is onwards");
    customer.rates(5).await?;
    customer.sees("the second", |now| now.question.as_deref() == Some("again")).await?;
    let back = "return document.querySelector('[data-act=back]').textContent";
    assert_eq!(browser.run(back, &[]).await?, "رجوع");
    let sideways = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(browser.run(sideways, &[]).await?, true);
    tablet.put_away().await
}
