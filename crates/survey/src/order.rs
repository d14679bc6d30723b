//! Sorting by one copy of the standard sort, whatever is sorted: each further
//! type costs what tablets load four kilobytes. It stands here because all
//! other crates see this one.

use std::cmp::Ordering;

/// Sorts by `key`, keeping the order of those with equal keys.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let mut places = places(items.len(), &mut |a, b| key(&items[a]).cmp(&key(&items[b])));
    for place in 0..items.len() {
        // Each turn brings one item to its own place, where it stays.
        while places[place] != place {
            let right = places[place];
            items.swap(place, right);
            places.swap(place, right);
        }
    }
}

/// Puts `item` in its place among `items`, which are sorted, unless it is there
/// already; says whether it was new. For short lists: of thousands a tree is
/// quicker.
pub fn insert<T: Ord>(items: &mut Vec<T>, item: T) -> bool {
    let place = items.binary_search(&item);
    if let Err(place) = place {
        items.insert(place, item);
    }
    place.is_err()
}

/// The items sorted, each once. For short lists, as [`insert`].
pub fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut sorted = Vec::new();
    for item in items {
        insert(&mut sorted, item);
    }
    sorted
}

/// Where each of `count` items belongs.
fn places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    let mut places = vec![0; count];
    for (place, item) in sorted.into_iter().enumerate() {
        places[item] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn things_are_sorted_as_by_the_standard_sort(
            mut things in proptest::collection::vec((0..20_u8, any::<u16>()), 0..200),
        ) {
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut things, |(key, _)| *key);
            prop_assert_eq!(things, expected);
        }

        #[test]
        fn sorted_things_stand_once_each(things: Vec<u8>) {
            let expected: Vec<u8> = things.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(sorted(things.into_iter()), expected);
        }
    }
}
