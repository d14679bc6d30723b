//! Headings and code labels of what people read, in the three languages.

use super::Meta;
use crate::{Channel, Mode, Outcome};

/// A text in simplified Chinese, traditional Chinese and English.
pub(crate) type Words = [&'static str; 3];

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Simplified = 0,
    Traditional = 1,
    English = 2,
}

impl Language {
    /// The nearest to `locale` (BCP 47).
    pub(crate) fn of(locale: &str) -> Self {
        let has = |part: &str| locale.split('-').any(|piece| piece.eq_ignore_ascii_case(part));
        if !has("zh") {
            Self::English
        } else if ["Hant", "TW", "HK", "MO"].into_iter().any(has) {
            Self::Traditional
        } else {
            Self::Simplified
        }
    }

    pub(crate) fn pick(self, [simplified, traditional, english]: Words) -> &'static str {
        match self {
            Self::Simplified => simplified,
            Self::Traditional => traditional,
            Self::English => english,
        }
    }
}

/// What a metadata column of the Excel flavour shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The local date.
    Date,
    /// The local time of day.
    Time,
    /// How long it took, in seconds.
    Seconds,
    /// A column of the raw flavour.
    Meta(Meta),
}

/// The metadata columns of the Excel flavour: what people look for first, what
/// only machines need last.
pub(crate) const SHOWN: [(Shown, Words); 22] = [
    (Shown::Date, ["日期", "日期", "Date"]),
    (Shown::Time, ["时间", "時間", "Time"]),
    (Shown::Meta(Meta::Branch), ["网点", "分行", "Branch"]),
    (Shown::Meta(Meta::Counter), ["窗口", "櫃檯", "Counter"]),
    (Shown::Meta(Meta::Teller), ["柜员", "櫃員", "Teller"]),
    (Shown::Meta(Meta::Business), ["业务类型", "業務類別", "Business type"]),
    (Shown::Meta(Meta::Ticket), ["排队号", "號碼牌", "Queue ticket"]),
    (Shown::Meta(Meta::Tier), ["客户等级", "客戶等級", "Customer tier"]),
    (Shown::Meta(Meta::Outcome), ["完成情况", "完成情形", "Outcome"]),
    (Shown::Meta(Meta::Training), ["员工练习", "人員練習", "Staff practice"]),
    (Shown::Meta(Meta::Mode), ["界面", "介面", "Mode"]),
    (Shown::Meta(Meta::Locale), ["作答语言", "作答語言", "Language"]),
    (Shown::Meta(Meta::Assisted), ["员工协助", "人員協助", "Staff helped"]),
    (Shown::Meta(Meta::Voice), ["语音作答", "語音作答", "Answered by voice"]),
    (Shown::Meta(Meta::Channel), ["渠道", "管道", "Channel"]),
    (Shown::Seconds, ["用时（秒）", "用時（秒）", "Duration (s)"]),
    (Shown::Meta(Meta::Questionnaire), ["问卷", "問卷", "Questionnaire"]),
    (Shown::Meta(Meta::Version), ["问卷版本", "問卷版本", "Questionnaire version"]),
    (Shown::Meta(Meta::Hash), ["问卷校验码", "問卷校驗碼", "Questionnaire hash"]),
    (Shown::Meta(Meta::Device), ["设备", "裝置", "Device"]),
    (Shown::Meta(Meta::Sequence), ["设备内序号", "裝置內序號", "Sequence on device"]),
    (Shown::Meta(Meta::Id), ["反馈编号", "回饋編號", "Response id"]),
];

/// The title of a metadata column of the raw flavour, for the codebook.
pub(crate) fn title(meta: Meta) -> Words {
    match meta {
        Meta::StartedAt => ["开始时间", "開始時間", "Started at"],
        Meta::DurationMs => ["用时（毫秒）", "用時（毫秒）", "Duration (ms)"],
        _ => SHOWN
            .iter()
            .find_map(|(shown, words)| (*shown == Shown::Meta(meta)).then_some(*words))
            .unwrap_or([meta.name(); 3]),
    }
}

/// These are the headings of the Excel flavour, in one of the languages.
pub(crate) fn is_excel_flavour(headings: &[&str]) -> bool {
    [Language::Simplified, Language::Traditional, Language::English].into_iter().any(|language| {
        let first = SHOWN.iter().take(3).map(|(_, words)| language.pick(*words));
        headings.iter().copied().take(3).eq(first)
    })
}

pub(crate) const YES: Words = ["是", "是", "Yes"];
pub(crate) const NO: Words = ["否", "否", "No"];

/// Between the labels of a multi-select cell.
pub(crate) const SEPARATOR: Words = ["；", "；", "; "];

/// Around a remark after a heading, and between the remark's parts.
pub(crate) const REMARK: [Words; 3] = [["（", "（", " ("], ["，", "，", ", "], ["）", "）", ")"]];

pub(crate) fn mode(mode: Mode) -> Words {
    match mode {
        Mode::Standard => ["标准", "標準", "Standard"],
        Mode::Elder => ["长辈版", "長輩版", "Elder"],
    }
}

pub(crate) fn outcome(outcome: Outcome) -> Words {
    match outcome {
        Outcome::Complete => ["完整", "完整", "Complete"],
        Outcome::Partial => ["部分", "部分", "Partial"],
    }
}

pub(crate) fn channel(channel: Channel) -> Words {
    match channel {
        Channel::Counter => ["窗口", "櫃檯", "Counter"],
        Channel::Lobby => ["大堂", "大廳", "Lobby"],
        Channel::OpenDay => ["行长接待日", "經理接待日", "Manager's open day"],
        Channel::Outreach => ["外拓", "外訪", "Outreach"],
        Channel::Hotline => ["客服热线", "客服專線", "Hotline"],
        Channel::Mystery => ["神秘人检查", "神秘客", "Mystery shopper"],
        Channel::Phone => ["客户手机", "客戶手機", "Customer's phone"],
        Channel::Import => ["导入", "匯入", "Import"],
    }
}

/// A language's own name, where it is one of the three.
pub(crate) fn locale(locale: &str) -> Option<&'static str> {
    match locale {
        "zh-CN" => Some("简体中文"),
        "zh-TW" => Some("繁體中文"),
        "en" => Some("English"),
        _ => None,
    }
}
