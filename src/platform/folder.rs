//! A folder of the device that a person granted once, and where files may be put
//! from then on (File System Access). Only browsers on Chromium's side have it.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{FileError, window};

#[wasm_bindgen]
extern "C" {
    type Picker;
    #[wasm_bindgen(method, catch, js_name = showDirectoryPicker)]
    async fn pick(this: &Picker, options: &JsValue) -> Result<JsValue, JsValue>;

    /// The folder, by a handle that the database can keep.
    #[derive(Clone, Debug)]
    pub type Folder;
    /// What it is called, without the way to it.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Folder) -> String;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    async fn request(this: &Folder, options: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    async fn file(this: &Folder, name: &str, options: &JsValue) -> Result<JsValue, JsValue>;

    type Handle;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    async fn writable(this: &Handle) -> Result<JsValue, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    async fn write(this: &Writable, bytes: &Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn close(this: &Writable) -> Result<JsValue, JsValue>;
}

/// Whether this browser lets people grant a folder.
pub fn has_folders() -> bool {
    Reflect::has(&window(), &"showDirectoryPicker".into()) == Ok(true)
}

impl Folder {
    /// Lets the person choose one. Must follow their action at once, or the browser
    /// refuses.
    ///
    /// # Errors
    /// See [`FileError`].
    pub async fn choose() -> Result<Self, FileError> {
        let picker: Picker = window().unchecked_into();
        Ok(picker.pick(&options("mode", "readwrite".into())?).await?.unchecked_into())
    }

    /// Whether files may still be put there; the browser may ask the person, and
    /// refuses without an action of theirs.
    ///
    /// # Errors
    /// See [`FileError`].
    pub async fn is_granted(&self) -> Result<bool, FileError> {
        let answer = self.request(&options("mode", "readwrite".into())?).await?;
        Ok(answer == "granted")
    }

    /// Puts a file there, whole or not at all; one of that name gives way to it.
    ///
    /// # Errors
    /// When it does not fit, or the folder is gone.
    pub async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        let file = self.file(name, &options("create", true.into())?).await?;
        let stream: Writable = file.unchecked_into::<Handle>().writable().await?.unchecked_into();
        stream.write(&Uint8Array::from(bytes)).await?;
        stream.close().await?;
        Ok(())
    }
}

fn options(name: &str, value: JsValue) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &name.into(), &value)?;
    Ok(options.into())
}
