//! However an interview ends, what was said is in the journal and nowhere else.

use anyhow::{Result, ensure};
use heard_tests::{Ability, Customer, Glance, Kind, PIN, Provision, Site, Tablet, is_missing};

use crate::seams;

/// Words first, then something that must be answered: who leaves between has
/// not finished.
const WORDS_FIRST: &str = r#"{
    "title": "Words",
    "heard": {"name": "words", "version": "1", "roles": {"csat": "satisfaction"},
              "invitation": ["more"]},
    "pages": [
        {"name": "main", "elements": [
            {"type": "rating", "name": "satisfaction", "title": "How was it?", "isRequired": true,
             "rateType": "smileys", "rateMin": 1, "rateMax": 5},
            {"type": "text", "name": "number", "title": "Your number?", "inputType": "tel",
             "maxLength": 30},
            {"type": "comment", "name": "words", "title": "What happened?"},
            {"type": "rating", "name": "last", "title": "And again?", "isRequired": true,
             "rateMin": 1, "rateMax": 5}]},
        {"name": "more", "elements": [
            {"type": "comment", "name": "more", "title": "Anything else?"}]}
    ]
}"#;

/// What one person says that nobody else would.
struct Said {
    number: String,
    words: String,
    more: String,
}

impl Said {
    fn by(person: u32) -> Self {
        Self {
            number: format!("1390{:07}", 4_711_000 + person),
            words: format!("qzx{person}zebra"),
            more: format!("qzx{person}okapi"),
        }
    }

    fn all(&self) -> Vec<String> {
        vec![self.number.clone(), self.words.clone(), self.more.clone()]
    }
}

/// How far somebody gets before the interview ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    /// The number is handed in, words are written and not handed in.
    Writing,
    /// Words are handed in; something is still to be answered.
    Open,
    /// Everything is answered and thanked for.
    Thanked,
    /// More is being written.
    MoreWriting,
    /// And thanked for.
    MoreThanked,
}

/// A tablet that person after person uses.
struct Lobby {
    tablet: Tablet,
    persons: u32,
    /// What each has handed in: the number and the words.
    handed_in: Vec<[String; 2]>,
}

impl Lobby {
    async fn open() -> Result<Self> {
        let site = Site::new(&Provision::default().with_pin())?;
        site.write("questionnaires/counter.json", WORDS_FIRST)?;
        let mut tablet = Tablet::unopened(site, Kind::Usual).await?;
        tablet.browser.expect_complaints("unreachable");
        tablet.browser.reaches_into_pages().await?;
        tablet.browser.run_in_new_pages(seams::CLOCK).await?;
        tablet.browser.run_in_new_pages(seams::STORAGE).await?;
        tablet.start().await?;
        Ok(Self { tablet, persons: 0, handed_in: Vec::new() })
    }

    /// The next person comes and gets so far.
    async fn somebody_gets(&mut self, far: Far) -> Result<Said> {
        self.persons += 1;
        let (said, customer) = (Said::by(self.persons), self.tablet.customer());
        customer.rates(2).await?;
        customer.writes("number", &said.number).await?;
        self.types("words", &said.words).await?;
        let handed_in = if far == Far::Writing { "" } else { &said.words };
        self.handed_in.push([said.number.clone(), handed_in.to_owned()]);
        if far >= Far::Open {
            customer.presses("next").await?;
            customer.sees("the last question", asked("last")).await?;
        }
        if far >= Far::Thanked {
            customer.answers("last", "3").await?;
            customer.reads_thanks().await?;
        }
        if far >= Far::MoreWriting {
            customer.presses("more").await?;
            self.types("more", &said.more).await?;
        }
        if far >= Far::MoreThanked {
            customer.presses("next").await?;
            customer.reads_thanks().await?;
        }
        Ok(said)
    }

