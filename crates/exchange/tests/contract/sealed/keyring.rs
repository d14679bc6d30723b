//! The keyring: what opens it, and what does not.

use heard_exchange::sealed::{
    By, Jwe, Keyring, KeyringError, RecoveryKey,
    native::{PrivateKey, Secret, UnlockError},
};
use serde_json::{Value, json};

use super::{Fixture, file, random, response};

/// Recorded: the keyring, the passphrase, the recovery key.
fn recorded() -> (Keyring, String, RecoveryKey) {
    let fixture: Value = serde_json::from_str(&file("keyring.json")).unwrap();
    let text = |name: &str| fixture[name].as_str().unwrap().to_owned();
    let keyring = Keyring::parse(&fixture["keyring"].to_string()).unwrap();
    (keyring, text("passphrase"), RecoveryKey::parse(&text("recovery")).unwrap())
}

/// The full-width form of a letter of ASCII.
fn widened(letter: char) -> char {
    match letter {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
        other => other,
    }
}

fn jwks(keys: &[PrivateKey]) -> Vec<Value> {
    keys.iter().map(|key| serde_json::from_str(&key.to_jwk()).unwrap()).collect()
}

#[test]
fn a_keyring_made_by_another_program_opens_by_both_secrets() {
    let (keyring, passphrase, recovery) = recorded();
    let fixture = Fixture::read("keyring.json");
    // As an input method for Chinese may write it.
    let wide: String = passphrase.chars().map(widened).collect();
    assert_ne!(wide, passphrase);
    let secrets = [&passphrase, &wide].map(|text| Secret::Passphrase(text));
    for secret in secrets.into_iter().chain([Secret::Recovery(&recovery)]) {
        let opened = keyring.open(secret).unwrap();
        assert_eq!(jwks(opened.keys()), fixture.keys);
        for sealed in &fixture.sealed {
            let jwe = Jwe::read(&sealed.jwe).unwrap();
            assert_eq!(jwe.open(opened.keys()), Ok(response()), "{}", sealed.name);
        }
    }
    let kids: Vec<_> = keyring.public_keys().map(|key| key.kid).collect();
    assert_eq!(kids, [fixture.keys[0]["kid"].clone(), fixture.keys[1]["kid"].clone()]);
}

#[test]
fn another_secret_does_not_open_it() {
    let (mut keyring, passphrase, _) = recorded();
    let refused = |keyring: &Keyring, secret| keyring.open(secret).err().unwrap();
    let wrong = UnlockError::WrongSecret(By::Passphrase);
    assert_eq!(refused(&keyring, Secret::Passphrase("订书机 电池 horse")), wrong);
    let other = RecoveryKey::from_random([7; 20]);
    let wrong = UnlockError::WrongSecret(By::Recovery);
    assert_eq!(refused(&keyring, Secret::Recovery(&other)), wrong);
    // A lock is for the kind of secret it says: the two cannot be exchanged.
    keyring.locks.remove(0);
    let none = UnlockError::NoLock(By::Passphrase);
    assert_eq!(refused(&keyring, Secret::Passphrase(&passphrase)), none);
    keyring.locks[0].by = By::Passphrase;
    let wrong = UnlockError::WrongSecret(By::Passphrase);
    assert_eq!(refused(&keyring, Secret::Passphrase("0123456789ABCDEFGHJKMNPQRSTVWXYZ")), wrong);
}

#[test]
fn secrets_change_and_keys_are_added_without_sealing_anything_anew() {
    let recovery = RecoveryKey::from_random([9; 20]);
    let secrets = [Secret::Passphrase("first passphrase"), Secret::Recovery(&recovery)];
    let mut keyring = Keyring::make(&secrets, &mut random()).unwrap();
    let recipients: Vec<_> = keyring.public_keys().collect();
    let written_before = Jwe::seal(&response(), &recipients, &mut random()).unwrap();

    let mut opened = keyring.open(Secret::Passphrase("first passphrase")).unwrap();
    let (key, locks) = (keyring.keys[0].clone(), keyring.locks.clone());
    keyring.set_secret(&opened, Secret::Passphrase("second passphrase"), &mut random()).unwrap();
    keyring.rotate(&mut opened, &mut random()).unwrap();
    assert_eq!(keyring.keys[1], key);
    assert!(keyring.locks.contains(&locks[1]) && !keyring.locks.contains(&locks[0]));
    assert_eq!(keyring.locks.len(), 2);

    // As it is kept and read again.
    let kept = Keyring::parse(&serde_json::to_string(&keyring).unwrap()).unwrap();
    assert_eq!(kept, keyring);
    assert!(kept.open(Secret::Passphrase("first passphrase")).is_err());
    for secret in [Secret::Passphrase("second passphrase"), Secret::Recovery(&recovery)] {
        let again = kept.open(secret).unwrap();
        assert_eq!(jwks(again.keys()), jwks(opened.keys()));
        assert_eq!(written_before.open(again.keys()), Ok(response()));
        let newest = [kept.public_keys().next().unwrap()];
        let written_now = Jwe::seal(&response(), &newest, &mut random()).unwrap();
        assert_eq!(written_now.open(&again.keys()[..1]), Ok(response()));
    }
}

#[test]
fn a_damaged_key_is_named_and_an_exchanged_one_not_believed() {
    let (keyring, passphrase, _) = recorded();
    let secret = Secret::Passphrase(&passphrase);
    let mut damaged = keyring.clone();
    damaged.keys[1].private[40] ^= 1;
    let mut renamed = keyring.clone();
    renamed.keys[1].kid.clone_from(&keyring.keys[0].kid);
    let mut moved = keyring.clone();
    moved.keys[1].point = keyring.keys[0].point;
    let mut cut_off = keyring;
    cut_off.keys[1].private.truncate(10);
    for keyring in [damaged, renamed, moved, cut_off] {
        let opened = keyring.open(secret).unwrap();
        let damaged: Vec<_> = opened.damaged().iter().map(|key| (key.index, &key.kid)).collect();
        assert_eq!(damaged, [(1, &keyring.keys[1].kid)]);
        // The other one is of use all the same.
        assert_eq!(jwks(opened.keys()), Fixture::read("keyring.json").keys[..1]);
    }
}

#[test]
fn what_is_no_keyring_is_refused() {
    let fixture: Value = serde_json::from_str(&file("keyring.json")).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut keyring = fixture["keyring"].clone();
        *keyring.pointer_mut(pointer).unwrap() = value;
        Keyring::parse(&keyring.to_string()).unwrap_err()
    };
    let count = |what, found, limit| KeyringError::Count { what, found, limit };
    assert_eq!(with("/keys", json!([])), count("keys", 0, 64));
    let lock = fixture["keyring"]["locks"][0].clone();
    assert_eq!(with("/locks", json!(vec![lock; 9])), count("locks", 9, 8));
    for found in [0, 10_000_001] {
        let refused = KeyringError::Iterations { lock: 1, found };
        assert_eq!(with("/locks/1/iterations", json!(found)), refused);
    }
    assert_eq!(with("/keys/1/kid", json!("me")), KeyringError::Name(1));
    assert_eq!(Keyring::parse(&" ".repeat(70_000)), Err(KeyringError::TooLong));
    for (pointer, value) in [
        ("/locks/0/by", json!("face")),
        ("/locks/0/salt", json!("AAAA")),
        ("/locks/0/main", json!("not base64url")),
        ("/keys/0/x", json!(null)),
        ("/keys/0", json!({})),
        ("/keys", json!(7)),
    ] {
        assert!(matches!(with(pointer, value), KeyringError::Malformed(_)), "{pointer}");
    }
}
