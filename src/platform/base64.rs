//! Base64 by the browser's own functions, over bytes as Latin-1 characters.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn btoa(characters: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(catch)]
    fn atob(text: &str) -> Result<String, JsValue>;
}

/// `bytes` as base64.
pub fn encode(bytes: &[u8]) -> String {
    let characters: String = bytes.iter().copied().map(char::from).collect();
    // Fails only for characters beyond Latin-1, and these are bytes.
    btoa(&characters).unwrap_or_default()
}

/// The bytes that `text` stands for; none where it is no base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let characters = atob(text).ok()?;
    characters.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}

/// `bytes` in the alphabet that addresses leave alone, without padding.
pub fn encode_for_address(bytes: &[u8]) -> String {
    let swap = |letter| match letter {
        '+' => '-',
        '/' => '_',
        other => other,
    };
    encode(bytes).trim_end_matches('=').chars().map(swap).collect()
}

/// What [`encode_for_address`] wrote.
pub fn decode_from_address(text: &str) -> Option<Vec<u8>> {
    let swap = |letter| match letter {
        '-' => '+',
        '_' => '/',
        other => other,
    };
    decode(&text.chars().map(swap).collect::<String>())
}
