//! From an utterance to its understanding.

use crate::{
    answers::clause_reading,
    choices::{Prepared, within_breaks},
    clause::{Clauses, No, clauses},
    combine::{Meant, Said, combine},
    question::{Kind, Question},
    sound::respelt,
    tokens::{Looked, Token, tokens},
    understanding::{Because, Confidence, Meaning, Understanding, WhyNothing},
    vocabulary::Word,
    words::Words,
};

/// What was said, as an answer to the question on screen (docs/phrase.md). Who hears more
/// than once asks [`Prepared::understand`], which is quicker.
pub fn understand(said: &str, question: &Question, words: &Words) -> Understanding {
    Prepared::new(question, words).understand(said)
}

impl Prepared<'_> {
    /// What was said, as an answer to this question (docs/phrase.md).
    pub fn understand(&self, said: &str) -> Understanding {
        understood_of(said, self)
    }
}

fn understood_of(said: &str, prepared: &Prepared<'_>) -> Understanding {
    let (question, words) = (prepared.question, prepared.words);
    let letters = words.letters(said);
    if let Some(place) = whole_text(&letters, prepared) {
        let meant = Meant {
            places: vec![place],
            because: Because::Text,
            confidence: Confidence::High,
            worth: None,
        };
        return understood(meant, question);
    }
    if let Some(command) = command(&letters, words) {
        return Understanding::Understood {
            meaning: Meaning::Command(command),
            confidence: Confidence::High,
            because: Because::Command,
        };
    }
    if question.kind == Kind::Text {
        return own_words(said, &letters, words);
    }
    let heard = read(&letters, prepared);
    let is_unknown = |why: &WhyNothing| {
        matches!(why, WhyNothing::Unknown | WhyNothing::Negated | WhyNothing::Unclear)
    };
    match heard {
        Err(why) if is_unknown(&why) => match respelt(&letters, prepared) {
            Some(respelt) => match read_alike(&respelt, prepared) {
                Some(meant) => understood(meant, question),
                None => Understanding::Nothing(why),
            },
            None => Understanding::Nothing(why),
        },
        Err(why) => Understanding::Nothing(why),
        Ok(meant) => understood(meant, question),
    }
}

/// The answer that choices are.
fn understood(meant: Meant, question: &Question) -> Understanding {
    let Meant { places, because, confidence, .. } = meant;
    let meaning = match (question.kind, places.as_slice()) {
        (Kind::Several { most }, _) => {
            if most.is_some_and(|most| places.len() > most) {
                return Understanding::Nothing(WhyNothing::TooMany);
            }
            Meaning::Choices(places)
        }
        (Kind::Rating { lowest }, [place]) => {
            let step = i32::try_from(*place).unwrap_or(i32::MAX);
            Meaning::Number(lowest.saturating_add(step))
        }
        (Kind::YesNo, [place]) => Meaning::YesNo(*place == 0),
        (_, [place]) => Meaning::Choice(*place),
        _ => return Understanding::Nothing(WhyNothing::Between(places)),
    };
    Understanding::Understood { meaning, confidence, because }
}

