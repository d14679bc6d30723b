// The dashboard by DuckDB: its own worker, a table read from the same CSV, and
// four queries.
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import { SCALES, dateOf, dayOf } from './columns.js';

export const duckdb = async (file, names) => {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker('duckdb-browser-eh.worker.js'));
  await db.instantiate(new URL('duckdb-eh.wasm', location.href).href);
  await db.registerFileHandle('all.csv', file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const connection = await db.connect();
  const numbers = ['satisfaction', 'recommend', ...SCALES].map((name) => `TRY_CAST(${name} AS UTINYINT) AS ${name}`);
  await connection.query(`CREATE TABLE responses AS SELECT CAST(started_at[1:10] AS DATE) AS day, branch,
    coalesce(business, '') AS business, ${numbers.join(', ')}, string_split(reasons, '|') AS reasons,
    CAST(duration_ms AS UINTEGER) AS duration
    FROM read_csv('all.csv', header = true, all_varchar = true) WHERE training = 'false'`);

  const where = ({ from, to, branches, satisfied, reason }) => {
    const texts = (all) => all.map((text) => `'${text}'`).join(', ');
    const codes = [...satisfied.keys()].filter((code) => satisfied[code]);
    const stars = codes.filter(Boolean).join(', ');
    const of = [`day BETWEEN '${dateOf(from)}' AND '${dateOf(to)}'`];
    of.push(`branch IN (${texts(names.branch.filter((_, place) => branches[place]))})`);
    of.push(`(satisfaction IN (${stars})${codes.includes(0) ? ' OR satisfaction IS NULL' : ''})`);
    if (reason) of.push(`list_contains(reasons, '${names.reasons[Math.log2(reason)]}')`);
    return of.join(' AND ');
  };

  const rows = async (query) => (await connection.query(query)).toArray();

  return async (filter) => {
    const kept = `FROM responses WHERE ${where(filter)}`;
    const steps = (name, first, last) =>
      Array.from({ length: last - first + 1 }, (_, at) => `count(*) FILTER (${name} = ${first + at}) AS ${name}${first + at}`);
    const [whole] = await rows(`SELECT count(*) AS count, coalesce(sum(duration), 0) AS total,
      ${[...steps('satisfaction', 1, 5), ...steps('recommend', 0, 10)].join(', ')},
      ${SCALES.map((name) => `count(${name}) AS n_${name}, coalesce(sum(${name}), 0) AS sum_${name}`).join(', ')} ${kept}`);
    const rates = 'count(satisfaction) AS n, count(*) FILTER (satisfaction > 3) AS top';
    const days = await rows(`SELECT day, ${rates} ${kept} GROUP BY day`);
    const branches = await rows(`SELECT branch, ${rates} ${kept} GROUP BY branch`);
    const cells = await rows(`SELECT business, reason, count(*) AS count FROM
      (SELECT business, unnest(reasons) AS reason ${kept}) GROUP BY business, reason`);
    const length = filter.to - filter.from + 1;
    const [dayN, dayTop] = [new Uint32Array(length), new Uint32Array(length)];
    for (const { day, n, top } of days) {
      const at = dayOf(new Date(Number(day)).toISOString()) - filter.from;
      dayN[at] = Number(n);
      dayTop[at] = Number(top);
    }
    const [branchN, branchTop] = [new Uint32Array(filter.branches.length), new Uint32Array(filter.branches.length)];
    for (const { branch, n, top } of branches) {
      branchN[names.branch.indexOf(branch)] = Number(n);
      branchTop[names.branch.indexOf(branch)] = Number(top);
    }
    const heat = new Uint32Array(32 * 32);
    for (const { business, reason, count } of cells) {
      heat[names.business.indexOf(business) * 32 + names.reasons.indexOf(reason)] = Number(count);
    }
    return {
      count: Number(whole.count),
      total: Number(whole.total),
      csat: Uint32Array.from([0, 1, 2, 3, 4, 5], (step) => (step ? Number(whole[`satisfaction${step}`]) : 0)),
      nps: Uint32Array.from({ length: 11 }, (_, step) => Number(whole[`recommend${step}`])),
      n: Uint32Array.from(SCALES, (name) => Number(whole[`n_${name}`])),
      sums: Uint32Array.from(SCALES, (name) => Number(whole[`sum_${name}`])),
      dayN, dayTop, branchN, branchTop, heat,
    };
  };
};
