//! Hostile files between good ones: a few of those that
//! `cargo xtask campaign fuzz` reads for as long as one likes.

mod case;

use std::collections::BTreeMap;

use case::{Ground, Outcome};

#[test]
fn a_file_is_taken_whole_or_refused_with_its_place_and_the_others_stay() {
    let ground = Ground::new(20_261_122).unwrap();
    let (mut taken, mut refused) = (0, BTreeMap::new());
    for number in 0..400 {
        match ground.holds(number).unwrap() {
            Outcome::Taken => taken += 1,
            Outcome::Refused(why) => *refused.entry(why).or_insert(0) += 1,
        }
    }
    // Neither half of the promise was tried on too little.
    assert!(taken >= 50, "{taken} taken");
    assert!(refused.len() >= 10 && refused.values().sum::<u32>() >= 200, "{refused:?}");
}
