//! AES: wrapping a key (RFC 3394), sealing bytes (GCM).

use aes_gcm::{
    Aes256Gcm, KeyInit as _,
    aead::{AeadInOut as _, consts::U32},
};
use aes_kw::KwAes256;
use zeroize::Zeroizing;

use super::{SealError, agreement::Key};

/// What was sealed with another key or other data, or is damaged: AES does not
/// tell which.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotAuthentic;

/// `key` under `wrapping`.
pub(super) fn wrap(wrapping: &Key, key: &Key) -> [u8; 40] {
    KwAes256::new(&(**wrapping).into()).wrap_fixed_key::<U32>(&(**key).into()).into()
}

/// What `wrap` wrapped.
pub(super) fn unwrap(wrapping: &Key, wrapped: &[u8; 40]) -> Result<Key, NotAuthentic> {
    let mut key = Zeroizing::new([0; 32]);
    KwAes256::new(&(**wrapping).into())
        .unwrap_key(wrapped, key.as_mut_slice())
        .map_err(|_| NotAuthentic)?;
    Ok(key)
}

/// Seals `bytes` where they stand; gives the tag.
pub(super) fn seal(
    key: &Key,
    iv: &[u8; 12],
    aad: &[u8],
    bytes: &mut [u8],
) -> Result<[u8; 16], SealError> {
    let cipher = Aes256Gcm::new(&(**key).into());
    // Refused only beyond 64 GB.
    let tag = cipher.encrypt_inout_detached(&(*iv).into(), aad, bytes.into());
    tag.map(Into::into).map_err(|_| SealError::Content("too long".to_owned()))
}

/// Opens a copy of `bytes`.
pub(super) fn open(
    key: &Key,
    iv: &[u8; 12],
    aad: &[u8],
    bytes: &[u8],
    tag: &[u8; 16],
) -> Result<Zeroizing<Vec<u8>>, NotAuthentic> {
    let mut opened = Zeroizing::new(bytes.to_vec());
    Aes256Gcm::new(&(**key).into())
        .decrypt_inout_detached(&(*iv).into(), aad, opened.as_mut_slice().into(), &(*tag).into())
        .map_err(|_| NotAuthentic)?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3394, section 4.6: 256 bits of key data with a 256-bit key.
    #[test]
    fn wrapping_is_the_published_one() {
        let wrapping = Key::new(std::array::from_fn(|index| u8::try_from(index).unwrap()));
        let key = 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff_u128.to_be_bytes();
        let more = 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f_u128.to_be_bytes();
        let key = Key::new([key, more].concat().try_into().unwrap());
        let wrapped = wrap(&wrapping, &key);
        let published = [
            0x28c9_f404_c4b8_10f4_u64,
            0xcbcc_b35c_fb87_f826,
            0x3f57_86e2_d80e_d326,
            0xcbc7_f0e7_1a99_f43b,
            0xfb98_8b9b_7a02_dd21,
        ];
        assert_eq!(wrapped.as_slice(), published.map(u64::to_be_bytes).concat());
        assert_eq!(unwrap(&wrapping, &wrapped), Ok(key));
    }
}
