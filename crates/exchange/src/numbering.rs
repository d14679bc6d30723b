//! Texts numbered as they are met: codes, names, whatever repeats from row to row.
//! What the numbers stand for besides is left to whoever keeps lists by them.

use rustc_hash::FxHashMap;

/// So many short texts are found without a look into the list.
const RECENT: usize = 1 << RECENT_BITS;
const RECENT_BITS: u32 = 9;

/// Numbers for texts, from 0. The same text may be numbered several times where it
/// belongs to different things.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// By what they belong to, then the text.
    numbers: Vec<FxHashMap<Box<str>, u32>>,
    /// The texts by number, and what each belongs to.
    texts: Vec<Box<str>>,
    of: Vec<u32>,
    /// Short ones met lately, each at a place that follows from it; empty at first.
    recent: Vec<Recent>,
}

/// A short text that was met lately.
#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    short: Short,
    of: u32,
    /// One more than its number, so that 0 is none.
    number: u32,
}

/// A text of up to 16 bytes, such that to compare two takes three comparisons: its
/// length, and all of its bytes, some of them twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Short {
    length: usize,
    first: u64,
    last: u64,
}

impl Short {
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let [first, last] = match bytes {
            [] => [0, 0],
            [first, .., last] if bytes.len() < 4 => {
                // Of three the one in the middle, of two the second.
                [u64::from(*first) << 8 | u64::from(bytes[1]), u64::from(*last)]
            }
            [only] => [u64::from(*only), 0],
            _ if bytes.len() < 8 => [bytes.first_chunk()?, bytes.last_chunk()?]
                .map(|four| u64::from(u32::from_le_bytes(*four))),
            _ if bytes.len() <= 16 => {
                [bytes.first_chunk()?, bytes.last_chunk()?].map(|eight| u64::from_le_bytes(*eight))
            }
            _ => return None,
        };
        Some(Self { length: bytes.len(), first, last })
    }

    /// Its place among the recent ones, of those that belong to `of`.
    fn place(self, of: u32) -> usize {
        // Multiplied by a large odd number, every bit matters to the highest.
        let mixed = self.first ^ self.last.rotate_left(32) ^ u64::from(of).rotate_left(16);
        let [.., lower, highest] = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
        usize::from(u16::from_le_bytes([lower, highest])) >> (16 - RECENT_BITS)
    }
}

impl Numbering {
    /// The number of `text`, which belongs to `of`; the next one where it was not met
    /// before. `of` is a small number itself: lists are kept up to it.
    pub fn number(&mut self, of: u32, text: &str) -> u32 {
        let short = Short::of(text);
        if let Some(number) = short.and_then(|short| self.recent(short, of)) {
            return number;
        }
        let number = self.look_up(of, text).unwrap_or_else(|| self.add(of, text));
        if let Some(short) = short {
            self.recent.resize(RECENT, Recent::default());
            self.recent[short.place(of)] = Recent { short, of, number: number + 1 };
        }
        number
    }

    /// The number of `text`, which belongs to `of`; none where it was not met before.
    pub fn find(&self, of: u32, text: &str) -> Option<u32> {
        let recent = Short::of(text).and_then(|short| self.recent(short, of));
        recent.or_else(|| self.look_up(of, text))
    }

    fn recent(&self, short: Short, of: u32) -> Option<u32> {
        let recent = self.recent.get(short.place(of))?;
        let is_same = recent.short == short && recent.of == of;
        recent.number.checked_sub(1).filter(|_| is_same)
    }

    fn look_up(&self, of: u32, text: &str) -> Option<u32> {
        self.numbers.get(of as usize)?.get(text).copied()
    }

    fn add(&mut self, of: u32, text: &str) -> u32 {
        // Fewer than there are rows in any file.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX - 1);
        let lists = self.numbers.len().max(of as usize + 1);
        self.numbers.resize_with(lists, FxHashMap::default);
        self.numbers[of as usize].insert(text.into(), number);
        self.texts.push(text.into());
        self.of.push(of);
        number
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The texts by number.
    pub fn texts(&self) -> &[Box<str>] {
        &self.texts
    }

    /// Forgets the texts from this number on.
    pub fn truncate(&mut self, count: usize) {
        let count = count.min(self.texts.len());
        for (of, text) in self.of.drain(count..).zip(self.texts.drain(count..)) {
            // There is a list for what a text belongs to.
            self.numbers[of as usize].remove(&text);
        }
        self.recent.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_has_one_number_for_each_thing_it_belongs_to(
            texts in proptest::collection::vec((0..3_u32, "[ab]{0,4}|[ab]{14,18}|[a-f]{2}"), 0..300),
            cut in 0..40_usize,
        ) {
            let mut numbering = Numbering::default();
            let mut due: Vec<(u32, &str)> = Vec::new();
            for (at, (of, text)) in texts.iter().enumerate() {
                if at == texts.len() / 2 {
                    numbering.truncate(cut);
                    due.truncate(cut);
                }
                let known = due.iter().position(|known| *known == (*of, text));
                prop_assert_eq!(numbering.find(*of, text).map(|it| it as usize), known);
                let place = known.unwrap_or(due.len());
                prop_assert_eq!(numbering.number(*of, text) as usize, place);
                due.extend(known.is_none().then_some((*of, text.as_str())));
            }
            prop_assert!(numbering.texts().iter().map(|text| &**text).eq(due.iter().map(|it| it.1)));
        }
    }

    #[test]
    fn short_texts_differ_where_they_are_short() {
        let texts = ["", "a", "b", "aa", "ab", "ba", "aba", "aab", "aaa", "abcd", "abcde"];
        for (at, one) in texts.iter().enumerate() {
            let same: Vec<_> = (0..texts.len())
                .filter(|other| Short::of(texts[*other]) == Short::of(one))
                .collect();
            assert_eq!(same, [at]);
        }
        assert_eq!(Short::of("0123456789abcdefg"), None);
    }
}
