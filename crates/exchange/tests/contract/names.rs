//! File names of exports: safe in every file system, plain about what is in.

use chrono::NaiveDate;
use heard_exchange::{ExportKind, ExportName};
use proptest::prelude::*;

fn named(branch: &str, kind: ExportKind, demo: bool, training: bool) -> String {
    let [from, to] = [1, 30].map(|day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap());
    ExportName { branch, from, to, kind, demo, training }.to_string()
}

#[test]
fn a_name_carries_branch_and_period_and_what_is_not_real() {
    let cases = [
        (named("B001", ExportKind::Raw, false, false), "heard-B001-2026-11-01_2026-11-30-raw.csv"),
        (
            named("城东支行", ExportKind::Excel, true, false),
            "heard-demo-城东支行-2026-11-01_2026-11-30-excel.csv",
        ),
        (
            named("B 1", ExportKind::Package, true, true),
            "heard-demo-training-B_1-2026-11-01_2026-11-30-package.zip",
        ),
        (
            named("../../etc/passwd", ExportKind::Raw, false, false),
            "heard-etc_passwd-2026-11-01_2026-11-30-raw.csv",
        ),
        (named(" / ", ExportKind::Raw, false, false), "heard-branch-2026-11-01_2026-11-30-raw.csv"),
    ];
    for (name, expected) in cases {
        assert_eq!(name, expected);
    }
}

proptest! {
    #[test]
    fn any_branch_makes_a_safe_name(branch in ".*") {
        let name = named(&branch, ExportKind::Raw, false, false);
        let safe = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.');
        prop_assert!(name.chars().all(safe), "{name}");
        prop_assert!(!name.contains("..") && name.chars().count() <= 80, "{name}");
    }
}
