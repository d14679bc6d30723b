//! A bank in a resort on the coast: open every day until the evening, families, content
//! people. Written when the trust signals were finished, and measured once.

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
    name: "coast",
    opens: 10 * 60,
    closes: 19 * 60,
    a_day: 420,
    weekdays: [12, 11, 12, 12, 15, 19, 18],
    working_day: &[
        slot(600, 690, 190, 20),
        slot(690, 780, 150, -80),
        slot(780, 870, 80, 90),
        slot(870, 960, 130, 40),
        slot(960, 1_050, 210, -150),
        slot(1_050, 1_140, 160, -60),
        slot(1_140, 1_165, 5, -40),
    ],
    weekend: &[
        slot(600, 720, 240, -100),
        slot(720, 900, 260, -40),
        slot(900, 1_020, 280, -180),
        slot(1_020, 1_140, 200, 0),
        slot(1_140, 1_165, 7, 0),
    ],
    seasons: &[
        Season { name: "before Spring Festival", from: -12, to: -2, customers: 1_200, mood: -200 },
        Season { name: "Spring Festival", from: -1, to: 6, customers: 1_300, mood: -120 },
    ],
    branches: &[
        Branch {
            code: "K1",
            weight: 34,
            mood: 90,
            drift: -20,
            names_tellers: true,
            counters: &[
                counter(0, [70, -50], 290),
                counter(60, [0, 0], 220),
                counter(-110, [0, 90], 260),
                counter(0, [-80, 0], 310),
            ],
        },
        Branch {
            code: "K2",
            weight: 22,
            mood: -180,
            drift: 35,
            names_tellers: true,
            counters: &[counter(0, [0, 120], 180), counter(-60, [40, 0], 250)],
        },
        Branch {
            code: "K3",
            weight: 26,
            mood: 0,
            drift: 0,
            names_tellers: false,
            counters: &[
                counter(100, [0, 0], 390),
                counter(-70, [0, 50], 340),
                counter(0, [0, -90], 280),
            ],
        },
        Branch {
            code: "K4",
            weight: 18,
            mood: 200,
            drift: 0,
            names_tellers: false,
            counters: &[counter(0, [0, 0], 330), counter(-40, [60, -60], 300)],
        },
    ],
    lobby: 150,
    pilot: Pilot { branch: "K2", after: 550, mood: 160 },
    people: People {
        mood: 450,
        elder_early: 200,
        elder_later: 170,
        assisted_elder: 280,
        assisted: 60,
        voice: 260,
        training: 8,
        visit_known: 780,
        family: 60,
    },
    answering: Answering { daily: 170, weekly: 90, served: 90 },
    gaming: Gaming {
        days: 22,
        weeks: 55,
        burst: Presses { count: (7, 15), gap: (3, 11), starts: (30, 500) },
        after_closing: Presses { count: (4, 8), gap: (5, 95), starts: (10, 140) },
        passed_around: Presses { count: (12, 14), gap: (12, 28), starts: (20, 480) },
        praise_only: PraiseOnly { content: 350, asked: 750, unasked: 70 },
    },
};
