//! Sealing and opening: for those it is for, and for nobody else.

use heard_exchange::sealed::{
    ContentError, Jwe, KeyError, Label, PublicKey,
    native::{OpenError, SealError},
    pad,
};
use proptest::prelude::*;

use super::{new_keys, public, random, response, sealed};
use crate::support::survey;

proptest! {
    // Every case makes keys; the curve is what takes time.
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_opens_for_each_recipient_and_for_no_other(
        (_, responses) in survey(), count in 1..=4_usize
    ) {
        let keys = new_keys(count + 1);
        let (stranger, keys) = keys.split_last().unwrap();
        for response in responses {
            let text = Jwe::seal(&response, &public(keys), &mut random()).unwrap().to_string();
            let jwe = Jwe::read(&text).unwrap();
            prop_assert_eq!(jwe.label().unwrap(), Label::of(&response));
            for key in keys {
                prop_assert_eq!(jwe.open(std::slice::from_ref(key)), Ok(response.clone()));
            }
            prop_assert_eq!(
                jwe.open(std::slice::from_ref(stranger)), Err(OpenError::OtherKey)
            );
        }
    }

    #[test]
    fn padding_keeps_the_text_and_hides_its_length(text in any::<String>()) {
        let padded = pad(&text);
        prop_assert_eq!(padded.len() % 256, 0);
        prop_assert!(padded.len() < text.len() + 256);
        prop_assert_eq!(padded.strip_prefix(&text).unwrap().trim_matches(' '), "");
    }
}

#[test]
fn the_same_response_is_never_sealed_to_the_same_text() {
    let (first, key) = sealed();
    let second = Jwe::seal(&response(), &[key.public().clone()], &mut random()).unwrap();
    let [first, second] = [first, second].map(|jwe| jwe.to_string());
    let member = |text: &str, name: &str| {
        serde_json::from_str::<serde_json::Value>(text).unwrap()[name].to_string()
    };
    for name in ["iv", "ciphertext", "tag", "recipients"] {
        assert_ne!(member(&first, name), member(&second, name), "{name}");
    }
}

#[test]
fn another_responses_label_is_refused_and_the_field_named() {
    let key = new_keys(1).remove(0);
    let (inside, recipients) = (response(), [key.public().clone()]);
    let content = pad(&serde_json::to_string(&inside).unwrap());
    let open_under = |label: &Label| {
        let label = label.to_string();
        let jwe = Jwe::seal_bytes(content.as_bytes(), Some(&label), &recipients, &mut random());
        jwe.unwrap().open(std::slice::from_ref(&key))
    };
    let label = Label::of(&inside);
    let other = Label {
        id: "ffffffff-4f50-4162-b384-95a6b7c8d9ea".parse().unwrap(),
        device: "tablet-2".to_owned().try_into().unwrap(),
        sequence: label.sequence.next(),
        ..label.clone()
    };
    assert_eq!(open_under(&label), Ok(inside));
    for (field, label) in [
        ("id", Label { id: other.id, ..label.clone() }),
        ("device", Label { device: other.device, ..label.clone() }),
        ("sequence", Label { sequence: other.sequence, ..label }),
    ] {
        match open_under(&label) {
            Err(OpenError::Content(ContentError::Mismatch { field: named, .. })) => {
                assert_eq!(named, field);
            }
            other => panic!("{field}: {other:?}"),
        }
    }
}

#[test]
fn what_is_no_response_is_told_from_what_was_changed() {
    let key = new_keys(1).remove(0);
    let label = Label::of(&response()).to_string();
    let jwe = Jwe::seal_bytes(b"[]", Some(&label), &[key.public().clone()], &mut random()).unwrap();
    let told = jwe.open(&[key]).unwrap_err().to_string();
    assert!(told.starts_with("what is sealed is no response: "), "{told}");
}

#[test]
fn nothing_is_sealed_to_nobody_or_to_a_key_that_is_none() {
    let good = new_keys(1).remove(0).public().clone();
    let seal = |recipients: &[PublicKey]| Jwe::seal(&response(), recipients, &mut random());
    assert_eq!(seal(&[]), Err(SealError::Recipients(0)));
    assert_eq!(seal(&vec![good.clone(); 17]), Err(SealError::Recipients(17)));
    let mut beside = good.clone();
    beside.point.y = beside.point.x;
    let error = KeyError::OffCurve;
    assert_eq!(seal(&[good.clone(), beside]), Err(SealError::Key { index: 1, error }));
    let renamed = PublicKey { kid: "A".repeat(43), ..good };
    let error = KeyError::Name("A".repeat(43));
    assert_eq!(seal(&[renamed]), Err(SealError::Key { index: 0, error }));
}
