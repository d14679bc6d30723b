//! Ids of responses, each once, in the order they came. A million of them are looked
//! up while a file is read, nearly all for the first time: so a hash table of which a
//! byte a slot tells that an id is new, two megabytes that stay near the processor.
//! What is known of a response besides is left to the register.

use crate::ResponseId;

/// The first table has so many slots: a power of two.
const FEWEST: usize = 1 << 10;

/// A set of ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    all: Vec<ResponseId>,
    /// The slots of the table, at least twice as many as ids, a power of two: an id
    /// takes the first free one from where its hash says. Its tag; 0 where the slot is
    /// free.
    tags: Vec<u8>,
    /// The place among all of the id that has the slot.
    places: Vec<u32>,
}

/// What an id says of its slot.
#[derive(Clone, Copy, Debug)]
struct Hash {
    /// Its lower bits are the first slot that is looked at.
    first: u32,
    tag: u8,
}

/// Where an id is, or would be.
enum Found {
    /// Its place among those that came.
    Known(usize),
    /// The slot that is free for it.
    Free(usize),
}

impl Ids {
    /// Takes `id` as the last one where it is new; otherwise gives its place among
    /// those that came before.
    pub(crate) fn enter(&mut self, id: ResponseId) -> Option<usize> {
        if self.tags.len() < 2 * (self.all.len() + 1) {
            self.make_slots((2 * self.tags.len()).max(FEWEST));
        }
        let hash = Hash::of(id);
        match self.find(id, hash) {
            Found::Known(place) => Some(place),
            Found::Free(slot) => {
                self.fill(slot, hash, self.all.len());
                self.all.push(id);
                None
            }
        }
    }

    fn find(&self, id: ResponseId, hash: Hash) -> Found {
        // The length is a power of two, so this is a slot; half of them are free, so one
        // is met.
        let last = self.tags.len() - 1;
        let mut slot = hash.first as usize & last;
        loop {
            match self.tags[slot] {
                0 => return Found::Free(slot),
                other if other == hash.tag => {
                    let place = self.places[slot] as usize;
                    if self.all.get(place) == Some(&id) {
                        return Found::Known(place);
                    }
                }
                _ => {}
            }
            slot = (slot + 1) & last;
        }
    }

    fn fill(&mut self, slot: usize, hash: Hash, place: usize) {
        self.tags[slot] = hash.tag;
        // There are fewer than 2^32 responses in memory.
        self.places[slot] = u32::try_from(place).unwrap_or(u32::MAX);
    }

    /// Begins anew with so many slots.
    fn make_slots(&mut self, count: usize) {
        (self.tags, self.places) = (vec![0; count], vec![0; count]);
        for place in 0..self.all.len() {
            let id = self.all[place];
            let hash = Hash::of(id);
            if let Found::Free(slot) = self.find(id, hash) {
                self.fill(slot, hash, place);
            }
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// Forgets all but the first `count`.
    pub(crate) fn truncate(&mut self, count: usize) {
        if count < self.all.len() {
            self.all.truncate(count);
            self.make_slots(self.tags.len());
        }
    }
}

impl Hash {
    /// Ids are random: to mix their halves is enough.
    fn of(id: ResponseId) -> Self {
        let [one, other] = id.halves();
        // Multiplied by a large odd number, every bit matters to the highest.
        let mixed = (one ^ other.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let [.., second, third, fourth, fifth, highest] = mixed.to_le_bytes();
        Self { first: u32::from_le_bytes([second, third, fourth, fifth]), tag: highest | 1 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn an_id_is_new_once(
            ids in proptest::collection::vec(0..1200_u16, 0..2000), cut in 0..2000_usize,
        ) {
            let mut known = Ids::default();
            let mut due: Vec<u16> = Vec::new();
            for (at, number) in ids.iter().enumerate() {
                if at == ids.len() / 2 {
                    known.truncate(cut);
                    due.truncate(cut);
                }
                let mut bytes = [0; 16];
                bytes[14..].copy_from_slice(&number.to_le_bytes());
                let place = due.iter().position(|other| other == number);
                prop_assert_eq!(known.enter(ResponseId::from_random(bytes)), place);
                due.extend(place.is_none().then_some(*number));
            }
            prop_assert_eq!(known.len(), due.len());
        }
    }
}
