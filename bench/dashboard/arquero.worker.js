// The dashboard by arquero: a filtered table, and a rollup for each figure.
import { escape, op, table } from 'arquero';

let all;

const load = ({ rows, scales, ...columns }) => {
  const { day, branch, business, satisfaction, recommend, reasons, duration } = columns;
  const given = { day, branch, business, satisfaction, recommend, reasons, duration };
  scales.forEach((scale, place) => { given[`scale${place}`] = scale; });
  const cut = ([name, column]) => [name, column.subarray(0, rows)];
  all = table(Object.fromEntries(Object.entries(given).map(cut)));
};

const dashboard = ({ from, to, branches, satisfied, reason }) => {
  const kept = all.filter(escape((row) =>
    row.day >= from && row.day <= to && branches[row.branch] === 1
    && satisfied[row.satisfaction] === 1 && (!reason || (row.reasons & reason) !== 0)));
  const counts = (column, size) => {
    const found = new Uint32Array(size);
    const grouped = kept.groupby(column).count();
    for (const row of grouped) if (row[column] < size) found[row[column]] = row.count;
    return found;
  };
  const csat = counts('satisfaction', 6);
  csat[0] = 0;
  const nps = counts('recommend', 11);
  const [n, sums] = [new Uint32Array(4), new Uint32Array(4)];
  for (const place of [0, 1, 2, 3]) {
    counts(`scale${place}`, 6).forEach((count, step) => {
      if (step) { n[place] += count; sums[place] += step * count; }
    });
  }
  const rates = (column, first, size) => {
    const [answered, top] = [new Uint32Array(size), new Uint32Array(size)];
    const grouped = kept
      .derive({ n: (row) => (row.satisfaction > 0 ? 1 : 0), top: (row) => (row.satisfaction > 3 ? 1 : 0) })
      .groupby(column)
      .rollup({ n: (row) => op.sum(row.n), top: (row) => op.sum(row.top) });
    for (const row of grouped) { answered[row[column] - first] = row.n; top[row[column] - first] = row.top; }
    return [answered, top];
  };
  const [dayN, dayTop] = rates('day', from, to - from + 1);
  const [branchN, branchTop] = rates('branch', 0, branches.length);
  const heat = new Uint32Array(32 * 32);
  for (const row of kept.groupby('business', 'reasons').count()) {
    for (let given = row.reasons; given; given &= given - 1) {
      heat[row.business * 32 + 31 - Math.clz32(given & -given)] += row.count;
    }
  }
  const { total } = kept.rollup({ total: (row) => op.sum(row.duration) }).object();
  return { count: kept.numRows(), total: total ?? 0, csat, nps, n, sums, dayN, dayTop, branchN, branchTop, heat };
};

globalThis.onmessage = ({ data: [word, about] }) => {
  if (word === 'load') load(about);
  globalThis.postMessage(word === 'load' ? 'ready' : dashboard(about));
};
