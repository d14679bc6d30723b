//! What is sealed here, opened by npm's `jose` as it is now.

use std::{
    env,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use heard_exchange::sealed::{Jwe, Label, pad};
use serde_json::{Value, json};

use super::{new_keys, public, random, response};

/// `jose` with its script: where `HEARD_JOSE` says, or where `cargo xtask test`
/// puts it.
fn folder() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/jose");
    env::var_os("HEARD_JOSE").map_or_else(beside, PathBuf::from)
}

fn open(key: &str, sealed: &[String]) -> Value {
    let script = folder().join("open.mjs");
    assert!(script.is_file(), "{}: `cargo xtask test` puts it there", script.display());
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let key: Value = serde_json::from_str(key).unwrap();
    let asked = json!({ "key": key, "sealed": sealed }).to_string();
    node.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_independent_library_opens_what_is_sealed_here() {
    let (keys, response) = (new_keys(4), response());
    // The last recipient always is the same: it opens all of them.
    let sealed: Vec<String> = (1..=4)
        .map(|count| Jwe::seal(&response, &public(&keys[4 - count..]), &mut random()).unwrap())
        .map(|jwe| jwe.to_string())
        .collect();
    let content = pad(&serde_json::to_string(&response).unwrap());
    let expected = json!({ "content": content, "aad": Label::of(&response).to_string() });
    assert_eq!(open(&keys[3].to_jwk(), &sealed), json!(vec![expected; 4]));
}
