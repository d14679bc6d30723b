//! Keys in files.

use heard_exchange::sealed::{KeyError, PublicKey, native::PrivateKey};
use serde_json::{Value, json};

use super::{Fixture, file, new_keys};

#[test]
fn a_private_key_is_read_as_jwk_and_as_pem() {
    let fixture: Value = serde_json::from_str(&file("keyring.json")).unwrap();
    let by_jwk = PrivateKey::read(&fixture["keys"][0].to_string()).unwrap();
    let by_pem = PrivateKey::read(fixture["pem"].as_str().unwrap()).unwrap();
    assert_eq!(by_jwk.public(), by_pem.public());
    let again = PrivateKey::from_pkcs8(&by_pem.to_pkcs8().unwrap()).unwrap();
    assert_eq!(again.to_jwk(), by_jwk.to_jwk());
}

/// The names were given by the libraries that made the keys.
#[test]
fn a_key_has_the_name_other_libraries_give_it() {
    for name in ["jose.json", "jwcrypto.json", "keyring.json"] {
        let fixture = Fixture::read(name);
        for (key, jwk) in fixture.keys().iter().zip(&fixture.keys) {
            assert_eq!(key.public().kid, jwk["kid"].as_str().unwrap());
            assert_eq!(key.public().check(), Ok(()));
        }
    }
}

#[test]
fn a_public_key_is_written_and_read_again() {
    let key = new_keys(1).remove(0).public().clone();
    let text = serde_json::to_string(&key).unwrap();
    assert!(text.starts_with(r#"{"kty":"EC","crv":"P-256","x":""#), "{text}");
    assert_eq!(serde_json::from_str::<PublicKey>(&text).unwrap(), key);
}

#[test]
fn the_wrong_half_is_told() {
    let key = new_keys(1).remove(0);
    let public = serde_json::to_string(key.public()).unwrap();
    assert_eq!(PrivateKey::read(&public).unwrap_err(), KeyError::Public);
    let pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
    assert_eq!(PrivateKey::read(pem).unwrap_err(), KeyError::Public);
    let told = serde_json::from_str::<PublicKey>(&key.to_jwk()).unwrap_err().to_string();
    assert!(told.contains("private key"), "{told}");
}

#[test]
fn what_is_no_key_of_ours_is_refused() {
    let jwk: Value = serde_json::from_str(&new_keys(1)[0].to_jwk()).unwrap();
    let with = |name: &str, value: Value| {
        let mut jwk = jwk.clone();
        jwk[name] = value;
        PrivateKey::read(&jwk.to_string()).unwrap_err()
    };
    let other: Value = serde_json::from_str(&new_keys(1)[0].to_jwk()).unwrap();
    assert_eq!(with("d", other["d"].clone()), KeyError::Halves);
    assert_eq!(with("d", json!("AAAA")), KeyError::Number("d"));
    assert_eq!(with("x", json!("AAAA")), KeyError::Number("x"));
    assert!(matches!(with("crv", json!("P-521")), KeyError::Kind { .. }));
    assert!(matches!(with("kty", json!(1)), KeyError::Malformed(_)));
    for text in
        ["", "hello", "{", "-----BEGIN PRIVATE KEY-----\n", "{\"kty\":\"oct\",\"k\":\"AA\"}"]
    {
        assert!(PrivateKey::read(text).is_err(), "{text}");
    }
    let zero = format!("\"{}\"", "A".repeat(43));
    assert!(PrivateKey::read(&jwk.to_string().replace(&jwk["d"].to_string(), &zero)).is_err());
}

#[test]
fn a_private_key_is_not_shown_by_mistake() {
    let key = new_keys(1).remove(0);
    let jwk: Value = serde_json::from_str(&key.to_jwk()).unwrap();
    assert!(!format!("{key:?}").contains(jwk["d"].as_str().unwrap()));
}
