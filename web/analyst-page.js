// The page's side of the analyst, the worker that holds responses and answers
// questions about them (analyst/src/main.rs, where the messages are described).
// What is asked, and what answers look like, is the page's own business.

const MOST_DEATHS = 2; // of workers at one message, or before they are ready

// Thrown at whoever asked a question that a newer one of its topic replaced.
export class Superseded extends Error {}

export class Analyst {
  #worker;
  #ready;
  #deaths = 0;
  #last = 0;
  #waiting = new Map(); // number → what was sent, and who waits for it
  #kept = []; // what a new worker has to be told first, in order
  #topics = new Map(); // topic → the question under way, and the one to come
  #reading = Promise.resolve();
  #onState;

  // `onState` hears `restarted` when the worker died and another took over, and
  // `lost` when that happened too often.
  constructor(onState = () => {}) {
    this.#onState = onState;
    this.#start();
  }

  // Makes a questionnaire known, a text of JSON.
  know(questionnaire) {
    return this.#keep(['know', questionnaire]);
  }

  // Reads a file of raw CSV, all of it or nothing, after those before it; resolves
  // to how many responses were new. `onProgress` hears how far it is, 0 to 1.
  read(file, name = file.name, onProgress = () => {}) {
    return this.#readNext(['read', file, name], onProgress).then(Number);
  }

  // Reads what lies on this tablet, all of it or nothing, after what is being read;
  // `keys` are the private keys by their names. Resolves to how many responses were
  // new, and to what stays closed. What is stored later is not read: begin anew.
  open(keys, onProgress = () => {}) {
    return this.#readNext(['open', keys], onProgress).then(JSON.parse);
  }

  // Answers to an inquiry. Of questions of one topic only the newest is answered:
  // those that wait their turn meanwhile are rejected as superseded.
  ask(inquiry, topic) {
    return this.#question(['ask', JSON.stringify(inquiry)], topic).then(JSON.parse);
  }

  // The markup of a state of the dashboard, a text of JSON; superseded by a later one.
  show(asked) {
    return this.#question(['show', asked], 'show');
  }

  #question(question, topic) {
    if (topic === undefined) return this.#send(question);
    const under = this.#topics.get(topic);
    if (!under) return this.#askAbout(topic, question);
    under.next?.reject(new Superseded());
    return new Promise((resolve, reject) => {
      under.next = { question, resolve, reject };
    });
  }

  // What was met in the files: repeated responses, missing numbers and days.
  met() {
    return this.#send(['tell']).then(JSON.parse);
  }

  // Forgets everything.
  close() {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Superseded());
    this.#waiting.clear();
  }

  // One reading after the other.
  #readNext(message, onProgress) {
    const reading = this.#reading.then(() => this.#keep(message, onProgress));
    this.#reading = reading.catch(() => {});
    return reading;
  }

  #askAbout(topic, question) {
    this.#topics.set(topic, {});
    return this.#send(question).finally(() => {
      const { next } = this.#topics.get(topic);
      this.#topics.delete(topic);
      if (next) this.#askAbout(topic, next.question).then(next.resolve, next.reject);
    });
  }

  // What is to be said again to a worker that takes over, once it was of use.
  async #keep(message, onProgress) {
    const outcome = await this.#send(message, onProgress);
    this.#kept.push(message);
    return outcome;
  }

  #send(message, onProgress) {
    this.#last += 1;
    const number = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { message, onProgress, resolve, reject, deaths: 0 });
      this.#post(number, message);
    });
  }

  // To the worker there is, once it knows what those before it knew; where that one
  // dies first, the next one is told.
  #post(number, message) {
    const worker = this.#worker;
    this.#ready.then(() => worker.postMessage([number, ...message]));
  }

  #start() {
    const worker = new Worker(new URL('analyst-worker.js', import.meta.url), { type: 'module' });
    const told = new Map(); // number → what to do when it is done
    this.#worker = worker;
    this.#ready = new Promise((ready) => {
      told.set(null, ready);
      worker.onmessage = ({ data: [number, word, about] }) => {
        const next = told.get(number);
        if (!next) this.#hear(number, word, about);
        else if (word !== 'progress') next();
      };
    }).then(() => this.#tell(worker, told));
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#restart(event.message);
    };
  }

  // Tells a new worker what was kept; files are read one after the other.
  async #tell(worker, told) {
    for (const message of this.#kept) {
      this.#last += 1;
      const number = this.#last;
      await new Promise((next) => {
        told.set(number, next);
        worker.postMessage([number, ...message]);
      });
    }
    this.#deaths = 0;
  }

  #hear(number, word, about) {
    const waiting = this.#waiting.get(number);
    if (word === 'progress') return waiting?.onProgress?.(about);
    this.#waiting.delete(number);
    if (word === 'done') waiting?.resolve(about);
    else waiting?.reject(new Error(about));
  }

  // The worker died: another one takes over. What several have died of is not asked
  // again.
  #restart(why) {
    this.#worker.terminate();
    this.#deaths += 1;
    const isLost = this.#deaths > MOST_DEATHS;
    if (!isLost) this.#start();
    for (const [number, waiting] of this.#waiting) {
      waiting.deaths += 1;
      if (isLost || waiting.deaths > MOST_DEATHS) {
        this.#waiting.delete(number);
        waiting.reject(new Error(why));
      } else this.#post(number, waiting.message);
    }
    this.#onState(isLost ? 'lost' : 'restarted');
  }
}
