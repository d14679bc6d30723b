//! What the kiosk says beside what the questionnaire says: one file a language,
//! loaded when it is spoken.

use crate::{
    locale::Locale,
    platform::{FetchError, Record, RecordError, fetch_text},
};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// Every text of the kiosk, by its key in the files. `{n}` and the like
        /// stand for what is filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Text { $($(#[$doc])* $name,)+ }

        impl Text {
            /// The keys, in the order of the variants.
            const KEYS: &[&'static str] = &[$($key,)+];
        }
    };
}

texts! {
    /// Names the group of language buttons.
    Languages = "languages",
    /// Leads staff to the console.
    Staff = "staff",
    /// To the question before.
    Back = "back",
    /// On with what was entered.
    Next = "next",
    /// On without an answer.
    Skip = "skip",
    /// "Yes" where the questionnaire has no words of its own.
    Yes = "yes",
    /// "No" likewise.
    No = "no",
    /// At most `{n}` may be chosen.
    ChooseUpTo = "choose_up_to",
    /// Names the progress for screen readers: question `{position}` of `{total}`.
    Progress = "progress",
    /// Thanks.
    Thanks = "thanks",
    /// What happens with the answer.
    ThanksLine = "thanks_line",
    /// Invitation to go on.
    SayMore = "say_more",
    /// Done, back to the start.
    Finish = "finish",
    /// Returning in `{n}` seconds.
    Returning = "returning",
    /// Are you still there?
    StillThere = "still_there",
    /// What happens otherwise, in `{n}` seconds.
    StillThereLine = "still_there_line",
    /// Yes, go on.
    Stay = "stay",
    /// An answer is needed.
    Required = "required",
    /// At most `{n}` can be chosen.
    TooMany = "too_many",
    /// At most `{n}` characters.
    TooLong = "too_long",
    /// Not a telephone number.
    NotTelephone = "not_telephone",
    /// Not an e-mail address.
    NotEmail = "not_email",
    /// The answer does not fit the question.
    NotAnAnswer = "not_an_answer",
    /// To the customer, when the answer is not on disk yet: heading.
    Unsaved = "unsaved",
    /// And what to do.
    UnsavedLine = "unsaved_line",
    /// To staff, while answers wait for the storage: `{n}` of them.
    StorageFailing = "storage_failing",
    /// Labels demonstration data.
    Demo = "demo",
    /// Labels training.
    Training = "training",
    /// Try again.
    Retry = "retry",
    /// Into elder mode, by its name.
    Elder = "elder",
    /// Back to the standard mode.
    Standard = "standard",
    /// One step larger text.
    Larger = "larger",
    /// And back.
    Smaller = "smaller",
    /// To the next choices: page `{page}` of `{pages}`.
    MoreChoices = "more_choices",
    /// Back to the question just answered.
    Reconsider = "reconsider",
    /// Calls the staff.
    Call = "call",
    /// Staff are being called: to the customer.
    Calling = "calling",
    /// To the staff: who is called to `{place}`.
    CallingLine = "calling_line",
    /// The customer takes the call back.
    CallCancel = "call_cancel",
    /// A member of staff is here.
    CallArrived = "call_arrived",
    /// Marks an interview that staff help with.
    Assisted = "assisted",
    /// Which counter, teller or business is rated: `{what}`.
    Rating = "rating",
    /// What was told about the visit, but is on no list: `{what}`.
    VisitRefused = "visit_refused",
    /// To whoever presses again at once.
    Repeated = "repeated",
    /// Outside the opening hours.
    Closed = "closed",
    /// When it is open today: `{hours}`.
    ClosedLine = "closed_line",
    /// Closed all day.
    ClosedToday = "closed_today",
    /// Another tab is the kiosk.
    SecondTab = "second_tab",
    /// What is safe, and to be done.
    SecondTabLine = "second_tab_line",
    /// The browser stores nothing here.
    StorageBlocked = "storage_blocked",
    /// What is safe, and to be done.
    StorageBlockedLine = "storage_blocked_line",
    /// The data are newer than this Heard.
    StorageNewer = "storage_newer",
    /// What is safe, and to be done.
    StorageNewerLine = "storage_newer_line",
    /// The questionnaire's file is not there.
    QuestionnaireMissing = "questionnaire_missing",
    /// What is safe, and to be done.
    QuestionnaireMissingLine = "questionnaire_missing_line",
    /// The questionnaire's file cannot be used.
    QuestionnaireBroken = "questionnaire_broken",
    /// What is safe, and to be done.
    QuestionnaireBrokenLine = "questionnaire_broken_line",
    /// The provisioning file cannot be used.
    ProvisionBroken = "provision_broken",
    /// What is safe, and to be done.
    ProvisionBrokenLine = "provision_broken_line",
    /// The console does not load.
    ConsoleFailed = "console_failed",
    /// What is safe, and to be done.
    ConsoleFailedLine = "console_failed_line",
    /// A language's file cannot be used.
    LanguageBroken = "language_broken",
    /// What is safe, and to be done.
    LanguageBrokenLine = "language_broken_line",
}

