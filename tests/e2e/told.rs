//! What a screen reader is told, from the browser's own accessibility tree:
//! on every screen, in both modes and every language, and in which order.

use anyhow::{Context as _, Result};
use heard_tests::{Ability, Tablet, Told, is_missing, wait_for};

use crate::tour::{self, Tour, Visitor};

/// What can be reached, in the order it is seen: from row to row, each from
/// where the language begins.
const SEEN: &str = "
    const within = document.querySelector('.over') ?? document.body;
    const found = [...within.querySelectorAll('button, input, textarea')]
        .filter(element => element.checkVisibility({visibilityProperty: true}));
    const boxes = found.map(element => element.getBoundingClientRect());
    const forth = document.documentElement.dir === 'rtl' ? -1 : 1;
    // Each stands right of the one before in its row, or lower.
    return boxes.flatMap((box, index) => {
        const before = boxes[index - 1];
        const follows = !before || box.top >= before.bottom - 1 ||
            box.bottom > before.top && forth * (box.left - before.left) > 0;
        return follows ? [] : [found[index].innerText];
    })";

/// What is wrong with what is told of the present screen.
async fn faults(tablet: &Tablet, visitor: Visitor) -> Result<Vec<String>> {
    let told = tablet.browser.tells().await?;
    let mut faults = Vec::new();
    for it in told.iter().filter(|it| it.is_control()) {
        if it.name.is_empty() {
            faults.push(format!("{it} has no name"));
        }
    }
    let dialogs = told.iter().filter(|it| it.role == "alertdialog").count();
    let headings: Vec<&Told> = told.iter().filter(|it| it.role == "heading").collect();
    let named = |heading: &Told| !heading.name.is_empty();
    if headings.len() != 1 || dialogs > 1 || !headings.iter().all(|heading| named(heading)) {
        faults.push(format!("{dialogs} dialogs, headings: {headings:?}"));
    }
    // Answers belong to the question, which is the heading.
    let groups = told.iter().filter(|it| it.role == "radiogroup");
    for group in groups.filter(|group| headings.iter().all(|it| it.name != group.name)) {
        faults.push(format!("{group} is not named by the question"));
    }
    let language = tablet.browser.run("return document.documentElement.lang", &[]).await?;
    if language != visitor.locale {
        faults.push(format!("the page says it is in {language}"));
    }
    let astray: Vec<String> = serde_json::from_value(tablet.browser.run(SEEN, &[]).await?)?;
    faults.extend(astray.iter().map(|it| format!("“{it}” is read before what stands before it")));
    Ok(faults)
}

