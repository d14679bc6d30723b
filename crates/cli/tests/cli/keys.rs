//! `heard key`: head office's pair of keys.

use std::fs;

use heard_exchange::sealed::{PublicKey, native::PrivateKey};

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
