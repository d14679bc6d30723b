//! The analyst as a page has it: `web/analyst-page.js`, which is fetched with it.

use std::rc::Rc;

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = heard, js_name = analyst)]
    async fn start_analyst() -> Result<JsValue, JsValue>;

    /// A worker that holds responses, and answers questions about them.
    pub type Analyst;
    #[wasm_bindgen(method, catch)]
    async fn know(this: &Analyst, questionnaire: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn open(this: &Analyst, keys: &Object, told: &Function) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = show)]
    async fn show_page(this: &Analyst, asked: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = close)]
    fn end(this: &Analyst);
}

impl Analyst {
    /// A new one that knows these questionnaires (JSON) and has read what lies on this
    /// tablet with `keys`; hears how far it is, in percent.
    ///
    /// # Errors
    /// In the browser's words, where it cannot be had or the storage cannot be read.
    pub async fn of_tablet(
        questionnaires: &[String],
        keys: &Object,
        told: Rc<dyn Fn(u32)>,
    ) -> Result<Self, String> {
        let analyst: Self = start_analyst().await.map_err(words)?.unchecked_into();
        let read = async || {
            for questionnaire in questionnaires {
                analyst.know(questionnaire).await?;
            }
            // Kept until everything is read.
            let told = Closure::<dyn Fn(f64)>::new(move |share: f64| told(percent(share)));
            analyst.open(keys, told.as_ref().unchecked_ref()).await
        };
        let outcome = read().await;
        match outcome {
            Ok(_) => Ok(analyst),
            Err(error) => {
                analyst.close();
                Err(words(error))
            }
        }
    }

    /// The markup of a state of the dashboard; `asked` is JSON. None where a later state
    /// was asked for meanwhile.
    ///
    /// # Errors
    /// In the browser's words.
    pub async fn show(&self, asked: &str) -> Result<Option<String>, String> {
        match self.show_page(asked).await.map_err(words) {
            Ok(markup) => Ok(markup.as_string()),
            // Only what was superseded says nothing.
            Err(said) if said.is_empty() => Ok(None),
            Err(said) => Err(said),
        }
    }

    /// Ends it.
    pub fn close(&self) {
        self.end();
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(share: f64) -> u32 {
    (share * 100.0) as u32
}

fn words(error: JsValue) -> String {
    js_sys::Error::from(error).message().into()
}
