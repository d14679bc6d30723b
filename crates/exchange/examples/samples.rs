//! Writes one small export in all three shapes into the folder named on the
//! command line: for looking at with a spreadsheet and with `frictionless`.
//! Its answers are everything that breaks CSV files.

use std::{error::Error, fs::File, path::PathBuf};

use chrono::{DateTime, TimeDelta};
use heard_exchange::{
    Channel, DeviceId, DeviceSequence, ExportKind, ExportName, Mode, Outcome, QuestionnaireId,
    Response, ResponseId, Visit,
    csv::{Columns, Times, excel, raw},
    package::{self, About},
};
use heard_survey::{Answers, Questionnaire, Value};

const QUESTIONNAIRE: &str = r#"{
  "title": "Sample",
  "heard": { "name": "sample", "version": "1" },
  "pages": [{ "name": "all", "elements": [
    { "type": "rating", "name": "satisfaction", "title": { "zh-CN": "总体满意度", "en": "Overall satisfaction" },
      "rateMin": 1, "rateMax": 5,
      "minRateDescription": { "zh-CN": "很不满意", "en": "Very dissatisfied" },
      "maxRateDescription": { "zh-CN": "很满意", "en": "Very satisfied" } },
    { "type": "checkbox", "name": "reasons", "title": { "zh-CN": "哪里需要改进", "en": "What to improve" },
      "choices": [
        { "value": "wait", "text": { "zh-CN": "等候时间", "en": "Waiting time" } },
        { "value": "a|b", "text": { "zh-CN": "甲|乙", "en": "A|B" } },
        { "value": "c\\d", "text": { "zh-CN": "丙\\丁", "en": "C\\D" } } ] },
    { "type": "radiogroup", "name": "in_time", "title": { "zh-CN": "是否按时办完", "en": "In the promised time" },
      "choices": [
        { "value": "yes", "text": { "zh-CN": "是", "en": "Yes" } },
        { "value": "no", "text": { "zh-CN": "否", "en": "No" } } ] },
    { "type": "boolean", "name": "contact", "title": { "zh-CN": "可以联系您吗", "en": "May we contact you" } },
    { "type": "comment", "name": "comment", "title": { "zh-CN": "您的意见", "en": "Your comment" } }
  ] }]
}"#;

const COMMENTS: [&str; 12] = [
    "很好，谢谢",
    "comma, \"quotes\", semicolon; and 'apostrophes'",
    "two\nlines",
    "two\r\nlines, as Windows writes them",
    "😀👍 👨‍👩‍👧",
    r"pipe | backslash \ both \|",
    "=1+1",
    "=HYPERLINK(\"http://example.invalid\",\"click\")",
    "+86 10 0000 0000",
    "-2+3",
    "@SUM(1,1)",
    "＝１＋１",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("which folder?")?);
    let questionnaire = Questionnaire::parse(QUESTIONNAIRE)
        .map_err(|problems| format!("the sample questionnaire: {problems:?}"))?;
    let columns = Columns::of([&questionnaire]);
    let start = DateTime::parse_from_rfc3339("2026-11-21T14:05:09+08:00")
        .map_err(|error| error.to_string())?;
    let responses: Vec<_> = (0..).zip(COMMENTS).map(|(n, text)| response(n, start, text)).collect();
    let name = |kind| {
        let (from, to) = (start.date_naive(), start.date_naive());
        let branch = "城东支行";
        folder.join(ExportName { branch, from, to, kind, demo: true, training: false }.to_string())
    };

    let file = File::create(name(ExportKind::Raw))?;
    let mut writer = raw::Writer::new(file, &columns, Times::default())?;
    responses.iter().try_for_each(|response| writer.write(response))?;
    writer.finish()?;

    let file = File::create(name(ExportKind::Excel))?;
    let mut writer = excel::Writer::new(file, &columns, "zh-CN", Times::default())?;
    responses.iter().try_for_each(|response| writer.write(response))?;
    writer.finish()?;

    let about = About {
        title: "城东支行 2026-11-21",
        locale: "zh-CN",
        created: start,
        times: Times::default(),
        demo: true,
    };
    package::write(File::create(name(ExportKind::Package))?, &columns, &about, &responses)?;
    Ok(())
}

fn response(n: u8, start: DateTime<chrono::FixedOffset>, comment: &str) -> Response {
    let reasons = [["wait", "a|b"], ["a|b", "c\\d"]];
    let answers = [
        ("satisfaction", Value::from(i32::from(n % 5 + 1))),
        ("reasons", Value::List(reasons[usize::from(n % 2)].map(Value::from).to_vec())),
        ("in_time", Value::from(if n.is_multiple_of(3) { "no" } else { "yes" })),
        ("contact", Value::from(n.is_multiple_of(4))),
        ("comment", Value::from(comment)),
    ];
    Response {
        id: ResponseId::from_random([n; 16]),
        device: DeviceId::new("sample").unwrap_or_else(|_| unreachable!("letters only")),
        sequence: DeviceSequence(u32::from(n) + 1),
        visit: Visit {
            branch: "城东支行".to_owned(),
            counter: "3号窗口".to_owned(),
            teller: (n % 2 == 1).then(|| "T7".to_owned()),
            ..Visit::default()
        },
        questionnaire: QuestionnaireId {
            name: "sample".to_owned(),
            version: "1".to_owned(),
            hash: "0123456789abcdef".to_owned(),
        },
        locale: "zh-CN".to_owned(),
        mode: if n == 5 { Mode::Elder } else { Mode::Standard },
        assisted: false,
        voice: false,
        channel: Channel::Counter,
        started_at: start + TimeDelta::minutes(i64::from(n) * 7),
        duration_ms: 8_000 + u64::from(n) * 730,
        outcome: Outcome::Complete,
        training: false,
        answers: answers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Answers>(),
    }
}
