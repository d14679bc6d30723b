//! What pages say, one file a language in `words/`: the same texts in all of them. A
//! text that is not in the file, or not here, refuses the file; `{…}` stands for what is
//! filled in.

use heard_insight::table::Dimension;
use serde::Deserialize;

use crate::language::Locale;

/// The texts of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub(crate) page: Page,
    pub(crate) dashboard: Dashboard,
    pub(crate) figures: Figures,
    pub(crate) change: Change,
    pub(crate) trend: Trend,
    pub(crate) ratings: Ratings,
    pub(crate) problems: Problems,
    pub(crate) quotes: Quotes,
    pub(crate) themes: Themes,
    pub(crate) hours: Hours,
    pub(crate) drivers: Drivers,
    pub(crate) compare: Compare,
    pub(crate) trust: Trust,
    pub(crate) coverage: Coverage,
    pub(crate) method: Method,
}

impl Words {
    /// The texts in the language of `locale`.
    ///
    /// # Errors
    /// Never: a test reads them all.
    pub fn of(locale: Locale) -> Result<Self, serde_json::Error> {
        serde_json::from_str(Self::file(locale))
    }

    fn file(locale: Locale) -> &'static str {
        match locale {
            Locale::ZhCn => include_str!("../words/zh-CN.json"),
            Locale::ZhTw => include_str!("../words/zh-TW.json"),
            Locale::En => include_str!("../words/en.json"),
        }
    }
}

/// About the page as a whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) days: String,
    pub(crate) everything: String,
    pub(crate) only: String,
    pub(crate) demo: String,
    pub(crate) unknown: String,
    pub(crate) table: String,
    pub(crate) months: Vec<String>,
}

/// What is shown, and how to change it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dashboard {
    pub(crate) filters: String,
    pub(crate) period: String,
    pub(crate) last: String,
    pub(crate) all: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) days: String,
    pub(crate) every: String,
    pub(crate) remove: String,
    pub(crate) clear: String,
    pub(crate) undo: String,
    pub(crate) is: String,
    pub(crate) answer: String,
    pub(crate) unanswered: String,
    pub(crate) hour: String,
    pub(crate) dimensions: Dimensions,
}

/// What responses are told apart by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dimensions {
    branch: String,
    counter: String,
    teller: String,
    device: String,
    business: String,
    tier: String,
    channel: String,
    mode: String,
    assisted: String,
    voice: String,
    locale: String,
    version: String,
    outcome: String,
    hour: String,
    weekday: String,
}

impl Dimensions {
    /// The name of one.
    pub(crate) fn of(&self, dimension: Dimension) -> &str {
        match dimension {
            Dimension::Branch => &self.branch,
            Dimension::Counter => &self.counter,
            Dimension::Teller => &self.teller,
            Dimension::Device => &self.device,
            Dimension::Business => &self.business,
            Dimension::Tier => &self.tier,
            Dimension::Channel => &self.channel,
            Dimension::Mode => &self.mode,
            Dimension::Assisted => &self.assisted,
            Dimension::Voice => &self.voice,
            Dimension::Locale => &self.locale,
            Dimension::Version => &self.version,
            Dimension::Outcome => &self.outcome,
            Dimension::Hour => &self.hour,
            Dimension::Weekday => &self.weekday,
        }
    }
}

/// Key figures, and how figures are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figures {
    pub(crate) title: String,
    pub(crate) empty: String,
    pub(crate) training: String,
    pub(crate) lead: String,
    pub(crate) lead_few: String,
    pub(crate) none_before: String,
    pub(crate) higher: String,
    pub(crate) lower: String,
    pub(crate) undetected: String,
    pub(crate) responses: String,
    pub(crate) complete: String,
    pub(crate) before: String,
    pub(crate) satisfaction: String,
    pub(crate) score: String,
    pub(crate) nps: String,
    pub(crate) ces: String,
    pub(crate) index: String,
    pub(crate) duration: String,
    pub(crate) median: String,
    pub(crate) seconds: String,
    pub(crate) minutes: String,
    pub(crate) interval: String,
    pub(crate) basis: String,
    pub(crate) share: String,
    pub(crate) n: String,
    pub(crate) low_n: String,
    pub(crate) too_few: String,
    pub(crate) interval_heading: String,
    pub(crate) n_heading: String,
}

/// Before and after.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) better: String,
    pub(crate) worse: String,
    pub(crate) undetected: String,
    pub(crate) chart: String,
    pub(crate) description: String,
    pub(crate) difference: String,
    pub(crate) points: String,
    pub(crate) zero: String,
}

/// Over time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trend {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) by_day: String,
    pub(crate) by_week: String,
    pub(crate) too_few: String,
    pub(crate) provisional: String,
    pub(crate) ordinary_days: String,
    pub(crate) ordinary_weeks: String,
    pub(crate) week: String,
    pub(crate) above_limit: String,
    pub(crate) below_limit: String,
    pub(crate) side_above: String,
    pub(crate) side_below: String,
    pub(crate) rising: String,
    pub(crate) falling: String,
    pub(crate) short_above: String,
    pub(crate) short_below: String,
    pub(crate) short_side: String,
    pub(crate) short_rising: String,
    pub(crate) short_falling: String,
    pub(crate) period: String,
    pub(crate) limits: String,
    pub(crate) signal: String,
}

