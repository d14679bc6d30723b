// Records what SurveyJS itself gives for random expressions over random data,
// for tests/expressions.rs. The same seed gives the same file. Run where
// survey-core is installed, in UTC: TZ=UTC node random.mjs > random.json
const NOW = Date.UTC(2026, 10, 22, 13, 45, 30, 250);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(NOW);
    else super(...values);
  }
};
const { ConditionsParser, ExpressionRunner, Version } = await import("survey-core");
console.warn = () => {};

// Marsaglia's xorshift, 32 bits.
let state = 20261122;
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}
const one = (list) => list[random(list.length)];
const often = (percent) => random(100) < percent;

const texts = [
  "", "x", "X ", "xyz", "3", "03", "0.5", "1,5", " 7 ", "true", "False", "'q'", "null", "undefined",
  "2024-02-29", "2024-02-30", "2026-11-22", "2026-11-22T08:30", "2026-11-22T08:30:15Z", "3/7/2020",
  "7 March 2020", "12", "item1", "a,b", "柜员", "É", "1e3", "-4", "0x10", "12:30",
];
const numbers = [0, 1, 2, 3, -1, 2.5, 0.1, 0.2, -0.75, 10, 100, 1.005, 1e21, 1e-7, 12345678901, 3.14159];
const scalar = () => {
  const kind = random(10);
  if (kind < 4) return one(numbers);
  if (kind < 8) return one(texts);
  return kind < 9 ? often(50) : null;
};
const list = () => Array.from({ length: random(4) }, scalar);
const row = () => ({ c: scalar(), d: scalar() });
function data() {
  const value = { a: scalar(), b: scalar(), c: one(numbers), t: one(texts), d: one(texts.slice(14, 22)) };
  value.l = list();
  value.o = { x: scalar(), y: list(), z: { w: scalar() } };
  value.r = Array.from({ length: random(4) }, row);
  value["q-Comment"] = one(texts);
  value["dotted.name"] = scalar();
  for (const name of Object.keys(value)) if (often(12)) delete value[name];
  return value;
}

const names = [
  "a", "b", "c", "t", "d", "l", "A", "missing", "o.x", "o.y", "o.z.w", "O.X", "l[0]", "l[1]", "l[-1]",
  "l.length", "t.length", "o.y[0]", "r[0].c", "r.length", "q-Comment", "dotted.name", "#t", "#a", "o", "r",
];
const constants = [
  "0", "1", "2", "3", "-1", "2.5", "0.1", "100", "''", "'x'", '"X"', "'3'", "'03'", "'1,5'", "'true'",
  "true", "FALSE", "undefined", "null", "x", "item1", "'2026-11-22'", "'2024-02-29'",
  "'2026-11-22T08:30'", "'7 March 2020'", "'it\\'s'", "'柜员'", "0x12", "'undefined'",
];
const comparisons = [
  "=", "==", "!=", "<>", "<", "<=", ">", ">=", "=<", "=>", "equal", "equals", "notequal", "less",
  "lessorequal", "greater", "greaterorequal",
];
const members = ["contains", "contain", "*=", "notcontains", "notcontain", "anyof", "allof", "noneof"];
const arithmetic = ["+", "-", "*", "/", "%", "^", "power"];
const logic = ["and", "or", "&&", "||", "AND"];
const units = ["'days'", "'months'", "'years'", "'hours'", "'minutes'", "'seconds'", "'weeks'"];
const functions = {
  iif: 3, sum: 3, avg: 3, min: 3, max: 3, count: 3, round: 2, trunc: 2, substring: 3,
  getDate: 1, getYear: 1, year: 1, month: 1, day: 1, weekday: 1, currentYear: 0, currentDate: 0,
};

function atom(depth) {
  const kind = random(20);
  if (kind < 9) return `{${one(names)}}`;
  if (kind < 15) return one(constants);
  if (kind < 16) return `[${Array.from({ length: random(4) }, () => value(depth)).join(", ")}]`;
  return depth > 0 ? call(depth - 1) : `{${one(names)}}`;
}
// `null` and `undefined` in brackets end SurveyJS with an error.
const value = (depth) => {
  const text = atom(depth);
  return text === "null" || text === "undefined" ? "{missing}" : text;
};
const date = (depth) => one([`{d}`, `{t}`, one(constants), "today()", "currentDate()", value(depth)]);
function call(depth) {
  const kind = random(10);
  if (kind < 6) {
    const name = one(Object.keys(functions));
    const most = functions[name];
    const count = often(80) ? most : random(most + 2);
    return `${name}(${Array.from({ length: count }, () => (often(80) ? value(depth) : expression(depth))).join(", ")})`;
  }
  if (kind < 9) {
    const unit = often(70) ? `, ${one(units)}` : "";
    return one([
      () => `age(${date(depth)}${unit})`,
      () => `dateDiff(${date(depth)}, ${date(depth)}${unit})`,
      () => `dateAdd(${date(depth)}, ${one(["1", "-1", "30", "13", "{c}", "'2'"])}${unit})`,
      () => `diffDays(${date(depth)}, ${date(depth)})`,
      () => `today(${one(["", "1", "-40", "{c}"])})`,
      () => `year(${date(depth)})`,
    ])();
  }
  const name = one(["sumInArray", "countInArray", "minInArray", "maxInArray", "avgInArray"]);
  const rest = one(["", "", ", {d} > 1", ", 'd'", ", 'd', {c} > 1", ", '{d} notempty'", ", {a} = 1"]);
  return `${name}({${one(["r", "r", "r", "o", "l", "missing"])}}, 'c'${rest})`;
}
function operand(depth) {
  const kind = random(12);
  if (kind < 7) return atom(depth);
  if (kind < 8) return `{${one(names)}} ${one(["empty", "notempty"])}`;
  if (kind < 9) return `${one(["!", "!", "negate "])}${often(50) ? `{${one(names)}}` : `(${expression(depth - 1)})`}`;
  return depth > 0 ? `(${expression(depth - 1)})` : atom(0);
}
function expression(depth) {
  if (depth < 0) return atom(0);
  let text = operand(depth);
  for (let more = one([0, 1, 1, 1, 2, 3]); more > 0; more -= 1) {
    const operators = one([comparisons, comparisons, members, arithmetic, arithmetic, logic]);
    text += ` ${one(operators)} ${operand(depth)}`;
  }
  return text;
}

const sets = Array.from({ length: 60 }, data);
const cases = [];
while (cases.length < 6000) {
  const text = often(15) ? call(1) : expression(1 + random(2));
  const parser = new ConditionsParser();
  if (!parser.parseExpression(text) && parser.error) throw new Error(`not an expression: ${text}`);
  const results = [];
  for (let index = 0; index < 5; index += 1) {
    const set = random(sets.length);
    try {
      const result = new ExpressionRunner(text).runValues(structuredClone(sets[set]));
      results.push([set, JSON.parse(JSON.stringify(result ?? null))]);
    } catch {
      // SurveyJS itself stumbles, over a text that is no number, say.
    }
  }
  if (results.length > 0) cases.push([text, ...results]);
}

const lines = (items) => items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
console.log(`{
  "source": "survey-core ${Version}",
  "now": ${NOW},
  "data": [\n${lines(sets)}\n  ],
  "cases": [\n${lines(cases)}\n  ]\n}`);
