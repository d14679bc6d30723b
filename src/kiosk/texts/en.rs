//! The kiosk in English.

use super::{Notices, Texts};

pub(super) const TEXTS: Texts = Texts {
    languages: "Language",
    staff: "Staff",
    back: "Back",
    next: "Next",
    skip: "Skip",
    yes: "Yes",
    no: "No",
    choose_up_to: "You can choose up to {n}",
    progress: "Question {position} of {total}",
    thanks: "Thank you",
    thanks_line: "Your answer is saved. The branch reads every one.",
    say_more: "Say a little more",
    finish: "Done",
    returning: "Back to the start in {n} seconds",
    still_there: "Are you still there?",
    still_there_line: "Otherwise we keep what you have answered and return to the start in {n} seconds.",
    stay: "Yes, go on",
    required: "Please choose an answer first.",
    too_many: "You can choose up to {n}.",
    too_long: "That is longer than {n} characters. Please shorten it.",
    not_telephone: "That does not look like a telephone number. Please check it, or skip.",
    not_email: "That does not look like an e-mail address. Please check it, or skip.",
    not_an_answer: "That answer does not fit this question.",
    unsaved: "One moment, please",
    unsaved_line: "Your answer is kept on this tablet but not saved for good yet. We keep trying. Please tell a member of staff.",
    storage_failing: "Staff: this tablet cannot save at the moment. Answers waiting: {n}. Do not switch it off; free some space.",
    demo: "Demonstration",
    training: "Training: answers do not count",
    retry: "Try again",
    notices: Notices {
        second_tab: [
            "Heard is already open in another tab",
            "This tab takes over by itself as soon as the other one is closed. Nothing is lost.",
        ],
        storage_blocked: [
            "This browser cannot keep answers here",
            "Nothing was lost. Allow this site to store data, or leave the private window, then try again.",
        ],
        storage_newer: [
            "The answers on this tablet were written by a newer version",
            "They are safe and were not touched. Reload the page to get the newer version.",
        ],
        questionnaire_missing: [
            "The questionnaire cannot be found",
            "Answers already given are safe. Check that the file is on the server, then try again.",
        ],
        questionnaire_broken: [
            "The questionnaire cannot be read",
            "Answers already given are safe. Please give the line below to whoever looks after the questionnaire.",
        ],
        provision_broken: [
            "The provisioning file cannot be read",
            "Nothing was set up. Please give the line below to whoever prepared the tablet.",
        ],
        console_failed: [
            "The staff area does not open",
            "Answers are safe. Check the connection once, then try again.",
        ],
    },
};
