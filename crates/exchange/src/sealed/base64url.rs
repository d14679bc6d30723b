//! Bytes as text: base64url without padding (RFC 4648, section 5), read
//! strictly, so that one value has one text. For serde: `#[serde(with = …)]`.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

/// The text of `bytes`.
pub(super) fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The bytes of `text`, where it is the text of any.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

pub(super) fn serialize<S: Serializer>(
    bytes: &impl AsRef<[u8]>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&encode(bytes.as_ref()))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    let bytes = decode(&text).ok_or_else(|| D::Error::custom("not base64url without padding"))?;
    let length = bytes.len();
    bytes
        .try_into()
        .map_err(|_| D::Error::custom(format!("{length} bytes are not the right number")))
}
