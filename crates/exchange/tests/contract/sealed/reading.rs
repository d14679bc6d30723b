//! What cannot be read is refused with its place.

use heard_exchange::sealed::{Jwe, MAX_JWE_BYTES};
use serde_json::{Value, json};

use super::sealed;

/// A sealed text with the value at `pointer` replaced, or taken out.
fn changed(pointer: &str, value: Option<Value>) -> String {
    let mut jwe: Value = serde_json::from_str(&sealed().0.to_string()).unwrap();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = jwe.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => parent.insert(name.to_owned(), value),
        None => parent.remove(name),
    };
    jwe.to_string()
}

fn told(text: &str) -> String {
    Jwe::read(text).unwrap_err().to_string()
}

#[test]
fn every_mistake_is_named_with_its_place() {
    // {"enc":"A128GCM"} and {"enc":"A256GCM","crit":["exp"]}
    let (other, critical) =
        ("eyJlbmMiOiJBMTI4R0NNIn0", "eyJlbmMiOiJBMjU2R0NNIiwiY3JpdCI6WyJleHAiXX0");
    let header = "/recipients/0/header";
    for (pointer, value, expected) in [
        ("/iv", None, "iv: this is missing"),
        ("/iv", Some(json!("AAAA")), "iv: this has 3 bytes where 12 belong"),
        ("/tag", Some(json!("A+/=")), "tag: this is not base64url without padding"),
        ("/tag", Some(json!(7)), "tag: this should be a text"),
        ("/ciphertext", None, "ciphertext: this is missing"),
        ("/aad", Some(json!("%")), "aad: this is not base64url without padding"),
        ("/recipients", Some(json!({})), "recipients: this should be a list"),
        (
            "/recipients",
            Some(json!([])),
            "recipients: there are 0 recipients; 1 to 16 are possible",
        ),
        ("/recipients", Some(json!([7])), "recipients[0]: this should be an object"),
        ("/recipients/0/encrypted_key", None, "recipients[0].encrypted_key: this is missing"),
        (header, None, "recipients[0].header.alg: this is missing"),
        (
            "/protected",
            Some(json!(other)),
            "protected.enc: \"A128GCM\" is not known here; A256GCM is",
        ),
        ("/protected", Some(json!(critical)), "protected.crit: this is not supported"),
        ("/protected", None, "recipients[0].header.enc: this is missing"),
        (
            "/unprotected",
            Some(json!({ "enc": "A256GCM" })),
            "protected.enc: this stands in more than one header",
        ),
        ("/unprotected", Some(json!({ "zip": "DEF" })), "unprotected.zip: this is not supported"),
    ] {
        assert_eq!(told(&changed(pointer, value)), expected);
    }
    for (name, value, expected) in [
        ("alg", json!("RSA-OAEP"), "alg: \"RSA-OAEP\" is not known here; ECDH-ES+A256KW is"),
        ("kid", json!(1), "kid: this should be a text"),
        ("epk", json!({ "kty": "OKP" }), "epk.kty: \"OKP\" is not known here; EC is"),
        (
            "epk",
            json!({ "kty": "EC", "crv": "P-384" }),
            "epk.crv: \"P-384\" is not known here; P-256 is",
        ),
        (
            "epk",
            json!({ "kty": "EC", "crv": "P-256", "x": "" }),
            "epk.x: this has 0 bytes where 32 belong",
        ),
        ("apu", json!("*"), "apu: this is not base64url without padding"),
    ] {
        let told = told(&changed(&format!("{header}/{name}"), Some(value)));
        assert_eq!(told, format!("recipients[0].header.{expected}"));
    }
}

#[test]
fn what_is_no_sealed_text_at_all_is_told() {
    assert_eq!(told(""), "this is not JSON: neither an object nor compact serialization");
    assert_eq!(told("a.b.c"), "this has 3 parts between dots where a sealed text has 5");
    assert_eq!(told("a.b.c.d.e"), "protected: this is not base64url without padding");
    assert!(told("{").starts_with("this is not JSON: "));
    assert!(told(&"[".repeat(100_000)).starts_with("this is not JSON: "));
    assert!(told(&format!("{{\"iv\":{}", "[".repeat(100_000))).starts_with("this is not JSON: "));
}

#[test]
fn what_is_larger_than_any_response_is_not_even_read() {
    let told = told(&format!("{{{}", " ".repeat(MAX_JWE_BYTES)));
    assert_eq!(told, format!("this is longer than {MAX_JWE_BYTES} bytes"));
    let many = vec![json!({}); 17];
    let told = self::told(&changed("/recipients", Some(json!(many))));
    assert_eq!(told, "recipients: there are 17 recipients; 1 to 16 are possible");
}