/// Answers on scales.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ratings {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) chart: String,
    pub(crate) description: String,
    pub(crate) question: String,
    pub(crate) answer: String,
    pub(crate) count: String,
    pub(crate) share: String,
    pub(crate) worst: String,
    pub(crate) best: String,
    pub(crate) top_two: String,
    pub(crate) recommend: String,
    pub(crate) recommend_description: String,
    pub(crate) detractors: String,
    pub(crate) passives: String,
    pub(crate) promoters: String,
    pub(crate) nps: String,
}

/// What went wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problems {
    pub(crate) title: String,
    pub(crate) not_asked: String,
    pub(crate) none: String,
    pub(crate) common: String,
    pub(crate) individual: String,
    pub(crate) list: String,
    pub(crate) list_description: String,
    pub(crate) problem: String,
    pub(crate) people: String,
    pub(crate) of_all: String,
    pub(crate) spread: String,
    pub(crate) is_common: String,
    pub(crate) is_individual: String,
    pub(crate) severe: String,
    pub(crate) map: String,
    pub(crate) map_description: String,
    pub(crate) rated: String,
}

/// What people wrote.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quotes {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) about: String,
    pub(crate) source: String,
    pub(crate) rule: String,
}

/// What comments are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Themes {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) none: String,
    pub(crate) problems: String,
    pub(crate) praise: String,
    pub(crate) description: String,
    pub(crate) theme: String,
    pub(crate) comments: String,
    pub(crate) share: String,
}

/// Weekday and hour.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hours {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) chart: String,
    pub(crate) description: String,
    pub(crate) weekday: String,
    pub(crate) weekdays: Vec<String>,
    pub(crate) short_weekdays: Vec<String>,
}

/// What goes together with satisfaction.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Drivers {
    pub(crate) title: String,
    pub(crate) too_few: String,
    pub(crate) lead: String,
    pub(crate) nothing_stands_out: String,
    pub(crate) caution: String,
    pub(crate) withheld: String,
    pub(crate) chart: String,
    pub(crate) description: String,
    pub(crate) aspect: String,
    pub(crate) rho: String,
    pub(crate) pairs: String,
    pub(crate) place: String,
    pub(crate) performance: String,
    pub(crate) importance: String,
    pub(crate) keep_up: String,
    pub(crate) concentrate_here: String,
    pub(crate) low_priority: String,
    pub(crate) possible_overkill: String,
}

/// Branches and counters beside each other.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    pub(crate) branches: String,
    pub(crate) counters: String,
    pub(crate) tellers: String,
    pub(crate) one: String,
    pub(crate) withheld: String,
    pub(crate) all_alike: String,
    pub(crate) above: String,
    pub(crate) below: String,
    pub(crate) alike: String,
    pub(crate) higher: String,
    pub(crate) lower: String,
    pub(crate) undetected: String,
    pub(crate) made: String,
    pub(crate) chart: String,
    pub(crate) description: String,
    pub(crate) name: String,
    pub(crate) verdict: String,
    pub(crate) all: String,
}

/// Patterns in the ratings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trust {
    pub(crate) title: String,
    pub(crate) none: String,
    pub(crate) lead: String,
    pub(crate) more: String,
    pub(crate) kept: String,
    pub(crate) table: String,
    pub(crate) day: String,
    pub(crate) branch: String,
    pub(crate) counter: String,
    pub(crate) pattern: String,
    pub(crate) too_fast: String,
    pub(crate) straight_lined: String,
    pub(crate) burst: String,
    pub(crate) before_closing: String,
    pub(crate) outside_hours: String,
    pub(crate) repeated: String,
}

/// Ratings of transactions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coverage {
    pub(crate) title: String,
    pub(crate) unknown: String,
    pub(crate) lead: String,
    pub(crate) table: String,
    pub(crate) counter: String,
    pub(crate) transactions: String,
    pub(crate) ratings: String,
    pub(crate) remark: String,
    pub(crate) invitation: String,
    pub(crate) impossible: String,
}

/// How it was made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Method {
    pub(crate) title: String,
    pub(crate) notes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;

    /// Every text by its place, with what is filled in.
    fn texts(value: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::String(text) => {
                assert!(!text.trim().is_empty(), "{path} says nothing");
                let named = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
                found.insert(path.to_owned(), named.map(|(name, _)| name.to_owned()).collect());
            }
            Value::Array(all) => {
                all.iter()
                    .enumerate()
                    .for_each(|(at, it)| texts(it, &format!("{path}[{at}]"), found));
            }
            Value::Object(all) => {
                all.iter().for_each(|(key, it)| texts(it, &format!("{path}.{key}"), found));
            }
            other => panic!("{path}: {other} is no text"),
        }
    }

    #[test]
    fn every_language_has_every_text_and_no_other_with_the_same_to_fill_in() {
        let [cn, tw, en] = Locale::ALL.map(|locale| {
            Words::of(locale).unwrap();
            let mut found = BTreeMap::new();
            texts(&serde_json::from_str(Words::file(locale)).unwrap(), "", &mut found);
            found
        });
        assert!(en.len() > 150, "{}", en.len());
        assert_eq!(cn, en);
        assert_eq!(tw, en);
    }

    #[test]
    fn chinese_texts_have_chinese_punctuation() {
        for locale in [Locale::ZhCn, Locale::ZhTw] {
            let file = Words::file(locale);
            let wrong = file.lines().filter(|line| {
                let text = line.split_once("\": ").map_or(*line, |(_, text)| text);
                let has_ideographs = text.chars().any(|it| ('\u{4e00}'..'\u{a000}').contains(&it));
                has_ideographs && text.trim_end_matches(',').contains([',', ';', '?', '!'])
            });
            assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new());
        }
    }
}
