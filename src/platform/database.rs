//! IndexedDB with promises, strict durability and errors that say what to do.
//!
//! Values are strings and numbers under string keys: the little Heard needs.
//! A transaction ends by itself as soon as nothing is asked of it, so nothing
//! but its own methods may be awaited while it is open.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbCursor, IdbCursorDirection, IdbDatabase, IdbKeyRange, IdbObjectStore,
    IdbRequest, IdbTransaction,
};

use super::CryptoError;

/// What kind of trouble the storage has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageFault {
    /// The device is full.
    Full,
    /// The browser offers no storage here, or forbids it.
    Unavailable,
    /// The data were written by a newer Heard; this one must not touch them.
    Newer,
    /// Another tab holds an older version open.
    Blocked,
    /// Anything else.
    Broken,
}

/// Storage failed; nothing of the transaction was applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("storage: {detail}")]
pub struct StorageError {
    /// What kind of trouble.
    pub fault: StorageFault,
    /// The browser's own words, for staff.
    pub detail: String,
}

impl StorageError {
    /// An error of Heard's own, with words for staff.
    pub fn broken(detail: impl Into<String>) -> Self {
        Self { fault: StorageFault::Broken, detail: detail.into() }
    }
}

impl From<CryptoError> for StorageError {
    fn from(error: CryptoError) -> Self {
        Self::broken(error.to_string())
    }
}

impl From<JsValue> for StorageError {
    fn from(error: JsValue) -> Self {
        let Some(exception) = error.dyn_ref::<DomException>() else {
            return Self::broken(js_sys::Error::from(error).message());
        };
        let fault = match exception.name().as_str() {
            "QuotaExceededError" => StorageFault::Full,
            "SecurityError" | "InvalidStateError" => StorageFault::Unavailable,
            "VersionError" => StorageFault::Newer,
            "BlockedError" => StorageFault::Blocked,
            _ => StorageFault::Broken,
        };
        Self { fault, detail: format!("{}: {}", exception.name(), exception.message()) }
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = heard, js_name = database)]
    fn database() -> Result<Promise, JsValue>;

    /// `IDBDatabase` with the durability option, which web-sys does not offer.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

thread_local! {
    /// Hears of transactions that came to nothing, long after they were begun:
    /// so it is never dropped.
    static IGNORE: Closure<dyn FnMut(JsValue)> = Closure::new(|_| {});
}

/// The open database. Closes itself when another tab needs to upgrade it.
pub struct Database(IdbDatabase);

impl Database {
    /// The page's one connection, opened with its stores by `web/early.js`.
    ///
    /// # Errors
    /// See [`StorageFault`].
    pub async fn open() -> Result<Self, StorageError> {
        Ok(Self(JsFuture::from(database()?).await?.unchecked_into()))
    }

    /// A transaction that reads `stores`.
    ///
    /// # Errors
    /// When the database was closed.
    pub fn read(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.begin(stores, "readonly")
    }

    /// A transaction that writes `stores`, complete only once it is on disk
    /// (`durability: "strict"`).
    ///
    /// # Errors
    /// When the database was closed.
    pub fn write(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.begin(stores, "readwrite")
    }

    fn begin(&self, stores: &[&str], mode: &str) -> Result<Transaction, StorageError> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let transaction =
            self.0.unchecked_ref::<DurableDatabase>().transaction(&names, mode, &options)?;
        let ended = Promise::new(&mut |complete, abort| {
            transaction.set_oncomplete(Some(&complete));
            transaction.set_onabort(Some(&abort));
        });
        // A transaction whose end nobody awaits must not count as unhandled.
        IGNORE.with(|ignore| drop(ended.catch(ignore)));
        Ok(Transaction { transaction, ended })
    }
}

/// The keys from `low` to below `high`; none where nothing lies between: asking
/// for bounds the wrong way round throws.
fn between(low: &str, high: &str) -> Result<Option<IdbKeyRange>, StorageError> {
    let range = |low: JsValue, high: JsValue| {
        IdbKeyRange::bound_with_lower_open_and_upper_open(&low, &high, false, true)
    };
    Ok((low < high).then(|| range(low.into(), high.into())).transpose()?)
}

fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |success, error| {
        request.set_onsuccess(Some(&success));
        request.set_onerror(Some(&error));
    })
}

fn failure(request: &IdbRequest) -> StorageError {
    let exception = request.error().ok().flatten();
    exception.map_or_else(|| StorageError::broken("a request failed"), |e| JsValue::from(e).into())
}

/// Several reads and writes that happen together or not at all.
pub struct Transaction {
    transaction: IdbTransaction,
    ended: Promise,
}