#[tokio::test]
async fn every_control_is_named_and_read_where_it_stands() -> Result<()> {
    if is_missing(Ability::Devtools)? {
        return Ok(());
    }
    let mut found = Vec::new();
    for questionnaire in [None, Some(tour::RARE)] {
        let tablet = tour::tablet(questionnaire).await?;
        for visitor in Visitor::ALL {
            let mut look = async |name: &str| {
                let faults = faults(&tablet, visitor).await?;
                found.extend(faults.into_iter().map(|it| format!("{name}, {visitor}: {it}")));
                anyhow::Ok(())
            };
            let tour = Tour::of(&tablet, visitor);
            if questionnaire.is_none() {
                tour.interview(&mut look).await?;
            } else {
                tour.rare(&mut look).await?;
            }
        }
        tablet.put_away().await?;
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    Ok(())
}

/// What is said of the present screen, without plain text and frames.
async fn reading(tablet: &Tablet) -> Result<Vec<String>> {
    const SAID: [&str; 9] = [
        "heading",
        "radiogroup",
        "group",
        "radio",
        "checkbox",
        "button",
        "textbox",
        "progressbar",
        "alertdialog",
    ];
    let told = tablet.browser.tells().await?;
    let told = told.iter().filter(|it| SAID.contains(&&*it.role));
    Ok(told.map(|it| it.to_string().replace(" focusable", "")).collect())
}

#[tokio::test]
async fn the_first_screen_and_a_question_are_read_like_this() -> Result<()> {
    if is_missing(Ability::Devtools)? {
        return Ok(());
    }
    let tablet = tour::tablet(None).await?;
    let customer = tablet.customer();
    Tour::of(&tablet, Visitor { locale: "en", elder: false }).begins().await?;
    let first = [
        "heading “How was the service just now?”",
        "radiogroup “How was the service just now?”",
        "radio “Very dissatisfied”",
        "radio “Dissatisfied”",
        "radio “All right”",
        "radio “Satisfied”",
        "radio “Very satisfied”",
        "group “Language”",
        "button “简体中文”",
        "button “繁體中文”",
        "button “English” focused pressed",
        "button “Large text”",
        "button “Staff”",
    ];
    assert_eq!(reading(&tablet).await?, first);
    customer.presses("elder").await?;
    tour::is_dressed(&tablet).await?;
    customer.rates(1).await?;
    customer.answers("reasons", "wait").await?;
    let reasons = [
        "button “Even larger”",
        "button “Call staff”",
        "progressbar “Question 2 of 4”",
        "heading “What went wrong?”",
        "group “What went wrong?”",
        "checkbox “Waited too long” focused checked",
        "checkbox “Too much paperwork, or too many trips”",
        "checkbox “Staff were unfriendly or impatient”",
        "checkbox “Staff were unsure, or explained it badly”",
        "checkbox “Not told everything, or fees unclear”",
        "button “More choices (1 of 3)”",
        "button “Back”",
        "button “Skip”",
        "button “Next”",
    ];
    assert_eq!(reading(&tablet).await?, reasons);
    customer.presses("call").await?;
    customer.sees("the call", |now| now.acts.contains(&"arrived".to_owned())).await?;
    let call = [
        "alertdialog “We are calling a member of staff” modal",
        "heading “We are calling a member of staff”",
        "button “No longer needed” focused",
        "button “I am here (staff)”",
    ];
    assert_eq!(reading(&tablet).await?, call, "and nothing of what lies under it");
    customer.presses("cancel").await?;
    let browser = &tablet.browser;
    browser.run("document.querySelector('[data-act=back]').textContent = ''", &[]).await?;
    browser
        .run("document.querySelector('footer').style.flexDirection = 'row-reverse'", &[])
        .await?;
    let found = faults(&tablet, Visitor { locale: "zh-TW", elder: true }).await?;
    let found = found.join("\n");
    for fault in ["button “” focusable has no name", "“Skip” is read before", "it is in \"en\""]
    {
        assert!(found.contains(fault), "{fault} is not found out: {found}");
    }
    tablet.put_away().await
}

/// What is said at once, wherever the person is.
async fn announced(tablet: &Tablet, role: &str, words: &str) -> Result<()> {
    wait_for(&format!("{role} “{words}”"), async || {
        let script = "return [...document.querySelectorAll(`[role=${arguments[0]}]`)]
            .filter(it => it.checkVisibility()).map(it => it.innerText).join(' ')";
        let said = tablet.browser.run(script, &[role.into()]).await?;
        let live = tablet.browser.tells().await?;
        let is_live = live.iter().any(|it| it.role == role && it.state("live").is_some());
        Ok((is_live && said.as_str().is_some_and(|said| said.contains(words))).then_some(()))
    })
    .await
}

#[tokio::test]
async fn what_happens_is_announced() -> Result<()> {
    if is_missing(Ability::Devtools)? {
        return Ok(());
    }
    let focused = async |tablet: &Tablet, role: &str| {
        wait_for(&format!("the focus on a {role}"), async || {
            let told = tablet.browser.tells().await?;
            let has = told.iter().any(|it| it.role == role && it.state("focused") == Some("true"));
            Ok(has.then_some(()))
        })
        .await
    };
    for elder in [false, true] {
        let visitor = Visitor { locale: "en", elder };
        let tablet = tour::tablet(None).await?;
        let customer = tablet.customer();
        Tour::of(&tablet, visitor).begins().await?;
        customer.rates(1).await?;
        customer.sees("reasons", |now| now.question.as_deref() == Some("reasons")).await?;
        focused(&tablet, "heading").await?;
        customer.skips("reasons").await?;
        customer.answers("contact", "true").await?;
        customer.writes("contact_phone", "x").await?;
        announced(&tablet, "alert", "does not look like a telephone number").await?;
        let told = tablet.browser.tells().await?;
        let field = told.iter().find(|it| it.role == "textbox");
        let field = field.context("no field")?;
        assert_eq!(
            field.name,
            if elder { "Your telephone number?" } else { "Which number can we call?" }
        );
        assert!(field.description.contains("telephone number"), "{field:?}");
        customer.presses("skip").await?;
        customer.reads_thanks().await?;
        announced(&tablet, "status", "Your answer is saved.").await?;
        focused(&tablet, "status").await?;
        tablet.put_away().await?;

        let tablet = tour::tablet(Some(tour::RARE)).await?;
        Tour::of(&tablet, visitor).begins().await?;
        tablet.customer().rates(4).await?;
        tablet.customer().sees("day", |now| now.question.as_deref() == Some("day")).await?;
        let idle = if elder { "later(121_000)" } else { "later(61_000)" };
        tablet.customer().meanwhile(idle).await?;
        announced(&tablet, "alert", "Are you still there?").await?;
        focused(&tablet, "button").await?;
        tablet.put_away().await?;
    }
    Ok(())
}
