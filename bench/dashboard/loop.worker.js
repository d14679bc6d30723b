// The dashboard by hand: one loop over typed arrays, as a careful programmer
// writes it without any library.
let columns;

const dashboard = ({ from, to, branches, satisfied, reason }) => {
  const { rows, day, branch, business, satisfaction, recommend, scales, reasons, duration } = columns;
  const [one, two, three, four] = scales;
  const days = to - from + 1;
  const csat = new Uint32Array(6);
  const nps = new Uint32Array(11);
  const n = new Uint32Array(4);
  const sums = new Uint32Array(4);
  const dayN = new Uint32Array(days);
  const dayTop = new Uint32Array(days);
  const branchN = new Uint32Array(branches.length);
  const branchTop = new Uint32Array(branches.length);
  const heat = new Uint32Array(32 * 32);
  let count = 0;
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    const date = day[row];
    if (date < from || date > to) continue;
    const place = branch[row];
    if (!branches[place]) continue;
    const stars = satisfaction[row];
    if (!satisfied[stars]) continue;
    let given = reasons[row];
    if (reason && !(given & reason)) continue;
    count += 1;
    total += duration[row];
    if (stars) {
      csat[stars] += 1;
      dayN[date - from] += 1;
      branchN[place] += 1;
      if (stars > 3) {
        dayTop[date - from] += 1;
        branchTop[place] += 1;
      }
    }
    const points = recommend[row];
    if (points < 11) nps[points] += 1;
    let step = one[row];
    if (step) { n[0] += 1; sums[0] += step; }
    step = two[row];
    if (step) { n[1] += 1; sums[1] += step; }
    step = three[row];
    if (step) { n[2] += 1; sums[2] += step; }
    step = four[row];
    if (step) { n[3] += 1; sums[3] += step; }
    const line = business[row] * 32;
    while (given) {
      heat[line + 31 - Math.clz32(given & -given)] += 1;
      given &= given - 1;
    }
  }
  return { count, total, csat, nps, n, sums, dayN, dayTop, branchN, branchTop, heat };
};

globalThis.onmessage = ({ data: [word, about] }) => {
  if (word === 'load') columns = about;
  globalThis.postMessage(word === 'load' ? 'ready' : dashboard(about));
};
