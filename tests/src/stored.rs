//! What lies in the tablet's database, past the app.

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::Browser;

/// What staff do in the console, and what is noted when they come to it.
const ACTS: [&str; 11] = [
    "set_up",
    "unlocked",
    "refused",
    "locked",
    "exported",
    "settings_changed",
    "keys_changed",
    "printed",
    "digest_taken",
    "date_confirmed",
    "day_closed",
];

/// Whether an event tells of staff's acts in the console.
pub(crate) fn is_an_act(event: &Value) -> bool {
    event["what"].as_str().is_some_and(|what| ACTS.contains(&what))
}

/// Opens the database and does `work` in a transaction on `store`.
fn script(work: &str) -> String {
    format!(
        "const [name, records] = arguments;
        return new Promise((done, failed) => {{
            const opening = indexedDB.open('heard');
            opening.onerror = () => failed(opening.error);
            opening.onsuccess = () => {{
                const database = opening.result;
                const transaction = database.transaction(name, 'readwrite');
                const store = transaction.objectStore(name);
                let result = true;
                {work}
                transaction.oncomplete = () => {{ database.close(); done(result); }};
                transaction.onabort = () => failed(transaction.error);
            }};
        }})"
    )
}

impl Browser {
    /// Everything in an object store, by key.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn stored(&self, store: &str) -> Result<Map<String, Value>> {
        let read = script(
            "result = {};
            store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
                if (!cursor) return;
                result[cursor.key] = cursor.value;
                cursor.continue();
            };",
        );
        Ok(serde_json::from_value(self.run(&read, &[store.into()]).await?)?)
    }

    /// Takes away what is under `key`, as nobody should.
    ///
    /// # Errors
    /// When it cannot be done.
    pub async fn removes(&self, store: &str, key: impl Into<Value>) -> Result<()> {
        self.run(&script("store.delete(records);"), &[json!(store), key.into()]).await.map(drop)
    }

    /// Puts `value` under `key`, as damage or an earlier version would.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn stores(&self, store: &str, key: &str, value: &Value) -> Result<()> {
        self.stores_all(store, &Map::from_iter([(key.to_owned(), value.clone())])).await
    }

    /// Puts all of `records` there, each under its key.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn stores_all(&self, store: &str, records: &Map<String, Value>) -> Result<()> {
        let write =
            script("for (const [key, value] of Object.entries(records)) store.put(value, key);");
        self.run(&write, &[json!(store), json!(records)]).await.map(drop)
    }

    /// Takes the records of `keys` away, as nothing of the app does.
    ///
    /// # Errors
    /// When they cannot be taken.
    pub async fn loses(&self, store: &str, keys: impl IntoIterator<Item = &String>) -> Result<()> {
        let keys: Vec<&String> = keys.into_iter().collect();
        let delete = script("for (const key of records) store.delete(key);");
        self.run(&delete, &[json!(store), json!(keys)]).await.map(drop)
    }
}
