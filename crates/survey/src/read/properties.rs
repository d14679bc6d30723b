//! Which SurveyJS properties are read, which change nothing here, and which
//! are known but not supported yet. Whatever stands on no list is refused.

/// What becomes of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Read,
    /// Only how SurveyJS's own screens look.
    Cosmetic,
    /// Refused unless empty or off.
    Later,
    /// Refused unless true, which is its default.
    OnlyTrue,
    Unknown,
}

/// The kinds of objects a questionnaire is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Survey,
    Page,
    Rating,
    Radiogroup,
    Checkbox,
    Boolean,
    Comment,
    Text,
    Choice,
    RateValue,
    Heard,
    Dimensions,
    Elder,
    Roles,
    Notice,
}

impl Known {
    fn lists(self) -> &'static Lists {
        match self {
            Self::Survey => &Lists::SURVEY,
            Self::Page => &Lists::PAGE,
            Self::Rating => &Lists::RATING,
            Self::Radiogroup => &Lists::RADIOGROUP,
            Self::Checkbox => &Lists::CHECKBOX,
            Self::Boolean => &Lists::BOOLEAN,
            Self::Comment => &Lists::COMMENT,
            Self::Text => &Lists::TEXT,
            Self::Choice => &Lists::CHOICE,
            Self::RateValue => &Lists::RATE_VALUE,
            Self::Heard => &Lists::HEARD,
            Self::Dimensions => &Lists::DIMENSIONS,
            Self::Elder => &Lists::ELDER,
            Self::Roles => &Lists::ROLES,
            Self::Notice => &Lists::NOTICE,
        }
    }

    pub(super) fn standing(self, key: &str) -> Standing {
        self.lists().standing(key)
    }

    /// All that may be used, for suggestions.
    pub(super) fn names(self) -> Vec<&'static str> {
        self.lists().names()
    }
}

/// The properties of one kind of object.
struct Lists {
    read: &'static [&'static str],
    cosmetic: &'static [&'static str],
    later: &'static [&'static str],
    /// Shared by all questions.
    common: Option<&'static Lists>,
}

/// The one that takes something away when it is off.
const ONLY_TRUE: &str = "visible";

impl Lists {
    fn standing(&self, key: &str) -> Standing {
        if self.read.contains(&key) {
            Standing::Read
        } else if self.cosmetic.contains(&key) {
            Standing::Cosmetic
        } else if self.later.contains(&key) {
            if key == ONLY_TRUE { Standing::OnlyTrue } else { Standing::Later }
        } else {
            self.common.map_or(Standing::Unknown, |common| common.standing(key))
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let common = self.common.map_or(&[][..], |common| common.read);
        [self.read, self.cosmetic, common].concat()
    }

    const fn only(read: &'static [&'static str]) -> Self {
        Self { read, cosmetic: &[], later: &[], common: None }
    }

