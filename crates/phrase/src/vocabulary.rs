//! What a word can be: the names that stand in the word lists.

use crate::Command;

/// One part that a word plays. A word may play several; what is around it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Says nothing.
    Filler,
    /// A known word that is no part of an answer.
    Other,
    /// Makes the utterance no answer: a question, a wish, somebody else.
    Doubt,
    /// Somebody else, whose judgement is no answer.
    Others,
    /// Raises or lowers what follows; 1 mild, 3 strong, 4 utmost.
    Degree(i8),
    /// Raises what stands before.
    After(i8),
    /// Turns what follows.
    Negation(Negation),
    /// Is heard for 不.
    NearNegation,
    /// Judges; from −4 to 4, where it is open between two values.
    Worth(Subject, i8, i8),
    /// Says yes.
    Yes,
    /// Says no.
    No,
    /// Leaves it open.
    Undecided,
    /// None of the choices.
    None,
    /// All of the choices.
    All,
    /// Takes back what was said before.
    Correction,
    /// A no that takes back the yes before it.
    Rather,
    /// Says what is meant after what is not (不是…，是…).
    Contrast,
    /// Between two things of which one is meant.
    Either,
    /// Between two things that are both meant.
    And,
    /// Between two things that differ.
    Turning,
    /// A number, or a part of one.
    Number(i32),
    /// A number with its unit, which may also be a degree (十分).
    Score(i32),
    /// 分, "stars".
    Unit,
    /// The highest number.
    Best,
    /// The lowest number.
    Worst,
    /// A half or other fraction.
    Broken,
    /// About, or a bound.
    Estimate,
    /// Between a number and the highest there is.
    OutOf,
    /// Before a number that is a position.
    Ordinal,
    /// After a number that is a position.
    Counter,
    /// Before a number or letter of a choice.
    Label,
    /// A position in one word.
    Nth(i32),
    /// The last position.
    Last,
    /// Positions counted from the end.
    FromTheEnd,
    /// A place on the screen.
    Side(Side),
    /// Something the kiosk is to do.
    Command(Command),
    /// May stand in a command.
    PartOfCommand,
    /// Tells no choice from another.
    Common,
}

/// How a negation turns what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Negation {
    /// 不, "not".
    Plain,
    /// 不太, "not very".
    Soft,
    /// 一点也不, "not at all".
    Full,
}

/// What a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// How good something is.
    Quality,
    /// How quick.
    Speed,
    /// How likely.
    Likelihood,
    /// How easy.
    Ease,
    /// Whether one agrees.
    Agreement,
    /// How clear.
    Clarity,
}

/// Where on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// At the very left.
    Leftmost,
    /// At the very right.
    Rightmost,
    /// At the very top.
    Topmost,
    /// At the very bottom.
    Bottommost,
    /// Left, of two.
    Left,
    /// Right, of two.
    Right,
    /// Above, of two.
    Top,
    /// Below, of two.
    Bottom,
    /// In the middle.
    Middle,
}

impl Word {
    /// The parts that a key of a word list names, such as `negation plain no`; `None`
    /// where it names something else.
    pub(crate) fn parts(key: &str) -> Option<Vec<Self>> {
        let mut names = key.split(' ');
        let mut parts = Vec::new();
        while let Some(name) = names.next() {
            parts.push(match plain(name) {
                Some(part) => part,
                None => valued(name, names.next()?)?,
            });
        }
        Some(parts)
    }
}

/// What needs no value.
fn plain(name: &str) -> Option<Word> {
    Some(match name {
        "filler" => Word::Filler,
        "other" => Word::Other,
        "doubt" => Word::Doubt,
        "others" => Word::Others,
        "near-negation" => Word::NearNegation,
        "yes" => Word::Yes,
        "no" => Word::No,
        "undecided" => Word::Undecided,
        "none" => Word::None,
        "all" => Word::All,
        "correction" => Word::Correction,
        "rather" => Word::Rather,
        "contrast" => Word::Contrast,
        "either" => Word::Either,
        "and" => Word::And,
        "turning" => Word::Turning,
        "unit" => Word::Unit,
        "best" => Word::Best,
        "worst" => Word::Worst,
        "broken" => Word::Broken,
        "estimate" => Word::Estimate,
        "out-of" => Word::OutOf,
        "ordinal" => Word::Ordinal,
        "counter" => Word::Counter,
        "label" => Word::Label,
        "last" => Word::Last,
        "from-the-end" => Word::FromTheEnd,
        "leftmost" => Word::Side(Side::Leftmost),
        "rightmost" => Word::Side(Side::Rightmost),
        "topmost" => Word::Side(Side::Topmost),
        "bottommost" => Word::Side(Side::Bottommost),
        "left" => Word::Side(Side::Left),
        "right" => Word::Side(Side::Right),
        "top" => Word::Side(Side::Top),
        "bottom" => Word::Side(Side::Bottom),
        "middle" => Word::Side(Side::Middle),
        "part-of-command" => Word::PartOfCommand,
        "common" => Word::Common,
        _ => return None,
    })
}

/// What comes with a value.
fn valued(name: &str, value: &str) -> Option<Word> {
    let degree = || value.parse::<i8>().ok().filter(|degree| (1..=4).contains(degree));
    let number = || value.parse::<i32>().ok().filter(|number| *number >= 0);
    Some(match name {
        "degree" => Word::Degree(degree()?),
        "after" => Word::After(degree()?),
        "negation" => Word::Negation(match value {
            "plain" => Negation::Plain,
            "soft" => Negation::Soft,
            "full" => Negation::Full,
            _ => return None,
        }),
        "number" => Word::Number(number()?),
        "score" => Word::Score(number()?),
        "nth" => Word::Nth(number().filter(|number| *number > 0)?),
        "command" => Word::Command(command(value)?),
        _ => {
            let (low, high) = value.split_once("..").unwrap_or((value, value));
            let worth = |text: &str| text.parse().ok().filter(|worth| (-4..=4).contains(worth));
            let (low, high) = (worth(low)?, worth(high)?);
            Word::Worth(subject(name)?, low, high)
        }
    })
}

fn subject(name: &str) -> Option<Subject> {
    Some(match name {
        "quality" => Subject::Quality,
        "speed" => Subject::Speed,
        "likelihood" => Subject::Likelihood,
        "ease" => Subject::Ease,
        "agreement" => Subject::Agreement,
        "clarity" => Subject::Clarity,
        _ => return None,
    })
}

fn command(name: &str) -> Option<Command> {
    Some(match name {
        "back" => Command::Back,
        "next" => Command::Next,
        "repeat" => Command::Repeat,
        "skip" => Command::Skip,
        "submit" => Command::Submit,
        "louder" => Command::Louder,
        "softer" => Command::Softer,
        "slower" => Command::Slower,
        "faster" => Command::Faster,
        "stop" => Command::Stop,
        "staff" => Command::Staff,
        _ => return None,
    })
}
