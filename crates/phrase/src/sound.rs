//! Words that only sound like what was heard (docs/phrase.md, rule 9).

use crate::{choices::Prepared, letters::is_ideograph};

/// A shorter word sounds like too many others.
const SHORTEST: usize = 2;

/// A word that may be heard for another.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    letters: Vec<char>,
    sounds: Vec<u32>,
}

impl Target {
    /// The word, where it is long enough and of Chinese characters only.
    pub(crate) fn of(letters: &[char], sound: impl Fn(char) -> u32) -> Option<Self> {
        let is_chinese = letters.len() >= SHORTEST && letters.iter().all(|it| is_ideograph(*it));
        is_chinese.then(|| Self {
            letters: letters.to_vec(),
            sounds: letters.iter().map(|letter| sound(*letter)).collect(),
        })
    }
}

/// The letters with every word that sounds like one of judgement or of a choice written
/// as that; `None` where nothing changes.
pub(crate) fn respelt(letters: &[char], prepared: &Prepared<'_>) -> Option<Vec<char>> {
    let words = prepared.words;
    let sounds: Vec<u32> = letters.iter().map(|letter| words.sound(*letter)).collect();
    let mut out = Vec::with_capacity(letters.len());
    let mut at = 0;
    let mut has_changed = false;
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let heard = sounds.get(at..).unwrap_or_default();
        let exact = words.beginning_with(letter).iter().find(|it| rest.starts_with(&it.letters));
        let exact = exact.map_or(1, |entry| entry.letters.len());
        let targets = words.targets.iter().chain(&prepared.targets);
        let alike = targets.filter(|target| heard.starts_with(&target.sounds));
        match alike.max_by_key(|target| target.letters.len()) {
            Some(target) if target.letters.len() > exact => {
                has_changed |= !rest.starts_with(&target.letters);
                out.extend(target.letters.iter().copied());
                at += target.letters.len();
            }
            _ => {
                out.extend(rest.iter().take(exact).copied());
                at += exact;
            }
        }
    }
    has_changed.then_some(out)
}
