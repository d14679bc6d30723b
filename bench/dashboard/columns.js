// The responses of a raw CSV file as typed arrays, for those that are given
// nothing better. Read by Papa Parse: nobody's figures rest on Heard's reader.
import Papa from 'papaparse';

export const SCALES = ['attitude', 'efficiency', 'knowledge', 'environment'];
const NONE = 255; // not answered, where 0 is an answer

// Labels by number, in the order they are met.
const labels = () => {
  const numbers = new Map();
  return {
    number: (label) => numbers.get(label) ?? (numbers.set(label, numbers.size), numbers.size - 1),
    all: () => [...numbers.keys()],
  };
};

export const dayOf = (date) => Math.floor(Date.parse(date.slice(0, 10)) / 86_400_000);
export const dateOf = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

// Resolves to `{ rows, day, branch, business, satisfaction, recommend, scales,
// reasons, duration, names }`: reasons as bits, labels as numbers into `names`.
export const columnsOf = (file, capacity) =>
  new Promise((resolve, reject) => {
    const bytes = () => new Uint8Array(capacity);
    const columns = {
      rows: 0,
      day: new Int32Array(capacity),
      branch: bytes(),
      business: bytes(),
      satisfaction: bytes(),
      recommend: bytes().fill(NONE),
      scales: SCALES.map(bytes),
      reasons: new Uint32Array(capacity),
      duration: new Uint32Array(capacity),
    };
    const [branches, businesses, reasons] = [labels(), labels(), labels()];
    let at;
    const take = ({ data }) => {
      if (!at) {
        at = Object.fromEntries(data.map((name, place) => [name, place]));
        return;
      }
      if (data[at.training] !== 'false') return;
      const row = columns.rows;
      columns.rows += 1;
      columns.day[row] = dayOf(data[at.started_at]);
      columns.branch[row] = branches.number(data[at.branch]);
      columns.business[row] = businesses.number(data[at.business]);
      columns.satisfaction[row] = Number(data[at.satisfaction]);
      if (data[at.recommend] !== '') columns.recommend[row] = Number(data[at.recommend]);
      SCALES.forEach((name, place) => {
        columns.scales[place][row] = Number(data[at[name]]);
      });
      const given = data[at.reasons];
      if (given) for (const code of given.split('|')) columns.reasons[row] |= 1 << reasons.number(code);
      columns.duration[row] = Number(data[at.duration_ms]);
    };
    const complete = () => {
      const names = { branch: branches.all(), business: businesses.all(), reasons: reasons.all() };
      resolve({ ...columns, names });
    };
    Papa.parse(file, { skipEmptyLines: true, step: take, complete, error: reject });
  });
