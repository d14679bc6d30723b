//! What stops the kiosk, in words for the people standing before it.

use super::language::{LanguageError, Text};
use crate::{
    platform::{StorageError, StorageFault},
    questionnaires::QuestionnaireError,
};

/// Something staff have to see to. The text inside is the detail for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    SecondTab,
    StorageBlocked(String),
    StorageNewer(String),
    QuestionnaireMissing(String),
    QuestionnaireBroken(String),
    ProvisionBroken(String),
    ConsoleFailed(String),
    LanguageBroken(String),
}

impl Notice {
    pub(super) fn of_storage(error: StorageError) -> Self {
        match error.fault {
            StorageFault::Newer => Self::StorageNewer(error.detail),
            _ => Self::StorageBlocked(error.detail),
        }
    }

    pub(super) fn of_questionnaire(error: &QuestionnaireError) -> Self {
        match error {
            QuestionnaireError::Missing(_) => Self::QuestionnaireMissing(error.to_string()),
            QuestionnaireError::Broken { .. } => Self::QuestionnaireBroken(error.to_string()),
        }
    }

    pub(super) fn of_language(error: &LanguageError) -> Self {
        Self::LanguageBroken(error.to_string())
    }

    /// Its name in the page, for tests and styles.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::SecondTab => "second-tab",
            Self::StorageBlocked(_) => "storage-blocked",
            Self::StorageNewer(_) => "storage-newer",
            Self::QuestionnaireMissing(_) => "questionnaire-missing",
            Self::QuestionnaireBroken(_) => "questionnaire-broken",
            Self::ProvisionBroken(_) => "provision-broken",
            Self::ConsoleFailed(_) => "console-failed",
            Self::LanguageBroken(_) => "language-broken",
        }
    }

    /// What happened; what is safe and to be done.
    pub(super) fn words(&self) -> [Text; 2] {
        match self {
            Self::SecondTab => [Text::SecondTab, Text::SecondTabLine],
            Self::StorageBlocked(_) => [Text::StorageBlocked, Text::StorageBlockedLine],
            Self::StorageNewer(_) => [Text::StorageNewer, Text::StorageNewerLine],
            Self::QuestionnaireMissing(_) => {
                [Text::QuestionnaireMissing, Text::QuestionnaireMissingLine]
            }
            Self::QuestionnaireBroken(_) => {
                [Text::QuestionnaireBroken, Text::QuestionnaireBrokenLine]
            }
            Self::ProvisionBroken(_) => [Text::ProvisionBroken, Text::ProvisionBrokenLine],
            Self::ConsoleFailed(_) => [Text::ConsoleFailed, Text::ConsoleFailedLine],
            Self::LanguageBroken(_) => [Text::LanguageBroken, Text::LanguageBrokenLine],
        }
    }

    /// The detail for whoever looks after it, untranslated.
    pub(super) fn detail(&self) -> Option<&str> {
        match self {
            Self::SecondTab => None,
            Self::StorageBlocked(detail)
            | Self::StorageNewer(detail)
            | Self::QuestionnaireMissing(detail)
            | Self::QuestionnaireBroken(detail)
            | Self::ProvisionBroken(detail)
            | Self::ConsoleFailed(detail)
            | Self::LanguageBroken(detail) => Some(detail),
        }
    }
}