    async fn types(&self, question: &str, words: &str) -> Result<()> {
        let browser = &self.tablet.browser;
        browser.tap(&format!("[data-question='{question}'] :is(textarea, input)")).await?;
        browser.type_text(words).await
    }

    /// The next person finds the first question and nothing of the last.
    async fn nothing_is_left_of(&self, said: &Said, ending: &str) -> Result<()> {
        self.tablet.customer().finds_the_first_question().await?;
        self.nothing_is_kept_of(said, ending).await
    }

    async fn nothing_is_kept_of(&self, said: &Said, ending: &str) -> Result<()> {
        let found = self.tablet.browser.looks_for(&said.all()).await?;
        ensure!(found.is_empty(), "{ending}: found in {found:?}");
        Ok(())
    }

    /// Nor is anything of anybody in the heap of the page.
    async fn nothing_is_remembered(&self) -> Result<()> {
        if is_missing(Ability::MemoryMeter)? {
            return Ok(());
        }
        let words: Vec<String> =
            (1..=self.persons).flat_map(|person| Said::by(person).all()).collect();
        let strings = self.tablet.browser.remembers(&words).await?;
        ensure!(strings.is_empty(), "in memory there is {strings:?}");
        Ok(())
    }

    async fn passes(&self, milliseconds: u32) -> Result<()> {
        self.customer().meanwhile(&format!("later({milliseconds})")).await?;
        Ok(())
    }

    fn customer(&self) -> Customer<'_> {
        self.tablet.customer()
    }
}

fn asked(question: &str) -> impl Fn(&Glance) -> bool {
    move |now| now.question.as_deref() == Some(question)
}

#[tokio::test]
async fn nothing_said_stays_but_in_the_journal_however_an_interview_ends() -> Result<()> {
    let mut lobby = Lobby::open().await?;

    // Before it ends, the search finds what the person is writing.
    let said = lobby.somebody_gets(Far::MoreWriting).await?;
    let found = lobby.tablet.browser.looks_for(&said.all()).await?;
    ensure!(found.contains(&"field".to_owned()), "the search sees no field: {found:?}");
    ensure!(found.iter().any(|it| it.contains("memories")), "nor the memory: {found:?}");
    lobby.customer().presses("next").await?;
    lobby.customer().reads_thanks().await?;
    lobby.customer().leaves().await?;
    lobby.nothing_is_left_of(&said, "finished after saying more").await?;

    for (far, wait) in [
        (Far::Writing, 81_000),
        (Far::Open, 81_000),
        (Far::Thanked, 21_000),
        (Far::MoreWriting, 21_000),
        (Far::MoreThanked, 21_000),
    ] {
        let said = lobby.somebody_gets(far).await?;
        lobby.passes(wait).await?;
        lobby.nothing_is_left_of(&said, "left").await?;
    }

    // Thinking again, and being helped, with the console's program in between.
    lobby.customer().presses("elder").await?;
    let said = lobby.somebody_gets(Far::Thanked).await?;
    lobby.customer().presses("reconsider").await?;
    lobby.customer().answers("last", "1").await?;
    lobby.customer().reads_thanks().await?;
    lobby.customer().leaves().await?;
    lobby.nothing_is_left_of(&said, "thought again").await?;

    let said = lobby.somebody_gets(Far::Open).await?;
    let hold = "document.querySelector('.place').dispatchEvent(new PointerEvent('pointerdown'))";
    lobby.customer().meanwhile(hold).await?;
    lobby.tablet.staff().gives_the_pin(PIN).await?;
    lobby.customer().answers("last", "2").await?;
    lobby.customer().reads_thanks().await?;
    lobby.customer().leaves().await?;
    lobby.nothing_is_left_of(&said, "helped by staff").await?;

    lobby.customer().meanwhile("broken = 'throws'").await?;
    let said = lobby.somebody_gets(Far::Open).await?;
    lobby.passes(81_000).await?;
    lobby.customer().finds_the_first_question().await?;
    lobby.customer().meanwhile("broken = null").await?;
    let healed = |now: &Glance| !now.notices.contains(&"storage-failing".to_owned());
    lobby.customer().sees("the storage healed", healed).await?;
    lobby.nothing_is_kept_of(&said, "kept late").await?;
    lobby.nothing_is_remembered().await?;
    lobby.tablet.put_away().await
}

