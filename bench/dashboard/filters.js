// What is asked: filters that keep about 1, 10, 50 and 90 % of the responses, by
// days, scattered over all of them by what was answered, and by days, branches
// and an answer together. The same seed gives the same filters.

const SHARES = [0.01, 0.1, 0.5, 0.9];

// Mulberry32.
const dice = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const filters = ({ rows, day, branch, satisfaction, reasons, names }, seed) => {
  const random = dice(seed);
  const sorted = day.slice(0, rows).sort();
  const everything = {
    from: sorted[0],
    to: sorted[rows - 1],
    branches: Uint8Array.from(names.branch, () => 1),
    satisfied: Uint8Array.of(1, 1, 1, 1, 1, 1),
    reason: 0,
  };
  filters.other = everything;

  // Days with about this share of the responses, from anywhere.
  const days = (share) => {
    const first = Math.floor(random() * (1 - share) * (rows - 1));
    const last = Math.min(rows - 1, first + Math.floor(share * rows));
    return { from: sorted[first], to: sorted[last] };
  };

  // The answers that come nearest to this share.
  const candidates = [];
  for (let bits = 1; bits < 63; bits += 1) {
    const satisfied = Uint8Array.from([0, 1, 2, 3, 4, 5], (step) => (bits >> step) & 1);
    candidates.push({ satisfied, keeps: (row) => satisfied[satisfaction[row]] === 1 });
  }
  names.reasons.forEach((_, code) => {
    candidates.push({ reason: 1 << code, keeps: (row) => (reasons[row] >> code) & 1 });
  });
  const sample = Array.from({ length: 20_000 }, () => Math.floor(random() * rows));
  for (const candidate of candidates) {
    candidate.share = sample.filter(candidate.keeps).length / sample.length;
  }
  const answers = (share) => {
    const far = (candidate) => Math.abs(candidate.share - share);
    const { keeps, share: kept, ...filter } = candidates.reduce((best, it) => (far(it) < far(best) ? it : best));
    return { filter, kept };
  };

  const all = [];
  for (const share of SHARES) {
    const title = `${share * 100} %`;
    all.push({ name: `${title} by days`, filter: { ...everything, ...days(share) } });
    all.push({ name: `${title} by answer`, filter: { ...everything, ...answers(share).filter } });
    // All but one branch, answers that keep more than wished for, and as many days
    // as make up for it.
    const left = Math.floor(random() * names.branch.length);
    const branches = Uint8Array.from(names.branch, (_, place) => Number(place !== left));
    const ofBranches = sample.filter((row) => branches[branch[row]]).length / sample.length;
    const wide = answers(Math.min(1, Math.max(share * 1.5, 0.5)));
    const rest = Math.min(1, share / ofBranches / wide.kept);
    all.push({
      name: `${title} by days, branches and answer`,
      filter: { ...everything, ...wide.filter, branches, ...days(rest) },
    });
  }
  return all;
};
