//! What was said, as an answer to the question on screen.
//!
//! [`understand`], or [`Prepared::understand`], takes the words a recogniser heard, a small description of the
//! question ([`Question`]) and the tables of a language ([`Words`]), and gives an
//! [`Understanding`]: an answer with its reason, or nothing with its reason. Nothing is
//! learned and nothing guessed; the rules stand in `docs/phrase.md`.
//!
//! Hearing, showing, speaking back and asking again are left to whoever calls.

mod answers;
mod characters;
mod choices;
mod clause;
mod combine;
mod content;
mod judgement;
mod letters;
mod list;
mod numbers;
mod positions;
mod question;
mod reading;
mod scale;
mod sound;
mod tokens;
mod understanding;
mod vocabulary;
mod words;
mod yes_no;

pub use characters::{Characters, CharactersError};
pub use choices::Prepared;
pub use list::{WordList, WordListError};
pub use question::{Choice, Kind, Layout, Question};
pub use reading::understand;
pub use understanding::{Because, Command, Confidence, Meaning, Understanding, WhyNothing};
pub use words::{Locale, Words};
