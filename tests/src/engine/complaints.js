// What the page complains about, for engines whose drivers keep no log:
// exceptions, promises nobody looked after, files that did not load, what the
// content security policy refused, and what is written to the console as an
// error.
const complaints = [];
Object.defineProperty(globalThis, 'heardComplaints', { value: complaints });
const note = (what) => complaints.push(String(what));
addEventListener('error', (event) => {
  const { message, target } = event;
  note(message ?? `${target.src ?? target.href} did not load`);
}, true);
addEventListener('unhandledrejection', (event) => note(event.reason));
document.addEventListener('securitypolicyviolation', (event) => {
  note(`Content Security Policy: ${event.violatedDirective} refused ${event.blockedURI}`);
});
const write = console.error;
console.error = (...words) => {
  note(words.join(' '));
  write.apply(console, words);
};