impl Transaction {
    fn store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        Ok(self.transaction.object_store(name)?)
    }

    async fn answer(request: IdbRequest) -> Result<JsValue, StorageError> {
        match JsFuture::from(settled(&request)).await {
            Ok(_) => Ok(request.result()?),
            Err(_) => Err(failure(&request)),
        }
    }

    /// The value under `key`, or undefined.
    ///
    /// # Errors
    /// When the browser cannot read it.
    pub async fn get(&self, store: &str, key: &str) -> Result<JsValue, StorageError> {
        Self::answer(self.store(store)?.get(&key.into())?).await
    }

    /// Every key of `store`, ascending.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn keys(&self, store: &str) -> Result<Vec<String>, StorageError> {
        let keys = Self::answer(self.store(store)?.get_all_keys()?).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// Every value of `store`, by ascending key.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn values(&self, store: &str) -> Result<Array, StorageError> {
        Ok(Array::from(&Self::answer(self.store(store)?.get_all()?).await?))
    }

    /// The keys of what `index` of `store` has from `low` to below `high`.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn keys_between(
        &self,
        store: &str,
        index: &str,
        low: &str,
        high: &str,
    ) -> Result<Vec<String>, StorageError> {
        let Some(range) = between(low, high)? else { return Ok(Vec::new()) };
        let index = self.store(store)?.index(index)?;
        let keys = Self::answer(index.get_all_keys_with_key(&range)?).await?;
        Ok(Array::from(&keys).iter().filter_map(|key| key.as_string()).collect())
    }

    /// What `index` of `store` has from `low` to below `high`, each under its key.
    ///
    /// # Errors
    /// When the browser cannot read it.
    pub async fn entries_between(
        &self,
        store: &str,
        index: &str,
        low: &str,
        high: &str,
    ) -> Result<Vec<(String, JsValue)>, StorageError> {
        let keys = self.keys_between(store, index, low, high).await?;
        let Some(range) = between(low, high)? else { return Ok(Vec::new()) };
        let index = self.store(store)?.index(index)?;
        let values = Self::answer(index.get_all_with_key(&range)?).await?;
        Ok(keys.into_iter().zip(Array::from(&values)).collect())
    }

    /// Every key of `index` of `store` once, ascending: a cursor that steps from
    /// one to the next.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn index_keys(&self, store: &str, index: &str) -> Result<Vec<String>, StorageError> {
        let index = self.store(store)?.index(index)?;
        let all = JsValue::UNDEFINED;
        let request =
            index.open_key_cursor_with_range_and_direction(&all, IdbCursorDirection::Nextunique)?;
        let mut keys = Vec::new();
        loop {
            let step = Self::answer(request.clone()).await?;
            let Some(cursor) = step.dyn_ref::<IdbCursor>() else { return Ok(keys) };
            keys.extend(cursor.key()?.as_string());
            cursor.continue_()?;
        }
    }

    /// Every value of `store` under its key, by ascending key.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn entries(&self, store: &str) -> Result<Vec<(String, JsValue)>, StorageError> {
        let keys = self.keys(store).await?;
        Ok(keys.into_iter().zip(self.values(store).await?).collect())
    }

    /// How many values `store` holds.
    ///
    /// # Errors
    /// When the browser cannot read them.
    pub async fn count(&self, store: &str) -> Result<u32, StorageError> {
        let count = Self::answer(self.store(store)?.count()?).await?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of records is a small whole number"
        )]
        Ok(count.as_f64().unwrap_or_default() as u32)
    }

    /// Puts `value` under `key`; on disk only after [`Self::complete`].
    ///
    /// # Errors
    /// When the value cannot be taken; a full device shows at `complete`.
    pub fn put(&self, store: &str, key: &str, value: &JsValue) -> Result<(), StorageError> {
        self.store(store)?.put_with_key(value, &key.into())?;
        Ok(())
    }

    /// Adds `value` to a store that counts by itself; on disk only after
    /// [`Self::complete`].
    ///
    /// # Errors
    /// When the value cannot be taken.
    pub fn add(&self, store: &str, value: &JsValue) -> Result<(), StorageError> {
        self.store(store)?.add(value)?;
        Ok(())
    }

    /// Removes what is under `key`.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub fn delete(&self, store: &str, key: &str) -> Result<(), StorageError> {
        self.store(store)?.delete(&key.into())?;
        Ok(())
    }

    /// Gives up: nothing of this transaction is applied.
    pub fn abort(&self) {
        // Fails only when it has ended already.
        let _ = self.transaction.abort();
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// When it was not applied; then nothing of it was.
    pub async fn complete(self) -> Result<(), StorageError> {
        match JsFuture::from(self.ended).await {
            Ok(_) => Ok(()),
            Err(_) => Err(self.transaction.error().map_or_else(
                || StorageError::broken("a transaction was given up"),
                |error| JsValue::from(error).into(),
            )),
        }
    }
}