    const fn question(
        read: &'static [&'static str],
        cosmetic: &'static [&'static str],
        later: &'static [&'static str],
    ) -> Self {
        Self { read, cosmetic, later, common: Some(&QUESTION) }
    }

    const SURVEY: Self = Self {
        read: &["title", "description", "pages", "elements", "heard"],
        cosmetic: &[
            "$schema",
            "allowCompleteSurveyAutomatic",
            "autoFocusFirstQuestion",
            "backgroundImage",
            "backgroundOpacity",
            "completeText",
            "fitToContainer",
            "focusFirstQuestionAutomatic",
            "focusOnFirstError",
            "goNextPageAutomatic",
            "autoAdvanceEnabled",
            "headerView",
            "locale",
            "logo",
            "logoFit",
            "logoHeight",
            "logoPosition",
            "logoWidth",
            "maxOthersLength",
            "pageNextText",
            "pagePrevText",
            "progressBarLocation",
            "progressBarShowPageNumbers",
            "progressBarShowPageTitles",
            "progressBarType",
            "questionDescriptionLocation",
            "questionErrorLocation",
            "questionStartIndex",
            "questionTitleLocation",
            "questionTitlePattern",
            "questionsOnPageMode",
            "requiredMark",
            "requiredText",
            "showNavigationButtons",
            "showPageNumbers",
            "showPageTitles",
            "showPrevButton",
            "showProgressBar",
            "showQuestionNumbers",
            "showTOC",
            "showTitle",
            "textUpdateMode",
            "tocLocation",
            "width",
            "widthMode",
        ],
        later: &[
            "calculatedValues",
            "checkErrorsMode",
            "clearInvisibleValues",
            "completedBeforeHtml",
            "completedHtml",
            "completedHtmlOnCondition",
            "cookieName",
            "firstPageIsStarted",
            "firstPageIsStartPage",
            "loadingHtml",
            "maxTextLength",
            "maxTimeToFinish",
            "mode",
            "navigateToUrl",
            "navigateToUrlOnCondition",
            "partialSendEnabled",
            "questionsOrder",
            "questionOrder",
            "readOnly",
            "sendResultOnPageNext",
            "showCompletedPage",
            "showCompletePage",
            "showPreviewBeforeComplete",
            "showTimer",
            "startSurveyText",
            "storeOthersAsComment",
            "timeLimit",
            "timeLimitPerPage",
            "triggers",
            "validateVisitedEmptyFields",
        ],
        common: None,
    };

    const PAGE: Self = Self {
        read: &["name", "title", "description", "elements", "visibleIf"],
        cosmetic: &[
            "navigationButtonsVisibility",
            "showNavigationButtons",
            "navigationDescription",
            "navigationTitle",
            "questionErrorLocation",
            "questionTitleLocation",
            "questionTitleWidth",
        ],
        later: &[
            "enableIf",
            "isRequired",
            "maxTimeToFinish",
            "questionsOrder",
            "questionOrder",
            "readOnly",
            "requiredIf",
            "timeLimit",
            "visible",
        ],
        common: None,
    };

    const RATING: Self = Self::question(
        &[
            "rateMin",
            "rateMax",
            "rateCount",
            "rateStep",
            "rateType",
            "rateValues",
            "minRateDescription",
            "maxRateDescription",
        ],
        &[
            "autoGenerate",
            "displayMode",
            "displayRateDescriptionsAsExtremeItems",
            "rateColorMode",
            "rateDescriptionLocation",
            "scaleColorMode",
        ],
        &["itemComponent"],
    );

    const CHOICES_LATER: &'static [&'static str] = &[
        "choicesByUrl",
        "choicesEnableIf",
        "choicesFromQuestion",
        "choicesFromQuestionMode",
        "choicesOrder",
        "choicesVisibleIf",
        "choiceTextsFromQuestion",
        "choiceValuesFromQuestion",
        "hasComment",
        "hasNone",
        "hasOther",
        "hasSelectAll",
        "hideIfChoicesEmpty",
        "isAllSelected",
        "minSelectedChoices",
        "noneText",
        "otherErrorText",
        "otherPlaceholder",
        "otherText",
        "selectAllText",
        "showCommentArea",
        "showDontKnowItem",
        "showNoneItem",
        "showOtherItem",
        "showRefuseItem",
        "showSelectAllItem",
        "valuePropertyName",
    ];

    const CHOICES_COSMETIC: &'static [&'static str] =
        &["colCount", "itemSize", "separateSpecialChoices", "showClearButton"];

    const RADIOGROUP: Self =
        Self::question(&["choices"], Self::CHOICES_COSMETIC, Self::CHOICES_LATER);

    const CHECKBOX: Self = Self::question(
        &["choices", "maxSelectedChoices"],
        Self::CHOICES_COSMETIC,
        Self::CHOICES_LATER,
    );

    const BOOLEAN: Self = Self::question(
        &["labelTrue", "labelFalse"],
        &["renderAs", "swapOrder"],
        &["label", "valueFalse", "valueTrue"],
    );

    const COMMENT: Self = Self::question(
        &["maxLength"],
        &[
            "acceptCarriageReturn",
            "allowResize",
            "autoGrow",
            "cols",
            "placeholder",
            "rows",
            "textUpdateMode",
        ],
        &[],
    );

    const TEXT: Self = Self::question(
        &["inputType", "maxLength"],
        &["autocomplete", "placeholder", "size", "textUpdateMode"],
        &[
            "dataList",
            "mask",
            "maskSettings",
            "maskType",
            "max",
            "maxErrorText",
            "maxValueExpression",
            "min",
            "minErrorText",
            "minValueExpression",
            "step",
        ],
    );

    const CHOICE: Self = Self {
        read: &["value", "text"],
        cosmetic: &[],
        later: &["enableIf", "imageLink", "showCommentArea", "visibleIf"],
        common: None,
    };

    const RATE_VALUE: Self = Self {
        read: &["value", "text"],
        cosmetic: &["icon"],
        later: &["enableIf", "visibleIf"],
        common: None,
    };

    const HEARD: Self =
        Self::only(&["name", "version", "roles", "dimensions", "invitation", "notice", "elder"]);

    const DIMENSIONS: Self = Self::only(&["questions", "judgements"]);

    const ELDER: Self = Self::only(&["question", "title"]);

    const ROLES: Self = Self::only(&["csat", "nps", "ces", "reason", "praise", "contact"]);

    const NOTICE: Self = Self::only(&["text"]);
}

const QUESTION: Lists = Lists {
    read: &["type", "name", "title", "description", "isRequired", "requiredIf", "visibleIf"],
    cosmetic: &[
        "descriptionLocation",
        "errorLocation",
        "hideNumber",
        "indent",
        "maxWidth",
        "minWidth",
        "requiredErrorText",
        "showNumber",
        "startWithNewLine",
        "state",
        "titleLocation",
        "width",
    ],
    later: &[
        "bindings",
        "clearIfInvisible",
        "commentPlaceholder",
        "commentText",
        "correctAnswer",
        "defaultValue",
        "defaultValueExpression",
        "enableIf",
        "readOnly",
        "resetValueIf",
        "setValueExpression",
        "setValueIf",
        "showCommentArea",
        "hasComment",
        "useDisplayValuesInDynamicTexts",
        "useDisplayValuesInTitle",
        "validators",
        "valueName",
        "visible",
    ],
    common: None,
};
