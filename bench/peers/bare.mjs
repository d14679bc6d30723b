// No product: five buttons, and what the browser itself takes over a page and
// over a touch. Nothing can be sooner than this.

export const data = () => ({});

export const body = ({ questions: [{ choices }] }) =>
  choices.map(({ code, words }) => `<button data-choice="${code}">${words}</button>`).join('');
