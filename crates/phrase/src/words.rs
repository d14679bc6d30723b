//! All words of a screen's language and of those that stand in for it, ready to be
//! looked up.

use std::mem::discriminant;

use crate::{
    Characters, WordList,
    letters::letters,
    sound::Target,
    vocabulary::{Negation, Word},
};

/// The language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese.
    ZhCn,
    /// Traditional Chinese as in Taiwan.
    ZhTw,
    /// Traditional Chinese and Cantonese as in Hong Kong.
    ZhHk,
    /// English.
    En,
}

impl Locale {
    /// The locale of a BCP 47 code in any case; English for what is not known.
    pub fn of(code: &str) -> Self {
        match code.to_ascii_lowercase().as_str() {
            "zh-hk" | "zh-mo" | "yue" | "yue-hk" | "zh-hant-hk" => Self::ZhHk,
            "zh-tw" | "zh-hant" | "zh-hant-tw" => Self::ZhTw,
            code if code == "zh" || code.starts_with("zh-") => Self::ZhCn,
            _ => Self::En,
        }
    }

    /// The languages of the word lists, first the one that decides. All are heard,
    /// because people mix.
    pub fn languages(self) -> [&'static str; 4] {
        match self {
            Self::ZhCn => ["zh-CN", "zh-TW", "zh-HK", "en"],
            Self::ZhTw => ["zh-TW", "zh-CN", "zh-HK", "en"],
            Self::ZhHk => ["zh-HK", "zh-TW", "zh-CN", "en"],
            Self::En => ["en", "zh-CN", "zh-TW", "zh-HK"],
        }
    }
}

/// The words that are understood on screens of one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// By first letter, then the longest first; each word once.
    entries: Vec<Entry>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) characters: Characters,
    /// The words of judgement that may be heard for others.
    pub(crate) targets: Vec<Target>,
}

/// A word, and what it can be.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Never empty.
    pub(crate) letters: Vec<char>,
    pub(crate) words: Vec<Word>,
}

/// A topic, as it is compared.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) side: i8,
    pub(crate) of: Vec<Vec<char>>,
    pub(crate) said: Vec<Vec<char>>,
}

impl Words {
    /// The words of all these lists, those of the locale's own languages first.
    pub fn new(locale: Locale, lists: &[WordList], characters: Characters) -> Self {
        let rank = |list: &WordList| {
            let languages = locale.languages();
            languages.iter().position(|it| *it == list.language).unwrap_or(languages.len())
        };
        let mut entries: Vec<(usize, Entry)> = Vec::new();
        let mut topics = Vec::new();
        for list in lists {
            for (written, words) in &list.words {
                let letters = letters(written, &characters);
                if !letters.is_empty() {
                    entries.push((rank(list), Entry { letters, words: words.clone() }));
                }
            }
            let all = |texts: &[String]| texts.iter().map(|it| letters(it, &characters)).collect();
            topics.extend(list.topics.iter().map(|topic| Topic {
                side: topic.side,
                of: all(&topic.of),
                said: all(&topic.said),
            }));
        }
        entries.sort_by(|(rank, entry), (other_rank, other)| {
            let key =
                |entry: &Entry| (entry.letters.first().copied(), usize::MAX - entry.letters.len());
            (key(entry), &entry.letters, rank).cmp(&(key(other), &other.letters, other_rank))
        });
        let mut all = Self { entries: merged(entries), topics, characters, targets: Vec::new() };
        let judging = all.entries.iter().filter(|entry| entry.judges());
        let targets = judging.filter_map(|entry| Target::of(&entry.letters, |it| all.sound(it)));
        all.targets = targets.collect();
        all
    }

    /// The letters of a text, as they are compared.
    pub(crate) fn letters(&self, text: &str) -> Vec<char> {
        letters(text, &self.characters)
    }

    /// The words that begin with `first`, the longest first.
    pub(crate) fn beginning_with(&self, first: char) -> &[Entry] {
        let key = |entry: &Entry| entry.letters.first().copied().unwrap_or_default();
        let begin = self.entries.partition_point(|entry| key(entry) < first);
        let length =
            self.entries.iter().skip(begin).take_while(|entry| key(entry) == first).count();
        self.entries.get(begin..begin + length).unwrap_or_default()
    }

    /// A number for how a character sounds, the same for those that are easily taken for
    /// each other. Numerals and negations, and what is not known, sound like nothing else.
    pub(crate) fn sound(&self, letter: char) -> u32 {
        let is_itself = self.beginning_with(letter).last().is_some_and(|shortest| {
            let counts = |word: &Word| matches!(word, Word::Number(_) | Word::Score(_));
            shortest.letters.len() == 1
                && (shortest.words.iter().any(counts) || shortest.is_plain_negation())
        });
        let sound = self.characters.sound(letter).filter(|_| !is_itself);
        // Behind all characters.
        sound.map_or(u32::from(letter), |sound| u32::from(char::MAX) + 1 + u32::from(sound))
    }
}

/// Each word once. Of a part that it plays in several lists, the first list decides;
/// that it says nothing, or makes no answer, is taken only from the first.
fn merged(sorted: Vec<(usize, Entry)>) -> Vec<Entry> {
    let mut merged: Vec<(usize, Entry)> = Vec::with_capacity(sorted.len());
    for (rank, entry) in sorted {
        match merged.last_mut() {
            Some((first, last)) if last.letters == entry.letters => {
                for word in entry.words {
                    let weak =
                        matches!(word, Word::Filler | Word::Other | Word::Doubt | Word::Others);
                    let known = |own: &Word| discriminant(own) == discriminant(&word);
                    if !(last.words.iter().any(known) || (weak && rank != *first)) {
                        last.words.push(word);
                    }
                }
            }
            _ => merged.push((rank, entry)),
        }
    }
    merged.into_iter().map(|(_, entry)| entry).collect()
}

impl Entry {
    /// Stands only in commands or only in the content of choices.
    pub(crate) fn is_apart(&self) -> bool {
        let apart =
            |word: &Word| matches!(word, Word::Command(_) | Word::PartOfCommand | Word::Common);
        self.words.iter().all(apart)
    }

    /// Whether it is a word of judgement.
    fn judges(&self) -> bool {
        self.words.iter().any(|word| matches!(word, Word::Worth(..)))
    }

    /// Whether it is a negation of plain force in one letter, such as 不.
    fn is_plain_negation(&self) -> bool {
        self.words.contains(&Word::Negation(Negation::Plain))
    }
}
