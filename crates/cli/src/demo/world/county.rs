//! A bank in a county town: closed for lunch and on Sundays, market mornings, many
//! elder customers.

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
    name: "county",
    opens: 8 * 60 + 30,
    closes: 17 * 60 + 30,
    a_day: 320,
    weekdays: [22, 14, 13, 15, 16, 14, 0],
    // Closed for lunch; market mornings.
    working_day: &[
        slot(510, 540, 130, -120),
        slot(540, 600, 260, -200),
        slot(600, 660, 220, -100),
        slot(660, 725, 90, 40),
        slot(839, 900, 140, 0),
        slot(900, 960, 130, 60),
        slot(960, 1_020, 90, 80),
        slot(1_020, 1_050, 40, 100),
        slot(1_050, 1_070, 5, 0),
    ],
    weekend: &[
        slot(510, 600, 360, -160),
        slot(600, 725, 280, -60),
        slot(839, 960, 170, 60),
        slot(960, 1_050, 110, 80),
    ],
    seasons: &[
        Season { name: "before Spring Festival", from: -20, to: -2, customers: 1_450, mood: -180 },
        Season { name: "Spring Festival", from: -1, to: 7, customers: 150, mood: 0 },
    ],
    branches: &[
        Branch {
            code: "C101",
            weight: 40,
            mood: 60,
            drift: 25,
            names_tellers: true,
            counters: &[
                counter(0, [40, -120], 210),
                counter(-80, [0, 90], 170),
                counter(60, [-30, 30], 240),
            ],
        },
        Branch {
            code: "C102",
            weight: 25,
            mood: -150,
            drift: 0,
            names_tellers: false,
            counters: &[counter(-60, [0, 150], 140), counter(120, [-60, 0], 190)],
        },
        Branch {
            code: "C103",
            weight: 20,
            mood: 180,
            drift: -50,
            names_tellers: true,
            counters: &[counter(0, [100, 0], 260), counter(-40, [0, -80], 230)],
        },
        Branch {
            code: "C104",
            weight: 15,
            mood: 20,
            drift: 0,
            names_tellers: false,
            counters: &[counter(0, [0, 0], 200)],
        },
    ],
    lobby: 180,
    pilot: Pilot { branch: "C102", after: 500, mood: 140 },
    people: People {
        mood: 350,
        elder_early: 460,
        elder_later: 280,
        assisted_elder: 330,
        assisted: 45,
        voice: 380,
        training: 6,
        visit_known: 700,
        family: 70,
    },
    answering: Answering { daily: 150, weekly: 70, served: 110 },
    gaming: Gaming {
        days: 30,
        weeks: 70,
        burst: Presses { count: (6, 12), gap: (4, 18), starts: (20, 480) },
        after_closing: Presses { count: (3, 9), gap: (15, 130), starts: (5, 60) },
        passed_around: Presses { count: (10, 14), gap: (18, 40), starts: (30, 420) },
        praise_only: PraiseOnly { content: 300, asked: 700, unasked: 60 },
    },
};