/// The choice whose text is everything that was said, but for fillers around it.
fn whole_text(letters: &[char], prepared: &Prepared<'_>) -> Option<usize> {
    if letters.contains(&crate::letters::QUESTION) {
        return None;
    }
    let tokens = tokens(letters, 0, letters.len(), Looked::Answers, prepared.words);
    // 柜台 says nothing, unless it is a choice; 还是 may part two of them.
    let is_silent = |token: &&Token| {
        let word = letters.get(token.at..token.end).unwrap_or_default();
        let is_choice = prepared.phrases.iter().any(|phrase| phrase.letters == word);
        token.is_filler() && !token.is(Word::Either) && !is_choice
    };
    let first = tokens.iter().find(|token| !is_silent(token)).map_or(0, |token| token.at);
    let last =
        tokens.iter().rfind(|token| !is_silent(token)).map_or(letters.len(), |token| token.end);
    let inner = letters.get(first..last.max(first)).unwrap_or_default();
    // 不，满意 is not the text 不满意.
    let matching = |said: &[char]| {
        let fits = prepared
            .phrases
            .iter()
            .filter(|phrase| phrase.is_whole && (phrase.parted == said || phrase.letters == said));
        let mut places: Vec<usize> = fits.map(|phrase| phrase.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    [letters, inner].iter().find_map(|said| match matching(within_breaks(said)).as_slice() {
        [place] => Some(*place),
        _ => None,
    })
}

/// The command that the whole utterance is.
pub(crate) fn command(letters: &[char], words: &Words) -> Option<crate::Command> {
    let tokens = tokens(letters, 0, letters.len(), Looked::Commands, words);
    let fits = |token: &Token| {
        token.is_filler()
            || token.is(Word::PartOfCommand)
            || token.words.iter().any(|word| matches!(word, Word::Command(_)))
    };
    if !tokens.iter().all(fits) {
        return None;
    }
    let mut commands = tokens.iter().flat_map(|token| &token.words).filter_map(|word| match word {
        Word::Command(command) => Some(*command),
        _ => None,
    });
    let first = commands.next()?;
    commands.all(|other| other == first).then_some(first)
}

/// Words of one's own, unless nothing but fillers was said.
fn own_words(said: &str, letters: &[char], words: &Words) -> Understanding {
    let tokens = tokens(letters, 0, letters.len(), Looked::Answers, words);
    if tokens.iter().all(Token::is_filler) {
        return Understanding::Nothing(WhyNothing::Silence);
    }
    Understanding::Understood {
        meaning: Meaning::Text(said.trim().to_owned()),
        confidence: Confidence::High,
        because: Because::OwnWords,
    }
}

fn read(letters: &[char], prepared: &Prepared<'_>) -> Result<Meant, WhyNothing> {
    let is_rating = matches!(prepared.question.kind, Kind::Rating { .. });
    let no = match prepared.yes_no {
        Some(_) => No::Answers,
        None if is_rating => No::Stands,
        None => No::Negates,
    };
    let Clauses { clauses, is_withdrawn } = clauses(letters, prepared.words, no);
    if is_withdrawn {
        return Err(WhyNothing::Withdrawn);
    }
    let meaningful: Vec<&Token> = clauses.iter().flat_map(|clause| &clause.tokens).collect();
    if let Some(reading) = of_all(&meaningful, prepared) {
        return reading;
    }
    let said: Vec<Said> = clauses
        .iter()
        .map(|clause| Said {
            joint: clause.joint,
            reading: clause_reading(clause, letters, prepared),
            denies: clause.meaningful().first().is_some_and(|token| token.negation().is_some()),
            contrasts: clause.tokens.first().is_some_and(|token| token.is(Word::Contrast)),
        })
        .collect();
    let meant = combine(said, prepared.question.kind)?;
    let is_good = is_rating && meant.worth.is_some_and(|worth| worth > 0);
    if is_good && complaint(letters, prepared.words) {
        return Err(WhyNothing::Contradiction(meant.places));
    }
    Ok(meant)
}

/// What is said of the choices as a whole: all, none, no matter which.
fn of_all(tokens: &[&Token], prepared: &Prepared<'_>) -> Option<Result<Meant, WhyNothing>> {
    let said: Vec<&&Token> = tokens.iter().filter(|token| !token.is_filler()).collect();
    let is_all = |word: Word| !said.is_empty() && said.iter().all(|token| token.is(word));
    if is_all(Word::None) {
        return Some(Err(WhyNothing::NoneOfThem));
    }
    if is_all(Word::Undecided) {
        return Some(Err(WhyNothing::Undecided));
    }
    let all = 0..prepared.question.choices.len();
    (is_all(Word::All) && matches!(prepared.question.kind, Kind::Several { .. })).then(|| {
        Ok(Meant {
            places: all.collect(),
            because: Because::All,
            confidence: Confidence::High,
            worth: None,
        })
    })
}

/// A complaint of the topics is in it.
fn complaint(letters: &[char], words: &Words) -> bool {
    let complaints =
        words.topics.iter().filter(|topic| topic.side < 0).flat_map(|topic| &topic.said);
    let is_long = |said: &&Vec<char>| said.len() > 2;
    complaints.filter(is_long).any(|said| {
        let mut pieces = said.split(|letter| *letter == '*');
        let first = pieces.next().unwrap_or_default();
        let rest: Vec<&[char]> = pieces.collect();
        crate::choices::holds(letters, first)
            && rest.iter().all(|piece| crate::choices::holds(letters, piece))
    })
}

/// What respelt letters mean, if every one of them is explained.
fn read_alike(letters: &[char], prepared: &Prepared<'_>) -> Option<Meant> {
    let tokens = tokens(letters, 0, letters.len(), Looked::Answers, prepared.words);
    let place = whole_text(letters, prepared);
    let is_strange = tokens.iter().any(|token| token.is_unknown() || token.is(Word::NearNegation));
    if is_strange && place.is_none() {
        return None;
    }
    let meant = match place {
        Some(place) => Meant {
            places: vec![place],
            because: Because::Text,
            confidence: Confidence::Low,
            worth: None,
        },
        None => read(letters, prepared).ok()?,
    };
    Some(Meant { confidence: Confidence::Low, ..meant })
}
