// Runs in the page before the app. Hands work there as fast as the app answers:
// real events on the real controls, each as soon as it is in reach. From their
// first act on time stands still unless they let it pass.
const real = { Date };
for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']) {
  real[name] = window[name].bind(window);
}

// The clocks and timers of the page.
const start = real.Date.now();
let now = 0; // ms since the start
let last = 0; // the timer named last
const timers = new Map();
const begin = (act, delay, words, every) => {
  const wait = Math.max(0, Number(delay) || 0);
  timers.set(++last, { at: now + wait, every: every && Math.max(1, wait), act: () => act(...words) });
  return last;
};
const end = (timer) => void timers.delete(timer);
performance.now = () => now;
globalThis.Date = class extends real.Date {
  constructor(...moment) {
    if (moment.length) super(...moment);
    else super(start + now);
  }
  static now() {
    return start + now;
  }
};
globalThis.setTimeout = (act, delay, ...words) => begin(act, delay, words, false);
globalThis.setInterval = (act, delay, ...words) => begin(act, delay, words, true);
globalThis.clearTimeout = end;
globalThis.clearInterval = end;

// What is on its way to the disk.
let writing = 0;
let saved; // the id of the response kept last
let look = () => {}; // whoever waits for something
const transaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (...request) {
  const begun = transaction.apply(this, request);
  if (begun.mode === 'readwrite') {
    writing += 1;
    const over = () => {
      writing -= 1;
      settle().then(() => look());
    };
    begun.addEventListener('complete', over);
    begun.addEventListener('abort', over);
  }
  return begun;
};

const channel = new MessageChannel();
channel.port1.start();
// Lets the page do what it has to do at once.
const settle = () =>
  new Promise((done) => {
    channel.port1.addEventListener('message', () => done(), { once: true });
    channel.port2.postMessage(null);
  });

const PATIENCE = 20000;

// What `find` gives, once it gives anything.
const until = async (what, find) => {
  await settle();
  let found = find();
  if (found) return found;
  let over;
  const watch = new MutationObserver(() => look());
  const came = new Promise((done, failed) => {
    const late = () => failed(new Error(`${what} did not come; there is ${document.body.innerText}`));
    over = real.setTimeout(late, PATIENCE);
    look = () => (found = find()) && done();
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  try {
    await came;
  } finally {
    // Nothing here may hold on to what the page lets go.
    watch.disconnect();
    real.clearTimeout(over);
    look = () => {};
  }
  return found;
};

const inReach = (selector) => {
  const element = document.querySelector(selector);
  return element && !element.closest('[inert]') && element;
};

const touch = (element, ...events) => {
  for (const event of events) {
    element.dispatchEvent(new PointerEvent(event, { bubbles: true, cancelable: true }));
  }
};

const acts = {
  async find(selector) {
    await until(selector, () => inReach(selector));
  },
  async tap(selector) {
    const target = await until(selector, () => inReach(selector));
    touch(target, 'pointerdown', 'pointerup', 'click');
  },
  // Turns the sheets of choices until the right one is there.
  async turn_to([question, choice]) {
    await acts.find(question);
    while (!inReach(choice)) await acts.tap('[data-act=more-choices]');
  },
  async write([selector, words]) {
    const field = await until(selector, () => inReach(selector));
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
  async press_long(selector) {
    const target = await until(selector, () => inReach(selector));
    touch(target, 'pointerdown');
    await acts.pass(1500);
    touch(target, 'pointerup');
  },
  // Everything handed in is on disk, under the id that is noted.
  async keep() {
    await until('the disk', () => writing === 0);
    saved = document.body.dataset.saved ?? saved;
  },
  async pass(milliseconds) {
    const then = now + milliseconds;
    for (;;) {
      let [next, timer] = [undefined, { at: Infinity }];
      for (const [name, other] of timers) if (other.at < timer.at) [next, timer] = [name, other];
      if (timer.at > then) break;
      now = Math.max(now, timer.at);
      if (timer.every) timer.at += timer.every;
      else timers.delete(next);
      timer.act();
      await settle();
    }
    now = then;
    await settle();
  },
};

// Until then it goes on by itself.
const STEP = 20;
let going = Promise.resolve();
const clock = real.setInterval(() => (going = going.then(() => acts.pass(STEP))), STEP);

globalThis.hands = {
  // Does what each of these visitors does; of how many something is kept.
  async do(visitors) {
    real.clearInterval(clock);
    await going;
    let responses = 0;
    for (const visitor of visitors) {
      const before = saved;
      for (const [act, about] of visitor) await acts[act](about);
      if (saved !== before) responses += 1;
    }
    return responses;
  },
  // So much later, as if the page had slept: nothing happens meanwhile.
  jump(milliseconds) {
    now += milliseconds;
    for (const timer of timers.values()) timer.at += milliseconds;
  },
  // In WebAssembly's own pages of 64 KiB.
  pages: () => heardReach.memories[0].buffer.byteLength / 65536,
};
