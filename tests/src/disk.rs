//! What a copied disk tells: every byte of a browser's profile, searched.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::browser::Profile;

impl Profile {
    /// Where any of `words` stands in the profile's files as they are now, in
    /// any form a browser may keep texts in; downloads apart.
    ///
    /// # Errors
    /// When the profile cannot be read.
    pub fn tells(&self, words: &[&str]) -> Result<Vec<String>> {
        let bytes = words.iter().map(|word| (*word, forms(word))).collect::<Vec<_>>();
        let mut found = Vec::new();
        for path in files(&self.data())? {
            // A running browser takes files away meanwhile.
            let Ok(content) = fs::read(&path) else { continue };
            for (word, forms) in &bytes {
                if forms.iter().any(|form| contains(&content, form)) {
                    found.push(format!("{}: {word}", path.display()));
                }
            }
        }
        Ok(found)
    }
}

/// UTF-8, UTF-16, and what becomes of UTF-8 in base64 at each of its three
/// places in a group.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut forms = vec![word.as_bytes().to_vec(), wide];
    for lead in 0..3 {
        let bytes = [&b"\0\0\0"[..lead], word.as_bytes()].concat();
        let text = base64(&bytes);
        // Letters that also depend on what stands beside the word are left out.
        let first = [0, 2, 3][lead];
        let inner = &text[first..text.len() - usize::from(bytes.len() % 3 != 0)];
        forms.push(inner.to_vec());
        let url = inner.iter().map(|letter| match letter {
            b'+' => b'-',
            b'/' => b'_',
            other => *other,
        });
        forms.push(url.collect());
    }
    forms
}

/// Base64 without padding.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*group.get(at).unwrap_or(&0)));
        let letter = move |at: usize| ALPHABET[(bits >> (18 - 6 * at)) as usize & 63];
        (0..=group.len()).map(letter).collect::<Vec<u8>>()
    };
    bytes.chunks(3).flat_map(group).collect()
}

fn contains(content: &[u8], form: &[u8]) -> bool {
    form.len() <= content.len() && content.windows(form.len()).any(|window| window == form)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_every_form_and_at_every_place() {
        let word = "等了很久";
        for lead in ["", "a", "ab", "abc"] {
            let text = format!("{lead}{word}!");
            for content in [text.clone().into_bytes(), base64(text.as_bytes())] {
                assert!(forms(word).iter().any(|form| contains(&content, form)), "{text}");
            }
        }
        assert_eq!(base64(b"foobar"), b"Zm9vYmFy");
        assert!(!forms(word).iter().any(|form| contains("等了好久".as_bytes(), form)));
    }
}
