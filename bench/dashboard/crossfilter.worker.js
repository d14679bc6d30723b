// The dashboard by crossfilter2: a dimension and a group for each figure.
import crossfilter from 'crossfilter2';

let columns;
let dimensions;
let groups;

const load = (given) => {
  columns = given;
  const { rows, day, branch, business, satisfaction, recommend, scales, reasons, duration } = columns;
  const records = Array.from({ length: rows }, (_, row) => row);
  const all = crossfilter(records);
  dimensions = {
    day: all.dimension((row) => day[row]),
    branch: all.dimension((row) => branch[row]),
    satisfaction: all.dimension((row) => satisfaction[row]),
    reasons: all.dimension((row) => reasons[row]),
  };
  // Over dimensions that are never filtered, so that every filter counts.
  const by = (key) => all.dimension(key).group();
  const rates = [
    (part, row) => { part.n += satisfaction[row] > 0; part.top += satisfaction[row] > 3; return part; },
    (part, row) => { part.n -= satisfaction[row] > 0; part.top -= satisfaction[row] > 3; return part; },
    () => ({ n: 0, top: 0 }),
  ];
  groups = {
    count: all.groupAll(),
    total: all.groupAll().reduceSum((row) => duration[row]),
    csat: by((row) => satisfaction[row]),
    nps: by((row) => recommend[row]),
    scales: scales.map((scale) => by((row) => scale[row])),
    days: by((row) => day[row]).reduce(...rates),
    branches: by((row) => branch[row]).reduce(...rates),
    heat: by((row) => business[row]).reduce(
      (cells, row) => { for (let given = reasons[row]; given; given &= given - 1) cells[31 - Math.clz32(given & -given)] += 1; return cells; },
      (cells, row) => { for (let given = reasons[row]; given; given &= given - 1) cells[31 - Math.clz32(given & -given)] -= 1; return cells; },
      () => new Array(32).fill(0),
    ),
  };
};

const dashboard = ({ from, to, branches, satisfied, reason }) => {
  dimensions.day.filterRange([from, to + 1]);
  dimensions.branch.filterFunction((place) => branches[place] === 1);
  dimensions.satisfaction.filterFunction((stars) => satisfied[stars] === 1);
  dimensions.reasons.filterFunction((given) => !reason || (given & reason) !== 0);
  const [csat, nps] = [new Uint32Array(6), new Uint32Array(11)];
  for (const { key, value } of groups.csat.all()) if (key) csat[key] = value;
  for (const { key, value } of groups.nps.all()) if (key < 11) nps[key] = value;
  const [n, sums] = [new Uint32Array(4), new Uint32Array(4)];
  groups.scales.forEach((scale, place) => {
    for (const { key, value } of scale.all()) if (key) { n[place] += value; sums[place] += key * value; }
  });
  const [dayN, dayTop] = [new Uint32Array(to - from + 1), new Uint32Array(to - from + 1)];
  for (const { key, value } of groups.days.all()) {
    if (key >= from && key <= to) { dayN[key - from] = value.n; dayTop[key - from] = value.top; }
  }
  const [branchN, branchTop] = [new Uint32Array(branches.length), new Uint32Array(branches.length)];
  for (const { key, value } of groups.branches.all()) { branchN[key] = value.n; branchTop[key] = value.top; }
  const heat = new Uint32Array(32 * 32);
  for (const { key, value } of groups.heat.all()) value.forEach((count, code) => { heat[key * 32 + code] = count; });
  const [count, total] = [groups.count.value(), groups.total.value()];
  return { count, total, csat, nps, n, sums, dayN, dayTop, branchN, branchTop, heat };
};

globalThis.onmessage = ({ data: [word, about] }) => {
  if (word === 'load') load(about);
  globalThis.postMessage(word === 'load' ? 'ready' : dashboard(about));
};
