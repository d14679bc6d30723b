// Puts the same questions about the same file to Heard and to its peers, each in
// a worker, in turns, and compares the answers.
import { columnsOf } from './columns.js';
import { duckdb } from './duckdb.js';
import { filters } from './filters.js';
import { heard } from './heard.js';

const inWorker = async (script, columns) => {
  const worker = new Worker(script);
  const answer = (message) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message: why }) => reject(new Error(`${script}: ${why}`));
      worker.postMessage(message);
    });
  await answer(['load', columns]);
  return (filter) => answer(['ask', filter]);
};

const timed = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};

const plain = (result) =>
  JSON.stringify(Object.entries(result).map(([name, value]) => [name, typeof value === 'number' ? value : [...value]]));

// The longest task of the page while `work` is under way, in milliseconds; 0 where
// none took more than 50, which is what browsers call long.
const longestTask = async (work) => {
  let longest = 0;
  const take = (tasks) => {
    for (const { duration } of tasks) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  await work();
  take(observer.takeRecords());
  observer.disconnect();
  return longest;
};

// Reads the file anew each time, in turns with Papa Parse: until it can be asked
// about by Heard, until its rows are objects by the other.
const readings = async (file, name, rounds) => {
  const { Analyst } = await import('./analyst-page.js');
  const questionnaire = await (await fetch('questionnaires/counter.json')).text();
  const times = { Heard: [], 'Papa Parse': [] };
  let analyst;
  let longest = 0;
  for (let round = 0; round < rounds; round += 1) {
    analyst?.close();
    analyst = new Analyst();
    await analyst.know(questionnaire);
    const task = await longestTask(async () => {
      const [own] = await timed(async () => {
        await analyst.read(file, name);
        await analyst.ask({ asks: [] });
      });
      times.Heard.push(own);
    });
    longest = Math.max(longest, task);
    const worker = new Worker('csv.worker.js');
    const [other] = await timed(() => new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(file);
    }));
    worker.terminate();
    times['Papa Parse'].push(other);
  }
  return { analyst, times, longest };
};

// `{ rows, read: { product: [ms] }, longest, met, cases: [{ name, kept, times: { product: [ms] } }],
// differ }`
globalThis.measure = async ({ file: address, rows, seed, reads, rounds, peers }) => {
  const file = await (await fetch(address)).blob();
  const { analyst, times: read, longest } = await readings(file, address, reads);
  const met = await analyst.met();
  if (rounds === 0) return { rows, read, longest, met, cases: [], differ: [] };
  const columns = await columnsOf(file, rows);
  const own = heard(analyst, columns.names);
  const products = { Heard: { ask: own.ask, shaped: own.shaped } };
  const add = (name, ask) => { products[name] = { ask, shaped: (_, result) => result }; };
  add('loop', await inWorker('loop.worker.js', columns));
  if (peers.includes('duckdb')) add('DuckDB', await duckdb(file, columns.names));
  if (peers.includes('crossfilter')) add('crossfilter2', await inWorker('crossfilter.worker.js', columns));
  if (peers.includes('arquero')) add('arquero', await inWorker('arquero.worker.js', columns));

  const cases = filters(columns, seed).map((about) => ({
    ...about,
    times: Object.fromEntries(Object.keys(products).map((product) => [product, []])),
    answers: {},
  }));
  // Round after round, so that what changes meanwhile (what the browser has made fast
  // code of, what else the machine does) is in all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const { filter, times, answers } of cases) {
      const names = Object.keys(products);
      for (const at of names.keys()) {
        // Nobody always comes first, and each answers this after another question.
        const product = names[(at + round) % names.length];
        const { ask, shaped } = products[product];
        await ask(filters.other);
        const [time, result] = await timed(() => ask(filter));
        times[product].push(time);
        if (round === 0) answers[product] = shaped(filter, result);
      }
    }
  }
  const differ = [];
  for (const { name, answers } of cases) {
    for (const [product, answer] of Object.entries(answers)) {
      if (plain(answer) !== plain(answers.loop)) differ.push(`${name}: ${product}`);
    }
  }
  const told = cases.map(({ name, times, answers }) => ({ name, kept: answers.loop.count / columns.rows, times }));
  return { rows: columns.rows, read, longest, met, cases: told, differ };
};