/// A language that can be spoken. The default says nothing.
#[derive(Default)]
pub(super) struct Language {
    /// Right to left.
    pub(super) rtl: bool,
    texts: Vec<String>,
}

/// Why a language cannot be spoken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum LanguageError {
    #[error(transparent)]
    Missing(#[from] FetchError),
    #[error("languages/{0}.json: {1}")]
    Broken(&'static str, RecordError),
}

impl Language {
    /// Loads the texts for `locale`; all of them must be there.
    ///
    /// # Errors
    /// See [`LanguageError`].
    pub(super) fn load(locale: Locale) -> impl Future<Output = Result<Self, LanguageError>> {
        // On its way before anybody waits for it.
        let file = fetch_text(&["languages/", locale.code(), ".json"].concat());
        async move { Self::read(locale.code(), &file.await?) }
    }

    fn read(code: &'static str, json: &str) -> Result<Self, LanguageError> {
        let read = Record::parse(json).and_then(|record| {
            let texts = record.record("texts").unwrap_or_default();
            let said = |key: &&'static str| texts.needed(texts.text(key), key, "there");
            let language = Self {
                rtl: record.text("direction").is_some_and(|direction| direction == "rtl"),
                texts: Text::KEYS.iter().map(said).collect(),
            };
            texts.checked(language)
        });
        read.map_err(|error| LanguageError::Broken(code, error))
    }

    /// One of its texts.
    pub(super) fn get(&self, text: Text) -> &str {
        self.texts.get(text as usize).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use serde_json::Value;

    use super::*;

    /// What is filled in: `{n}` and the like, in order.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
        places.sort_unstable();
        places
    }

    fn files() -> Vec<(String, Value)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/languages");
        // Beside them lies the folder of the console's.
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.is_file());
        let read = |path: std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        };
        files.map(read).collect()
    }

    #[test]
    fn every_language_has_every_text_and_no_other() {
        let files = files();
        let (_, model) = files.iter().find(|(name, _)| name == "en.json").unwrap();
        let keys: BTreeSet<&str> = Text::KEYS.iter().copied().collect();
        let mut faults = Vec::new();
        for (name, file) in &files {
            let texts = file["texts"].as_object().unwrap();
            for key in &keys {
                let said = texts.get(*key).and_then(Value::as_str).unwrap_or_default();
                if said.trim().is_empty() {
                    faults.push(format!("{name}: `{key}` is missing"));
                } else if places(said) != places(model["texts"][key].as_str().unwrap_or_default()) {
                    faults.push(format!("{name}: `{key}` fills in something else than en.json"));
                }
            }
            let unknown = texts.keys().filter(|key| !keys.contains(key.as_str()));
            faults.extend(unknown.map(|key| format!("{name}: nothing says `{key}`")));
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(files.len() >= 3);
    }
}
