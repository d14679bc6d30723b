//! WebCrypto: random bytes, hashes, and the slow derivation that guards a
//! passphrase.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use super::Record;

/// WebCrypto is missing (the page is neither https nor on this machine) or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser's cryptography is not available here")]
pub struct CryptoError;

impl From<JsValue> for CryptoError {
    fn from(_: JsValue) -> Self {
        Self
    }
}

// By name and not by way of the window: workers have none. Outside secure contexts
// there is no `subtle`, and each of these throws.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"])]
    fn digest(algorithm: &str, bytes: &[u8]) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn import_key(
        format: &str,
        bytes: &[u8],
        algorithm: &JsValue,
        is_extractable: bool,
        usages: &Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = exportKey)]
    fn export_key(format: &str, key: &CryptoKey) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = generateKey)]
    fn generate_key(
        algorithm: &JsValue,
        is_extractable: bool,
        usages: &Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = deriveBits)]
    fn derive_bits(algorithm: &JsValue, key: &CryptoKey, length: u32) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = encrypt)]
    fn subtle_encrypt(
        algorithm: &JsValue,
        key: &CryptoKey,
        bytes: &[u8],
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = decrypt)]
    fn subtle_decrypt(
        algorithm: &JsValue,
        key: &CryptoKey,
        bytes: &[u8],
    ) -> Result<Promise, JsValue>;
}

/// `N` bytes nobody can foresee.
///
/// # Errors
/// When the browser has no source of randomness.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    get_random_values(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256 of `bytes`.
///
/// # Errors
/// Outside secure contexts.
pub async fn sha256(bytes: &[u8]) -> Result<Vec<u8>, CryptoError> {
    bytes_of(digest("SHA-256", bytes)?).await
}

async fn bytes_of(promise: Promise) -> Result<Vec<u8>, CryptoError> {
    let buffer: ArrayBuffer = JsFuture::from(promise).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
///
/// # Errors
/// Outside secure contexts.
pub async fn sha256_hex(bytes: &[u8]) -> Result<String, CryptoError> {
    let hex = |byte: u8| {
        [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'))
    };
    Ok(sha256(bytes).await?.into_iter().flat_map(hex).collect())
}

/// PBKDF2-SHA-256 of `passphrase`: 32 bytes.
///
/// # Errors
/// Outside secure contexts.
pub async fn derive_key(
    passphrase: &str,
    salt: &[u8],
    iterations: u32,
) -> Result<[u8; 32], CryptoError> {
    let usages = Array::of1(&"deriveBits".into());
    let key = import_key("raw", passphrase.as_bytes(), &"PBKDF2".into(), false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let algorithm = Record::new()
        .with("name", "PBKDF2")
        .with("hash", "SHA-256")
        .with("salt", Uint8Array::from(salt))
        .with("iterations", iterations);
    let bits = bytes_of(derive_bits(&algorithm.into(), &key, 256)?).await?;
    bits.try_into().map_err(|_| CryptoError)
}

/// AES-256-GCM: `plain` sealed under `key`, the tag appended; `about` is
/// authenticated with it.
///
/// # Errors
/// Outside secure contexts.
pub async fn encrypt(
    key: &[u8],
    iv: &[u8],
    about: &str,
    plain: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let key = aes_key(key, "encrypt").await?;
    bytes_of(subtle_encrypt(&gcm(iv, about), &key, plain)?).await
}

/// What [`encrypt`] sealed.
///
/// # Errors
/// With another key, or when anything was changed.
pub async fn decrypt(
    key: &[u8],
    iv: &[u8],
    about: &str,
    sealed: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let key = aes_key(key, "decrypt").await?;
    bytes_of(subtle_decrypt(&gcm(iv, about), &key, sealed)?).await
}

fn gcm(iv: &[u8], about: &str) -> JsValue {
    Record::new()
        .with("name", "AES-GCM")
        .with("iv", Uint8Array::from(iv))
        .with("additionalData", Uint8Array::from(about.as_bytes()))
        .into()
}

async fn aes_key(key: &[u8], usage: &str) -> Result<CryptoKey, CryptoError> {
    let usages = Array::of1(&usage.into());
    let key = import_key("raw", key, &"AES-GCM".into(), false, &usages)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

/// A pair of keys for agreement on P-256.
pub struct KeyPair {
    /// The public key's coordinates, base64url.
    pub public: [String; 2],
    /// The private key as PKCS#8.
    pub private: Vec<u8>,
}

/// A new pair.
///
/// # Errors
/// Outside secure contexts.
pub async fn new_key_pair() -> Result<KeyPair, CryptoError> {
    let usages = Array::of1(&"deriveBits".into());
    let pair = generate_key(&curve(), true, &usages)?;
    let pair = JsFuture::from(pair).await?;
    let part = |name: &str| -> Result<CryptoKey, CryptoError> {
        Ok(Reflect::get(&pair, &name.into())?.unchecked_into())
    };
    let public = JsFuture::from(export_key("jwk", &part("publicKey")?)?).await?;
    let coordinate = |name: &str| -> Result<String, CryptoError> {
        Reflect::get(&public, &name.into())?.as_string().ok_or(CryptoError)
    };
    let private = bytes_of(export_key("pkcs8", &part("privateKey")?)?).await?;
    Ok(KeyPair { public: [coordinate("x")?, coordinate("y")?], private })
}

/// A private key (PKCS#8) in the browser's keeping: it can be used, not read.
///
/// # Errors
/// When it is none on P-256.
pub async fn private_key(pkcs8: &[u8]) -> Result<CryptoKey, CryptoError> {
    let usages = Array::of1(&"deriveBits".into());
    let key = import_key("pkcs8", pkcs8, &curve(), false, &usages)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

fn curve() -> JsValue {
    Record::new().with("name", "ECDH").with("namedCurve", "P-256").into()
}
