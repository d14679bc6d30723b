// The dashboard by Heard: one inquiry to the analyst, as the console sends it.
import { SCALES, dateOf, dayOf } from './columns.js';

const TOP = ['4', '5'];

// `analyst` has read the file.
export const heard = (analyst, names) => {
  const labels = (codes) => codes.map((code) => ({ code }));
  const filterOf = ({ from, to, branches, satisfied, reason }) => {
    const filter = { from: dateOf(from), to: dateOf(to), labels: [], answers: [] };
    const kept = names.branch.filter((_, place) => branches[place]);
    if (kept.length < names.branch.length) filter.labels.push(['branch', labels(kept)]);
    const stars = [...satisfied.keys()].filter((step) => satisfied[step]);
    if (stars.length < satisfied.length) {
      filter.answers.push(['satisfaction', stars.map((step) => (step ? String(step) : ''))]);
    }
    if (reason) filter.answers.push(['reasons', [names.reasons[Math.log2(reason)]]]);
    return filter;
  };
  const distribution = (question, figure) => ({ ask: 'distribution', question, figures: [figure] });
  const asks = [
    { ask: 'responses' },
    distribution('satisfaction', 'csat'),
    distribution('recommend', 'nps'),
    ...SCALES.map((question) => distribution(question, 'mean')),
    { ask: 'days', question: 'satisfaction', codes: TOP },
    { ask: 'cross', question: 'reasons', dimension: 'business' },
    { ask: 'parts', dimension: 'branch', question: 'satisfaction', codes: TOP },
    { ask: 'duration' },
  ];

  const counts = ({ counts: given }, size) => {
    const found = new Uint32Array(size);
    for (const [code, count] of given) found[Number(code)] = count;
    return found;
  };

  return {
    ask: (filter) => analyst.ask({ filter: filterOf(filter), asks }),

    // The answers in the shape the others give.
    shaped({ from, to, branches }, answers) {
      const [responses, csat, nps, ...rest] = answers.map((answer) => Object.values(answer)[0]);
      const [days, cells, parts, duration] = rest.splice(SCALES.length);
      const length = to - from + 1;
      const [dayN, dayTop] = [new Uint32Array(length), new Uint32Array(length)];
      days.n.forEach((n, day) => {
        const at = dayOf(days.first) + day - from;
        if (at >= 0 && at < length) [dayN[at], dayTop[at]] = [n, days.count[day]];
      });
      const [branchN, branchTop] = [new Uint32Array(branches.length), new Uint32Array(branches.length)];
      for (const [{ code }, n, top] of parts) {
        const at = names.branch.indexOf(code);
        [branchN[at], branchTop[at]] = [n, top];
      }
      const heat = new Uint32Array(32 * 32);
      cells.counts.forEach((line, code) => {
        const bit = names.reasons.indexOf(cells.lines[code]);
        line.forEach((count, label) => {
          if (bit >= 0) heat[names.business.indexOf(cells.columns[label].code) * 32 + bit] = count;
        });
      });
      const sum = (given) => given.reduce((all, [code, count]) => all + Number(code) * count, 0);
      return {
        count: responses.total,
        total: duration,
        csat: counts(csat, 6),
        nps: counts(nps, 11),
        n: Uint32Array.from(rest, ({ n }) => n),
        sums: Uint32Array.from(rest, ({ counts: given }) => sum(given)),
        dayN, dayTop, branchN, branchTop, heat,
      };
    },
  };
};