#[tokio::test]
async fn nothing_said_outlives_the_page_but_in_the_journal() -> Result<()> {
    let mut lobby = Lobby::open().await?;
    let said = lobby.somebody_gets(Far::Writing).await?;
    lobby.tablet.browser.go_back().await?;
    lobby.customer().sees("the same question", asked("words")).await?;
    lobby.tablet.browser.reload().await?;
    lobby.nothing_is_left_of(&said, "gone back and reloaded").await?;

    let said = lobby.somebody_gets(Far::Open).await?;
    let breaks = "document.createElement = () => { throw new Error('no element'); }";
    lobby.customer().meanwhile(breaks).await?;
    lobby.customer().answers("last", "4").await?;
    let calm = |now: &Glance| now.notices.contains(&"not-started".to_owned());
    lobby.customer().sees("the calm sentence", calm).await?;
    lobby.nothing_is_left_of(&said, "the program failed").await?;

    let said = lobby.somebody_gets(Far::Thanked).await?;
    lobby.customer().leaves().await?;
    let staff = lobby.tablet.staff();
    lobby.customer().presses("staff").await?;
    staff.gives_the_pin(PIN).await?;
    staff.finds_the_console().await?;
    lobby.nothing_is_kept_of(&said, "before the passphrase").await?;
    lobby.nothing_is_remembered().await?;
    staff.tries(heard_tests::PASSPHRASE).await?;
    staff.is_on("today").await?;
    let table = staff.exports_raw().await?;
    staff.leaves().await?;
    lobby.nothing_is_left_of(&said, "after the console was left").await?;

    let kept: Vec<[&str; 2]> =
        table.column("number").into_iter().zip(table.column("words")).map(Into::into).collect();
    assert_eq!(kept, lobby.handed_in, "the journal has all of it");
    lobby.tablet.put_away().await
}

#[tokio::test]
async fn numbers_in_free_text_are_hidden_before_they_are_stored() -> Result<()> {
    const WRITTEN: &str =
        "卡 6222 0212 3456 7890 128，电话 13912345678；2026-11-22 存 12,345,678.00 元";
    const HIDDEN: &str =
        "卡 •••• •••• •••• •••• •••，电话 •••••••••••；2026-11-22 存 12,345,678.00 元";
    let site = Site::new(&Provision::default())?;
    site.write("questionnaires/counter.json", WORDS_FIRST)?;
    let tablet = Tablet::unopened(site, Kind::Usual).await?;
    tablet.start().await?;
    let (customer, staff) = (tablet.customer(), tablet.staff());
    let somebody_writes = async || {
        customer.rates(2).await?;
        customer.writes("number", "13800138000").await?;
        customer.writes("words", WRITTEN).await?;
        customer.answers("last", "3").await?;
        customer.reads_thanks().await?;
        customer.leaves().await
    };

    somebody_writes().await?;
    staff.opens_the_console().await?;
    staff.goes_to("page-settings").await?;
    staff.unfolds("writing").await?;
    staff.ticks("masking").await?;
    staff.presses("save").await?;
    staff.is_told("changes").await?;
    staff.presses("confirm").await?;
    staff.is_told("saved").await?;
    staff.leaves().await?;
    somebody_writes().await?;

    staff.opens_the_console().await?;
    let table = staff.exports_raw().await?;
    assert_eq!(table.column("words"), [HIDDEN, WRITTEN], "the second time without the setting");
    assert_eq!(table.column("number"), ["13800138000"; 2], "what was asked for stays");
    tablet.put_away().await
}
