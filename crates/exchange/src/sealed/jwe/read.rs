//! Reading a sealed text in each of its serializations (RFC 7516, section 7).

use serde_json::{Map, Value, json};

use super::{
    super::{JweError, JweProblem, Point, base64url, key},
    ALGORITHM, ENCRYPTION, Jwe, MAX_JWE_BYTES, MAX_RECIPIENTS, Recipient,
    node::Node,
};

/// The parts of compact serialization, in their order.
const PARTS: [&str; 5] = ["protected", "encrypted_key", "iv", "ciphertext", "tag"];
/// Header parameters that say what must be understood, or that the content is
/// compressed: honouring neither, we must not pass over them.
const UNSUPPORTED: [&str; 2] = ["crit", "zip"];

pub(super) fn jwe(text: &str) -> Result<Jwe, JweError> {
    if text.len() > MAX_JWE_BYTES {
        return Err(JweProblem::TooLong { limit: MAX_JWE_BYTES }.at(""));
    }
    let text = text.trim();
    let value = if text.starts_with('{') {
        serde_json::from_str(text).map_err(|error| JweProblem::NotJson(error.to_string()).at(""))?
    } else {
        compact(text)?
    };
    general(&Node::new(&value, ""))
}

/// Compact serialization as the flattened one that says the same.
fn compact(text: &str) -> Result<Value, JweError> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() == 1 {
        let told = "neither an object nor compact serialization".to_owned();
        return Err(JweProblem::NotJson(told).at(""));
    }
    if parts.len() != PARTS.len() {
        return Err(JweProblem::Parts(parts.len()).at(""));
    }
    Ok(PARTS.into_iter().zip(parts).map(|(name, part)| (name.to_owned(), json!(part))).collect())
}

fn general(root: &Node<'_>) -> Result<Jwe, JweError> {
    let protected = match root.member("protected")? {
        Some(node) => Some((node.text()?.to_owned(), header_of(&node)?)),
        None => None,
    };
    let shared: Vec<Node<'_>> = [
        protected.as_ref().map(|(_, header)| Node::new(header, "protected")),
        root.member("unprotected")?,
    ]
    .into_iter()
    .flatten()
    .collect();
    let recipients = match root.member("recipients")? {
        Some(list) => several(&list, &shared)?,
        None => vec![recipient(root, &shared)?],
    };
    let aad = root.member("aad")?.map(|aad| aad.bytes().and_then(|_| aad.text())).transpose()?;
    Ok(Jwe {
        protected: protected.map(|(text, _)| text).unwrap_or_default(),
        unprotected: root.member("unprotected")?.map(|header| header.value().clone()),
        recipients,
        aad: aad.map(str::to_owned),
        iv: root.needed("iv")?.array()?,
        ciphertext: root.needed("ciphertext")?.bytes()?,
        tag: root.needed("tag")?.array()?,
    })
}

fn several(list: &Node<'_>, shared: &[Node<'_>]) -> Result<Vec<Recipient>, JweError> {
    let items = list.items()?;
    if !(1..=MAX_RECIPIENTS).contains(&items.len()) {
        let problem = JweProblem::Recipients { found: items.len(), limit: MAX_RECIPIENTS };
        return Err(list.problem(problem));
    }
    items.iter().map(|item| recipient(item, shared)).collect()
}

/// A recipient; in flattened serialization that is the root itself.
fn recipient(node: &Node<'_>, shared: &[Node<'_>]) -> Result<Recipient, JweError> {
    let own = node.member("header")?;
    let headers = Headers { all: shared.iter().chain(&own).collect(), place: node };
    for name in UNSUPPORTED {
        if let Some(parameter) = headers.find(name)? {
            return Err(parameter.problem(JweProblem::Unsupported));
        }
    }
    headers.needed("alg")?.must_be(ALGORITHM)?;
    headers.needed("enc")?.must_be(ENCRYPTION)?;
    let epk = headers.needed("epk")?;
    epk.needed("kty")?.must_be(key::KIND)?;
    epk.needed("crv")?.must_be(key::CURVE)?;
    let party = |name| headers.find(name)?.map_or(Ok(Vec::new()), |party| party.bytes());
    Ok(Recipient {
        kid: headers.find("kid")?.map(|kid| kid.text().map(str::to_owned)).transpose()?,
        header: own.as_ref().map(|header| header.value().clone()),
        epk: Point { x: epk.needed("x")?.array()?, y: epk.needed("y")?.array()? },
        apu: party("apu")?,
        apv: party("apv")?,
        encrypted_key: node.needed("encrypted_key")?.array()?,
    })
}

/// The JOSE header of a recipient: the union of up to three, without overlap.
struct Headers<'h, 'v> {
    all: Vec<&'h Node<'v>>,
    /// Where a missing parameter is missed.
    place: &'h Node<'v>,
}

impl<'v> Headers<'_, 'v> {
    fn find(&self, name: &str) -> Result<Option<Node<'v>>, JweError> {
        let mut found = None;
        for header in &self.all {
            if let Some(parameter) = header.member(name)?
                && let Some(first) = found.replace(parameter)
            {
                return Err(first.problem(JweProblem::Twice));
            }
        }
        Ok(found)
    }

    fn needed(&self, name: &str) -> Result<Node<'v>, JweError> {
        self.find(name)?.ok_or_else(|| match self.place.path() {
            "" => JweProblem::Missing.at(format!("header.{name}")),
            path => JweProblem::Missing.at(format!("{path}.header.{name}")),
        })
    }
}

/// The protected header, decoded.
fn header_of(node: &Node<'_>) -> Result<Value, JweError> {
    let bytes =
        base64url::decode(node.text()?).ok_or_else(|| node.problem(JweProblem::NotBase64url))?;
    serde_json::from_slice::<Map<String, Value>>(&bytes)
        .map(Value::Object)
        .map_err(|error| node.problem(JweProblem::NotJson(error.to_string())))
}
