//! What customers of the demonstration write, in three languages.
//!
//! Written for the purpose, and awkward on purpose: commas, quotes, line
//! breaks, emoji, and texts a spreadsheet would take for a formula.

use super::{dice::Dice, visitor::Visitor};

/// The same thing said in zh-CN, zh-TW and English.
type Said = [&'static str; 3];

/// By somebody content.
const CONTENT: [Said; 10] = [
    ["很好", "很好", "Very good"],
    ["办得很快，谢谢", "辦得很快，謝謝", "Quick and friendly, thank you"],
    ["👍👍", "👍👍", "👍👍"],
    ["+1 分给窗口的耐心", "+1 分給櫃檯的耐心", "+1 for patience"],
    [
        "大堂引导清楚，\n叫号也快",
        "大廳引導清楚，\n叫號也快",
        "The lobby staff showed me the way,\nand my number came up soon",
    ],
    [
        "她说“不着急，慢慢来”，听了很舒服 😊",
        "她說「不急，慢慢來」，聽了很舒服 😊",
        "\"Take your time,\" she said. I did 😊",
    ],
    ["=很满意", "=很滿意", "=very satisfied"],
    ["解释得很明白, 一次办完", "解釋得很清楚, 一次辦完", "Well explained, done in one visit"],
    ["老人家也能看懂，字够大", "長輩也看得懂，字夠大", "The letters are large enough for me"],
    ["@大堂 谢谢帮忙填单", "@大廳 謝謝幫忙填單", "@lobby thanks for helping with the form"],
];

/// By somebody in trouble of no particular kind.
const TROUBLED: [Said; 5] = [
    ["一般", "普通", "So so"],
    ["希望改进", "希望改進", "Please improve this"],
    ["-1 分", "-1 分", "-1 point"],
    ["来了两趟，都没办成 😞", "來了兩趟，都沒辦成 😞", "Two visits, nothing done 😞"],
    ["'还行'就是不顺", "'還行'就是不順", "'Fine' is not the word"],
];

/// By somebody in trouble of one kind.
const ABOUT: [(&str, Said); 13] = [
    (
        "wait",
        [
            "等了40分钟，只开两个窗口",
            "等了40分鐘，只開兩個櫃檯",
            "Waited 40 minutes, two counters open",
        ],
    ),
    (
        "wait",
        [
            "=1+1 个窗口，二十个人在排队",
            "=1+1 個櫃檯，二十個人在排隊",
            "=1+1 counters, twenty people in line",
        ],
    ),
    (
        "procedure",
        [
            "同一份材料交了三次：\n1. 身份证\n2. 复印件\n3. 还是身份证",
            "同一份資料交了三次：\n1. 身分證\n2. 影本\n3. 還是身分證",
            "The same papers three times:\n1. the card\n2. a copy\n3. the card again",
        ],
    ),
    (
        "attitude",
        ["说话很冲，“自己看”", "口氣很差，「自己看」", "\"Read it yourself\" is no answer"],
    ),
    (
        "knowledge",
        ["问了三个人，三个说法", "問了三個人，三種說法", "Three people, three different answers"],
    ),
    (
        "information",
        [
            "手续费没有提前说，扣了才知道",
            "手續費沒有事先說，扣了才知道",
            "Nobody mentioned the fee, I saw it afterwards",
        ],
    ),
    (
        "limits",
        [
            "转账限额太低，设置又复杂",
            "轉帳限額太低，設定又複雜",
            "The transfer limit is low, and hard to change",
        ],
    ),
    (
        "channel",
        [
            "手机上说可以，到了窗口又不行",
            "手機上說可以，到了櫃檯又不行",
            "The app said yes, the counter said no",
        ],
    ),
    ("environment", ["空调太冷，座位太少", "冷氣太冷，座位太少", "Too cold, and too few seats"]),
    (
        "elder",
        [
            "字太小看不清，机器不会用",
            "字太小看不清，機器不會用",
            "I cannot read the small letters on the machine",
        ],
    ),
    (
        "security",
        [
            "接到可疑电话，来问没人管",
            "接到可疑電話，來問沒人理",
            "I asked about a suspicious call, nobody took it up",
        ],
    ),
    (
        "privacy",
        [
            "大声念我的账户余额；旁边都听见了",
            "大聲念我的帳戶餘額；旁邊都聽見了",
            "My balance was read out loud; everybody heard it",
        ],
    ),
    (
        "promise",
        [
            "说好三天，一个星期了还没好",
            "說好三天，一個星期了還沒好",
            "\"Three days\" became a week, and still nothing",
        ],
    ),
];

/// What `visitor` writes.
pub(super) fn comment(visitor: &Visitor, dice: &mut Dice) -> &'static str {
    let said = match visitor.troubles.first() {
        None => dice.weighted(&CONTENT, |_| 1),
        Some(trouble) => dice
            .weighted(&ABOUT, |about| u32::from(about.0 == trouble.code))
            .map(|about| &about.1)
            .filter(|_| dice.chance(800))
            .or_else(|| dice.weighted(&TROUBLED, |_| 1)),
    };
    said.map_or("", |said| in_language(visitor, said))
}

/// What `visitor` types on a single line.
pub(super) fn line(visitor: &Visitor) -> &'static str {
    in_language(visitor, &["示例", "範例", "Example"])
}

fn in_language(visitor: &Visitor, said: &Said) -> &'static str {
    let [simplified, traditional, english] = said;
    match visitor.locale {
        "zh-CN" => simplified,
        "zh-TW" => traditional,
        _ => english,
    }
}
