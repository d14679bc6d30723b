//! A bank in a city: the demonstration unless another is asked for.

use super::{
    Answering, Branch, Counter, Gaming, People, Pilot, PraiseOnly, Presses, Season, Slot, World,
};

const fn hour(starts: u32, weight: u32, mood: i64) -> Slot {
    Slot { from: starts * 60, to: (starts + 1) * 60, weight, mood }
}

/// Those who were inside at closing.
const LATE: Slot = Slot { from: 17 * 60, to: 17 * 60 + 25, weight: 6, mood: 0 };

const fn counter(mood: i64, tellers: [i64; 2], answer: u32) -> Counter {
    Counter { mood, tellers, answer }
}

pub(super) static WORLD: World = World {
    name: "city",
    opens: 9 * 60,
    closes: 17 * 60,
    a_day: 800,
    weekdays: [19, 16, 15, 15, 17, 11, 7],
    working_day: &[
        hour(9, 140, 60),
        hour(10, 190, -160),
        hour(11, 160, -120),
        hour(12, 70, 60),
        hour(13, 80, 80),
        hour(14, 140, 0),
        hour(15, 140, -60),
        hour(16, 80, 40),
        LATE,
    ],
    weekend: &[
        hour(9, 90, 80),
        hour(10, 150, -40),
        hour(11, 150, -80),
        hour(12, 100, 40),
        hour(13, 110, 40),
        hour(14, 150, -20),
        hour(15, 140, -40),
        hour(16, 110, 20),
        LATE,
    ],
    seasons: &[
        Season { name: "before Spring Festival", from: -14, to: -2, customers: 1_350, mood: -250 },
        Season { name: "Spring Festival", from: -1, to: 5, customers: 250, mood: 120 },
    ],
    branches: &[
        Branch {
            code: "B001",
            weight: 24,
            mood: 0,
            drift: 0,
            names_tellers: true,
            counters: &[
                counter(50, [80, -80], 320),
                counter(0, [0, 40], 280),
                counter(-50, [-120, 60], 300),
                counter(0, [0, 0], 240),
            ],
        },
        Branch {
            code: "B002",
            weight: 20,
            mood: 80,
            drift: -40,
            names_tellers: false,
            counters: &[
                counter(0, [0, 0], 350),
                counter(0, [60, -60], 330),
                counter(60, [0, 0], 380),
                counter(0, [0, -40], 300),
            ],
        },
        Branch {
            code: "B003",
            weight: 18,
            mood: -260,
            drift: 30,
            names_tellers: true,
            counters: &[
                counter(0, [60, 0], 260),
                counter(-300, [-150, 100], 220),
                counter(0, [0, 0], 250),
            ],
        },
        Branch {
            code: "B004",
            weight: 16,
            mood: -60,
            drift: 0,
            names_tellers: false,
            counters: &[
                counter(0, [0, 0], 300),
                counter(40, [40, -40], 340),
                counter(-40, [0, 0], 280),
            ],
        },
        Branch {
            code: "B005",
            weight: 12,
            mood: 240,
            drift: 0,
            names_tellers: true,
            counters: &[
                counter(0, [120, -60], 420),
                counter(0, [0, 0], 400),
                counter(0, [0, 60], 360),
            ],
        },
        Branch {
            code: "B006",
            weight: 10,
            mood: 60,
            drift: 20,
            names_tellers: false,
            counters: &[counter(100, [0, 0], 310), counter(-100, [0, 0], 290)],
        },
    ],
    lobby: 120,
    pilot: Pilot { branch: "B004", after: 600, mood: 180 },
    people: People {
        mood: 100,
        elder_early: 260,
        elder_later: 140,
        assisted_elder: 240,
        assisted: 25,
        voice: 300,
        training: 10,
        visit_known: 860,
        family: 40,
    },
    answering: Answering { daily: 120, weekly: 80, served: 80 },
    gaming: Gaming {
        days: 20,
        weeks: 60,
        burst: Presses { count: (8, 17), gap: (3, 12), starts: (0, 470) },
        after_closing: Presses { count: (4, 11), gap: (10, 80), starts: (16, 110) },
        passed_around: Presses { count: (12, 18), gap: (12, 33), starts: (0, 460) },
        praise_only: PraiseOnly { content: 100, asked: 800, unasked: 50 },
    },
};
