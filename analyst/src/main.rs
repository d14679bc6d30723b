//! The worker that holds many responses and answers questions about them, so
//! that no page ever waits for a figure. What is asked and answered is
//! `heard-insight`'s, what pages of figures look like `heard-report`'s; the page's side
//! of it is `web/analyst-page.js`.
//!
//! Messages are lists: a number, a word, and what it is about. The page says
//! `know` (questionnaires), `read` (a file of raw CSV with its name), `open` (what
//! lies on this tablet, with the private keys), `ask` (an inquiry), `show` (a state of
//! the dashboard; its markup is the answer) and `tell` (what was met); each is answered
//! under its number by `done` or `failed`, a reading by `progress` in between. The page
//! begins one reading once that before is done. A program of its own and not part of
//! the app: a worker has no page, and this one is compiled for speed.

mod file;
mod met;
mod stored;

use std::{cell::RefCell, rc::Rc};

use heard_exchange::csv::{CsvError, raw};
use heard_insight::{Collection, Source, ask::Inquiry};
use heard_report::{
    dashboard::{Asked, dashboard},
    section::Seen,
};
use heard_survey::Questionnaire;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use file::{Come, Fetcher};

/// What the worker is about.
#[derive(Default)]
struct Analyst {
    collection: Collection,
    /// What was asked, as far as the page has told.
    known: Vec<Questionnaire>,
    /// What was seen in the ratings of all that has been read; none until it is asked for.
    seen: Option<Vec<Seen>>,
}

impl Analyst {
    /// Keeps what was read.
    fn keep(&mut self, source: &Source) {
        self.collection.keep(source);
        self.seen = None;
    }
}

type Held = Rc<RefCell<Analyst>>;

fn main() {
    let held = Held::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        take(&held, &event.data().unchecked_into());
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&JsValue::NULL, "ready", &JsValue::NULL);
}

/// Takes one message.
fn take(held: &Held, message: &Array) {
    let (number, about) = (message.get(0), message.get(2));
    let text = || about.as_string().unwrap_or_default();
    let outcome = match message.get(1).as_string().as_deref() {
        Some("know") => know(&mut held.borrow_mut(), &text()),
        Some("ask") => ask(&mut held.borrow_mut(), &text()),
        Some("show") => show(&mut held.borrow_mut(), &text()),
        Some("tell") => Ok(met::told(&mut held.borrow_mut().collection)),
        Some("read") => {
            let (held, name) = (Rc::clone(held), message.get(3).as_string().unwrap_or_default());
            wasm_bindgen_futures::spawn_local(async move {
                let outcome = read(&held, &number, about.unchecked_ref(), name).await;
                reply(&number, outcome.map_err(|error| error.to_string()));
            });
            return;
        }
        Some("open") => {
            let held = Rc::clone(held);
            wasm_bindgen_futures::spawn_local(async move {
                let told = |share: f64| post(&number, "progress", &share.into());
                let outcome = stored::read(&held, about.unchecked_into(), told).await;
                reply(&number, outcome);
            });
            return;
        }
        _ => Err("this message is not known".to_owned()),
    };
    reply(&number, outcome);
}

fn know(analyst: &mut Analyst, json: &str) -> Result<String, String> {
    let questionnaire = Questionnaire::parse(json).map_err(|problems| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    })?;
    analyst.collection.know(&questionnaire);
    analyst.known.push(questionnaire);
    analyst.seen = None;
    Ok(String::new())
}

fn ask(analyst: &mut Analyst, json: &str) -> Result<String, String> {
    let inquiry: Inquiry = serde_json::from_str(json).map_err(|error| error.to_string())?;
    serde_json::to_string(&inquiry.answer(analyst.collection.table()))
        .map_err(|error| error.to_string())
}

fn show(analyst: &mut Analyst, json: &str) -> Result<String, String> {
    let asked: Asked = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let Analyst { collection, known, seen } = analyst;
    let table = collection.table();
    let seen = seen
        .get_or_insert_with(|| table.device_days(known).signals().iter().map(Seen::from).collect());
    Ok(dashboard(table, known, seen, &asked))
}

/// Reads one file, all of it or nothing; tells how many responses were new. Questions
/// come in between, whenever a piece of it has been read.
async fn read(
    held: &Held,
    number: &JsValue,
    blob: &Blob,
    name: String,
) -> Result<String, CsvError> {
    let mut file = Fetcher::new(blob.clone());
    file.fetch().await;
    let mut reader = raw::Reader::new(file.come(), name)?;
    let mut source = Source::new(reader.columns().names());
    held.borrow_mut().collection.begin();
    let mut new = 0_u64;
    loop {
        let outcome = rows(
            &mut held.borrow_mut().collection,
            &mut reader,
            &file.come(),
            &mut source,
            &mut new,
        );
        match outcome {
            Ok(true) => break,
            Ok(false) => {}
            Err(error) => {
                held.borrow_mut().collection.take_back();
                return Err(error);
            }
        }
        post(number, "progress", &file.progress().into());
        file.fetch().await;
    }
    held.borrow_mut().keep(&source);
    Ok(new.to_string())
}

/// Reads the rows that have come; says whether the file is at its end.
fn rows(
    collection: &mut Collection,
    reader: &mut raw::Reader<Come>,
    come: &Come,
    source: &mut Source,
    new: &mut u64,
) -> Result<bool, CsvError> {
    while come.is_enough() {
        let Some(row) = reader.next_row()? else { return Ok(true) };
        *new += u64::from(collection.take(source, &row)?);
    }
    Ok(false)
}

/// Lets what else the worker was sent come first.
async fn next_task() {
    let task = js_sys::Promise::new(&mut |done, _| {
        // Fails only for what is no function.
        let _ = scope().set_timeout_with_callback(&done);
    });
    // Never refused.
    drop(wasm_bindgen_futures::JsFuture::from(task).await);
}

fn reply(number: &JsValue, outcome: Result<String, String>) {
    match outcome {
        Ok(text) => post(number, "done", &text.into()),
        Err(why) => post(number, "failed", &why.into()),
    }
}

fn post(number: &JsValue, word: &str, about: &JsValue) {
    // Numbers and texts can always be sent.
    let _ = scope().post_message(&Array::of3(number, &word.into(), about));
}

/// The worker's global object.
fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
