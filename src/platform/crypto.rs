//! WebCrypto: random bytes, hashes, and the slow derivation that guards a
//! passphrase.

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use super::{Record, window};

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

/// SHA-256 of `bytes`.
///
/// # Errors
/// Outside secure contexts.
pub async fn sha256(bytes: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let promise =
        subtle()?.digest_with_str_and_buffer_source("SHA-256", &Uint8Array::from(bytes))?;
    bytes_of(promise).await
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
    let bytes = Uint8Array::from(plain);
    bytes_of(subtle()?.encrypt_with_object_and_buffer_source(&gcm(iv, about), &key, &bytes)?).await
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
    let bytes = Uint8Array::from(sealed);
    bytes_of(subtle()?.decrypt_with_object_and_buffer_source(&gcm(iv, about), &key, &bytes)?).await
}

fn gcm(iv: &[u8], about: &str) -> Object {
    Record::new()
        .with("name", "AES-GCM")
        .with("iv", Uint8Array::from(iv))
        .with("additionalData", Uint8Array::from(about.as_bytes()))
        .into()
}

async fn aes_key(key: &[u8], usage: &str) -> Result<CryptoKey, CryptoError> {
    let bytes: Object = Uint8Array::from(key).into();
    let usages = Array::of1(&usage.into());
    let key = subtle()?.import_key_with_str("raw", &bytes, "AES-GCM", false, &usages)?;
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
    let pair = subtle()?.generate_key_with_object(&curve(), true, &usages)?;
    let pair = JsFuture::from(pair).await?;
    let part = |name: &str| -> Result<CryptoKey, CryptoError> {
        Ok(Reflect::get(&pair, &name.into())?.unchecked_into())
    };
    let public = JsFuture::from(subtle()?.export_key("jwk", &part("publicKey")?)?).await?;
    let coordinate = |name: &str| -> Result<String, CryptoError> {
        Reflect::get(&public, &name.into())?.as_string().ok_or(CryptoError)
    };
    let private = bytes_of(subtle()?.export_key("pkcs8", &part("privateKey")?)?).await?;
    Ok(KeyPair { public: [coordinate("x")?, coordinate("y")?], private })
}

/// A private key (PKCS#8) in the browser's keeping: it can be used, not read.
///
/// # Errors
/// When it is none on P-256.
pub async fn private_key(pkcs8: &[u8]) -> Result<CryptoKey, CryptoError> {
    let bytes: Object = Uint8Array::from(pkcs8).into();
    let usages = Array::of1(&"deriveBits".into());
    let key = subtle()?.import_key_with_object("pkcs8", &bytes, &curve(), false, &usages)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

fn curve() -> Object {
    Record::new().with("name", "ECDH").with("namedCurve", "P-256").into()
}
