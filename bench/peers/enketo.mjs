// Enketo: an XForm as its transformer hands it to the browser, a form and a
// model, in pages of one question. Its transformer needs an XSLT processor; so
// small a form is written here in the same shape.

const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

const label = (text, kind) => `<span lang="" class="${kind} active">${escape(text)}</span>`;

const LIKELIHOOD = Array.from({ length: 11 }, (_, value) => ({ code: value, words: value }));

function options({ name, kind, choices = LIKELIHOOD, title, isRequired }) {
  const several = kind === 'several';
  const path = `/counter/${name}`;
  const required = isRequired ? ` data-required="true()"` : '';
  const option = ({ code, words }) => `<label>
    <input type="${several ? 'checkbox' : 'radio'}" name="${path}" data-name="${path}" value="${code}"
      data-type-xml="${several ? 'select' : 'select1'}"${required}>${label(words, 'option-label')}</label>`;
  return `<fieldset class="question simple-select or-appearance-w1"><fieldset>
    <legend>${label(title, 'question-label')}</legend>
    <div class="option-wrapper">${choices.map(option).join('')}</div>
  </fieldset></fieldset>`;
}

const field = ({ name, title }) => `<label class="question non-select or-appearance-w1">
  ${label(title, 'question-label')}
  <input type="text" name="/counter/${name}" data-type-xml="string"></label>`;

const page = (question) => `<section class="or-group-data or-appearance-field-list" name="/counter/p_${question.name}">
  ${question.kind === 'words' ? field(question) : options(question)}
</section>`;

export const body = ({ title, questions }) => `<div class="main"><article class="paper">
<form autocomplete="off" novalidate="novalidate" class="or clearfix pages" dir="ltr" id="counter">
  <h3 dir="auto" id="form-title">${escape(title)}</h3>
  ${questions.map(page).join('\n')}
</form>
<section class="form-footer end"><div class="content"><div class="form-footer__content"><div class="form-footer__content__main-controls">
  <a href="#" class="btn btn-default previous-page disabled">上一题</a>
  <a href="#" class="btn btn-primary next-page">继续</a>
</div></div></div></section>
</article></div>`;

export const data = ({ title, questions }) => {
  const nodes = questions.map(({ name }) => `<${name}/>`).join('');
  return {
    model: `<model><instance><counter id="counter" xmlns:jr="http://openrosa.org/javarosa"
      xmlns:orx="http://openrosa.org/xforms">${nodes}<orx:meta><orx:instanceID/></orx:meta></counter></instance></model>`,
    title,
  };
};
