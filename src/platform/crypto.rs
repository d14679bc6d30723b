//! WebCrypto: random bytes, hashes, and the slow derivation that guards a
//! passphrase.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use super::window;

/// WebCrypto is missing (the page is neither https nor on this machine) or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser's cryptography is not available here")]
pub struct CryptoError;

impl From<JsValue> for CryptoError {
    fn from(_: JsValue) -> Self {
        Self
    }
}

fn crypto() -> Result<Crypto, CryptoError> {
    Ok(window().crypto()?)
}

fn subtle() -> Result<SubtleCrypto, CryptoError> {
    let subtle: JsValue = crypto()?.subtle().into();
    // Undefined where the page is not a secure context.
    subtle.dyn_into().map_err(|_| CryptoError)
}

/// `N` bytes nobody can foresee.
///
/// # Errors
/// When the browser has no source of randomness.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
///
/// # Errors
/// Outside secure contexts.
pub async fn sha256_hex(bytes: &[u8]) -> Result<String, CryptoError> {
    let promise =
        subtle()?.digest_with_str_and_buffer_source("SHA-256", &Uint8Array::from(bytes))?;
    let digest: ArrayBuffer = JsFuture::from(promise).await?.unchecked_into();
    let hex = |byte: u8| {
        [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'))
    };
    Ok(Uint8Array::new(&digest).to_vec().into_iter().flat_map(hex).collect())
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
    let subtle = subtle()?;
    let secret: Object = Uint8Array::from(passphrase.as_bytes()).into();
    let usages = Array::of1(&"deriveBits".into());
    let key = subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();

    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"PBKDF2".into())?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
    Reflect::set(&algorithm, &"salt".into(), &Uint8Array::from(salt))?;
    Reflect::set(&algorithm, &"iterations".into(), &iterations.into())?;
    let bits = subtle.derive_bits_with_object(&algorithm, &key, 256)?;
    let bits: ArrayBuffer = JsFuture::from(bits).await?.unchecked_into();
    let mut derived = [0; 32];
    Uint8Array::new(&bits).copy_to(&mut derived);
    Ok(derived)
}
