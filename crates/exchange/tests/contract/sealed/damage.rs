//! A sealed response that was changed on its way.

use heard_exchange::sealed::{Jwe, native::PrivateKey};
use proptest::prelude::*;

use super::{response, sealed};

/// What comes of a text: the response, or nothing.
fn open(text: &[u8], key: &PrivateKey) -> Option<heard_exchange::Response> {
    let jwe = Jwe::read(std::str::from_utf8(text).ok()?).ok()?;
    jwe.open(std::slice::from_ref(key)).ok()
}

/// Every byte, each with another bit of it.
#[test]
fn a_flipped_bit_anywhere_is_refused() {
    let (jwe, key) = sealed();
    let text = jwe.to_string();
    // A key is tried where no name says whose it is: then the name is not needed.
    let name = text.find("\"kid\"").unwrap();
    for index in 0..text.len() {
        let mut flipped = text.clone().into_bytes();
        flipped[index] ^= 1 << (index % 7);
        let opened = open(&flipped, &key);
        let is_spare = (name..name + "\"kid\"".len()).contains(&index);
        assert!(opened.is_none() || is_spare && opened == Some(response()), "byte {index}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn bytes_put_in_place_of_others_are_refused(
        at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..9)
    ) {
        let (jwe, key) = sealed();
        let mut text = jwe.to_string().into_bytes();
        let begin = at.index(text.len());
        let end = text.len().min(begin + bytes.len());
        let before = text.clone();
        text.splice(begin..end, bytes);
        if text != before {
            let opened = open(&text, &key);
            prop_assert!(opened.is_none() || opened == Some(response()));
        }
    }
}

#[test]
fn what_was_cut_off_is_refused() {
    let (jwe, key) = sealed();
    let text = jwe.to_string();
    assert_eq!(open(text.as_bytes(), &key), Some(response()));
    for length in 0..text.len() {
        assert_eq!(Jwe::read(&text[..length]).ok(), None, "{length} bytes");
    }
}
