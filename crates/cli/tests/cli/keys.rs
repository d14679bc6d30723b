//! `heard key` and `heard keyring`: keys for head office and for branches.

use std::fs;

use heard_exchange::sealed::{
    Keyring, PublicKey, RecoveryKey,
    native::{PrivateKey, Secret},
};

use crate::heard::{Run, run, text};

#[test]
fn a_pair_is_made_and_its_name_told() {
    let folder = tempfile::tempdir().unwrap();
    let [private, public] = ["private.jwk", "public.jwk"].map(|name| folder.path().join(name));
    let make = || -> Run { run(&["key", "--private", text(&private), "--public", text(&public)]) };
    let name = make().succeeded();
    let read = PrivateKey::read(&fs::read_to_string(&private).unwrap()).unwrap();
    let shared: PublicKey = serde_json::from_str(&fs::read_to_string(&public).unwrap()).unwrap();
    assert_eq!((read.public(), name.trim_end()), (&shared, shared.kid.as_str()));
    assert!(!fs::read_to_string(&public).unwrap().contains("\"d\""));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o600);
    }

    // Neither is ever written over.
    let before = fs::read(&private).unwrap();
    let told = make().failed(2);
    assert!(told.starts_with(&format!("heard: {}: ", private.display())), "{told}");
    assert_eq!(fs::read(&private).unwrap(), before);
    fs::remove_file(&private).unwrap();
    let told = make().failed(2);
    assert!(told.starts_with(&format!("heard: {}: ", public.display())), "{told}");
    assert!(!private.exists(), "no half of a pair is left");
}

#[test]
fn a_keyring_is_made_that_passphrase_and_recovery_key_open() {
    let folder = tempfile::tempdir().unwrap();
    let [passphrase, keyring] = ["passphrase", "keyring.json"].map(|name| folder.path().join(name));
    fs::write(&passphrase, "four plain words here\n").unwrap();
    let makes = || -> Run {
        run(&["keyring", "--passphrase-file", text(&passphrase), "-o", text(&keyring)])
    };
    let recovery = RecoveryKey::parse(makes().succeeded().trim_end()).unwrap();
    let made = Keyring::parse(&fs::read_to_string(&keyring).unwrap()).unwrap();
    for secret in [Secret::Passphrase("four plain words here"), Secret::Recovery(&recovery)] {
        assert_eq!(made.open(secret).unwrap().keys().len(), 1);
    }
    assert!(made.locks.iter().all(|lock| lock.iterations == 600_000));

    let before = fs::read(&keyring).unwrap();
    assert!(makes().failed(2).contains("keyring.json"), "it is never written over");
    assert_eq!(fs::read(&keyring).unwrap(), before);
    fs::remove_file(&keyring).unwrap();
    fs::write(&passphrase, "too short").unwrap();
    assert!(makes().failed(1).contains("at least 12 characters"));
    fs::write(&passphrase, "123456789012").unwrap();
    assert!(makes().failed(1).contains("too easily guessed"));
    assert!(!keyring.exists());
}
