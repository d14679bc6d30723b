// Runs in the page: shows the survey.
import { Model } from 'survey-core';
import 'survey-core/survey-core.min.css';
import 'survey-core/i18n/simplified-chinese';
import 'survey-js-ui';
import { source, language } from 'heard:data';

const survey = new Model(source);
survey.locale = language;
survey.questionsOnPageMode = 'questionPerPage';
survey.autoAdvanceEnabled = true;
survey.render(document.getElementById('survey'));
document.body.dataset.open = 'yes';
