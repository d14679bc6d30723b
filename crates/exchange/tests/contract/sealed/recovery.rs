//! The recovery key, copied from paper.

use heard_exchange::sealed::{RecoveryKey, RecoveryKeyError};
use proptest::prelude::*;

#[test]
fn a_recovery_key_is_printed_in_groups_of_four() {
    let key = RecoveryKey::from_random(
        *b"\x00\x44\x32\x14\xc7\x42\x54\xb6\x35\xcf\x84\x65\x3a\x56\xd7\xc6\x75\xbe\x77\xdf",
    );
    assert_eq!(key.to_string(), "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ");
    assert_eq!(key.as_str(), "0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    assert_eq!(format!("{key:?}"), "RecoveryKey(…)");
}

#[test]
fn it_is_read_as_people_write_it() {
    let meant = RecoveryKey::parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-0111").unwrap();
    for written in [
        "0123456789abcdefghjkmnpqrstv0111",
        " o123 4567 89ab cdef\nGHJK MNPQ RSTV oIlL ",
        "O123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-OiiI",
    ] {
        assert_eq!(RecoveryKey::parse(written), Ok(meant.clone()), "{written}");
    }
}

#[test]
fn what_cannot_be_one_is_refused_with_the_place_and_without_repeating_it() {
    let told = |text: &str| RecoveryKey::parse(text).unwrap_err();
    assert_eq!(told(""), RecoveryKeyError::Length(0));
    assert_eq!(told(&"7".repeat(31)), RecoveryKeyError::Length(31));
    assert_eq!(told(&"7".repeat(33)), RecoveryKeyError::Length(33));
    assert_eq!(told("0123-456U"), RecoveryKeyError::Character(8));
    assert_eq!(told("０"), RecoveryKeyError::Character(1));
}

proptest! {
    #[test]
    fn every_key_is_read_from_its_print(bytes in any::<[u8; 20]>()) {
        let key = RecoveryKey::from_random(bytes);
        prop_assert_eq!(RecoveryKey::parse(&key.to_string().to_lowercase()), Ok(key));
    }
}
