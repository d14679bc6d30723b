//! What independent libraries sealed.

use heard_exchange::sealed::{Jwe, Label};

use super::{Fixture, response};

#[test]
fn what_other_libraries_seal_opens_for_everybody_it_is_for() {
    for file in ["jose.json", "jwcrypto.json", "keyring.json", "native.json"] {
        let fixture = Fixture::read(file);
        let keys = fixture.keys();
        for sealed in &fixture.sealed {
            let jwe = Jwe::read(&sealed.jwe).unwrap();
            assert!(!sealed.opens.is_empty());
            for key in &keys {
                let opened = jwe.open_bytes(std::slice::from_ref(key));
                if sealed.opens.contains(&key.public().kid) {
                    let opened = opened.unwrap();
                    assert_eq!(*opened, sealed.content.as_bytes(), "{file}: {}", sealed.name);
                } else {
                    assert!(opened.is_err(), "{file}: {} is not for everybody", sealed.name);
                }
            }
        }
    }
}

#[test]
fn the_response_inside_is_the_one_of_the_label() {
    let (mut with_label, expected) = (0, response());
    for file in ["jose.json", "jwcrypto.json", "keyring.json", "native.json"] {
        let fixture = Fixture::read(file);
        for sealed in &fixture.sealed {
            let jwe = Jwe::read(&sealed.jwe).unwrap();
            let Some(aad) = &sealed.aad else {
                assert!(jwe.label().is_err(), "{file}: {}", sealed.name);
                continue;
            };
            with_label += 1;
            let label = jwe.label().unwrap();
            assert_eq!((label.clone(), label.to_string()), (Label::of(&expected), aad.clone()));
            assert_eq!(jwe.open(&fixture.keys()), Ok(expected.clone()), "{}", sealed.name);
        }
    }
    assert!(with_label >= 10);
}

#[test]
fn what_is_read_is_written_again_with_the_same_meaning() {
    for file in ["jose.json", "jwcrypto.json"] {
        for sealed in Fixture::read(file).sealed {
            let jwe = Jwe::read(&sealed.jwe).unwrap();
            assert_eq!(Jwe::read(&jwe.to_string()), Ok(jwe), "{}", sealed.name);
        }
    }
}
