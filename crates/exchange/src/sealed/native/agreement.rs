//! Agreeing on a key: ECDH on P-256, and the Concat KDF over it (RFC 7518,
//! section 4.6).

use p256::{Sec1Point, SecretKey, elliptic_curve::sec1::ToSec1Point as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::sealed::{KeyError, Point};

/// A key of 256 bits that is wiped when it is dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// Who agrees, beside the two keys: parts of the derivation.
#[derive(Clone, Copy)]
pub(super) struct Parties<'p> {
    pub(super) algorithm: &'p str,
    pub(super) apu: &'p [u8],
    pub(super) apv: &'p [u8],
}

/// The key on which `secret` and the owner of `point` agree.
pub(super) fn agree(
    secret: &SecretKey,
    point: &Point,
    parties: Parties<'_>,
) -> Result<Key, KeyError> {
    let shared = secret.diffie_hellman(&curve_point(point)?);
    Ok(concat_kdf(shared.raw_secret_bytes(), parties, 256))
}

/// `point`, if it lies on the curve.
pub(super) fn curve_point(point: &Point) -> Result<p256::PublicKey, KeyError> {
    let encoded = Sec1Point::from_affine_coordinates(&point.x.into(), &point.y.into(), false);
    p256::PublicKey::from_sec1_bytes(encoded.as_bytes()).map_err(|_| KeyError::OffCurve)
}

/// Where the public half of `secret` lies.
pub(super) fn point_of(secret: &SecretKey) -> Point {
    let encoded = secret.public_key().to_sec1_point(false);
    let bytes = encoded.as_bytes();
    // One byte that says "uncompressed", then both coordinates.
    let mut point = Point { x: [0; 32], y: [0; 32] };
    point.x.copy_from_slice(&bytes[1..33]);
    point.y.copy_from_slice(&bytes[33..65]);
    point
}

/// The derivation, in one round: at most 256 bits are wanted. What is beyond
/// `bits` is the caller's to drop.
fn concat_kdf(shared: &[u8], parties: Parties<'_>, bits: u32) -> Key {
    let mut hash = Sha256::new();
    hash.update(1_u32.to_be_bytes());
    hash.update(shared);
    for part in [parties.algorithm.as_bytes(), parties.apu, parties.apv] {
        // Texts within the limits of a JWE.
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        hash.update(length.to_be_bytes());
        hash.update(part);
    }
    hash.update(bits.to_be_bytes());
    Zeroizing::new(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealed::base64url;

    fn number(text: &str) -> [u8; 32] {
        base64url::decode(text).unwrap().try_into().unwrap()
    }

    /// RFC 7518, appendix C: Alice's ephemeral key, Bob's static one.
    #[test]
    fn the_agreement_is_the_published_one() {
        let secret = number("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        let point = Point {
            x: number("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"),
            y: number("e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck"),
        };
        let parties = Parties { algorithm: "A128GCM", apu: b"Alice", apv: b"Bob" };
        let shared =
            SecretKey::from_slice(&secret).unwrap().diffie_hellman(&curve_point(&point).unwrap());
        let key = concat_kdf(shared.raw_secret_bytes(), parties, 128);
        assert_eq!(base64url::encode(&key[..16]), "VqqN6vgjbSBcIijNcacQGg");
    }

    #[test]
    fn a_point_beside_the_curve_is_refused() {
        let point = Point {
            x: number("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"),
            y: number("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ"),
        };
        assert_eq!(curve_point(&point), Err(KeyError::OffCurve));
    }
}
