// Formbricks: its survey card, which puts one question at a time.

const choices = (question) =>
  question.choices.map(({ code, words }) => ({ id: code, label: words }));

const asks = {
  faces: () => ({ type: 'rating', scale: 'smiley', range: 5, lowerLabel: '', upperLabel: '' }),
  likelihood: () => ({ type: 'nps', lowerLabel: '', upperLabel: '' }),
  several: (question) => ({ type: 'multipleChoiceMulti', choices: choices(question) }),
  one: (question) => ({ type: 'multipleChoiceSingle', choices: choices(question) }),
  words: ({ isLong }) => ({ type: 'openText', inputType: 'text', longAnswer: isLong }),
};

export const body = () => '<div id="survey"></div>';

export const data = ({ title, questions }) => ({
  id: 'counter',
  name: title,
  type: 'link',
  welcomeCard: { enabled: false },
  questions: questions.map((question) => ({
    id: question.name,
    headline: question.title,
    required: question.isRequired,
    buttonLabel: '继续',
    backButtonLabel: '上一题',
    ...asks[question.kind](question),
  })),
  thankYouCard: { enabled: true, headline: '谢谢' },
  hiddenFields: { enabled: false },
  styling: null,
});
