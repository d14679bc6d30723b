// SurveyJS: reads the questionnaire as it is, one question on a page, as Heard.

export const body = () => '<div id="survey"></div>';

export const data = ({ source, language }) => ({ source, language });
