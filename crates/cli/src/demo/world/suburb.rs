//! A bank in a suburb that commutes: few tablets, many customers early and late, some
//! served long after closing, closed at weekends.

use super::{
    Answering, Branch, Counter, Gaming, People, Pilot, PraiseOnly, Presses, Season, Slot, World,
};

const fn slot(from: u32, to: u32, weight: u32, mood: i64) -> Slot {
    Slot { from, to, weight, mood }
}

const fn counter(mood: i64, tellers: [i64; 2], answer: u32) -> Counter {
    Counter { mood, tellers, answer }
}

pub(super) static WORLD: World = World {
    name: "suburb",
    opens: 8 * 60,
    closes: 18 * 60,
    a_day: 500,
    weekdays: [18, 15, 16, 15, 20, 0, 0],
    working_day: &[
        slot(480, 540, 180, -140),
        slot(540, 660, 160, 40),
        slot(660, 780, 170, -60),
        slot(780, 900, 120, 60),
        slot(900, 990, 130, 0),
        slot(990, 1_080, 280, -200),
        slot(1_080, 1_110, 12, -100),
    ],
    weekend: &[],
    seasons: &[
        Season { name: "before Spring Festival", from: -9, to: -2, customers: 1_250, mood: -300 },
        Season { name: "Spring Festival", from: -1, to: 6, customers: 300, mood: 80 },
    ],
    branches: &[
        Branch {
            code: "S11",
            weight: 30,
            mood: -120,
            drift: 40,
            names_tellers: false,
            counters: &[counter(40, [-60, 60], 380), counter(-90, [0, 0], 270)],
        },
        Branch {
            code: "S12",
            weight: 26,
            mood: 40,
            drift: 0,
            names_tellers: true,
            counters: &[counter(0, [100, -100], 330), counter(0, [0, -60], 450)],
        },
        Branch {
            code: "S13",
            weight: 24,
            mood: 140,
            drift: -30,
            names_tellers: true,
            counters: &[
                counter(-120, [0, 80], 300),
                counter(30, [0, 0], 360),
                counter(90, [-40, 0], 240),
            ],
        },
        Branch {
            code: "S14",
            weight: 20,
            mood: -40,
            drift: 0,
            names_tellers: false,
            counters: &[counter(0, [30, -30], 310), counter(0, [0, 0], 290)],
        },
    ],
    lobby: 90,
    pilot: Pilot { branch: "S11", after: 700, mood: 220 },
    people: People {
        mood: -50,
        elder_early: 120,
        elder_later: 90,
        assisted_elder: 180,
        assisted: 15,
        voice: 220,
        training: 14,
        visit_known: 920,
        family: 55,
    },
    answering: Answering { daily: 100, weekly: 100, served: 60 },
    gaming: Gaming {
        days: 25,
        weeks: 65,
        burst: Presses { count: (7, 20), gap: (3, 12), starts: (60, 420) },
        after_closing: Presses { count: (5, 7), gap: (8, 60), starts: (10, 90) },
        passed_around: Presses { count: (14, 16), gap: (10, 35), starts: (10, 500) },
        praise_only: PraiseOnly { content: 200, asked: 850, unasked: 80 },
    },
};
