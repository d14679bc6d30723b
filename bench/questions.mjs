// The counter questionnaire, brought down to what every product can ask: kind,
// name, words in one language, choices. Visibility conditions are left out.
import { readFileSync } from 'node:fs';

const LANGUAGE = 'zh-cn';

const words = (text) => (typeof text === 'object' ? (text[LANGUAGE] ?? text.default) : text);

const choice = (item) =>
  typeof item === 'object'
    ? { code: String(item.value), words: words(item.text) }
    : { code: String(item), words: String(item) };

const YES_OR_NO = ({ labelTrue, labelFalse }) => [
  { code: 'true', words: words(labelTrue) },
  { code: 'false', words: words(labelFalse) },
];

function question(element) {
  const { type, name, title, isRequired = false, rateMax } = element;
  const asked = { name, title: words(title), isRequired };
  switch (type) {
    case 'rating':
      return rateMax === 10
        ? { ...asked, kind: 'likelihood' }
        : { ...asked, kind: 'faces', choices: element.rateValues.map(choice) };
    case 'checkbox':
      return { ...asked, kind: 'several', choices: element.choices.map(choice) };
    case 'radiogroup':
      return { ...asked, kind: 'one', choices: element.choices.map(choice) };
    case 'boolean':
      return { ...asked, kind: 'one', choices: YES_OR_NO(element) };
    case 'text':
    case 'comment':
      return { ...asked, kind: 'words', isLong: type === 'comment' };
    default:
      throw new Error(`${name}: no peer is told how to ask a \`${type}\``);
  }
}

// `source`: the questionnaire as it is. `title`: its name. `questions`: as above.
export function read(file) {
  const source = JSON.parse(readFileSync(file, 'utf8'));
  const questions = source.pages.flatMap((page) => page.elements).map(question);
  return { source, title: words(source.title), language: LANGUAGE, questions };
}
