// Records what SurveyJS itself makes of many conditions, for tests/expressions.rs.
// Run where survey-core is installed: node record.mjs > expressions.json
import { ConditionRunner, ConditionsParser, Version } from "survey-core";

// What `a` is; null stands for "no answer".
const values = [
  null, 0, 1, 2.5, 3, -1, "", "x", "X ", "xyz", "3", "03", "true", true, false,
  ["x"], ["y", "x"], [3], ["3", "x"], ["xyz"],
];
const constants = [
  "'x'", "\"X\"", "'xyz'", "3", "2.5", "-1", "'3'", "0", "''", "true", "FALSE", "'true'",
  "undefined", "null", "x", "[]", "['x', 'y']", "[3]", "['X', 3]", "{b}", "{missing}",
];
const operators = [
  "=", "!=", "<", "<=", ">", ">=", "contains", "notcontains", "anyof", "allof", "noneof", "and", "or",
];
const others = [
  "{a}", "!{a}", "negate {a}", "!!{a}", "{a} empty", "{a} notempty", "!{a} empty", "({a})",
  "{a} = 1 or {a} = 3 and {b} = 0", "({a} = 1 or {a} = 3) and {b} = 0", "{b} = 2 and {a} = 3",
  "{a} == 3", "{a} <> 3", "{a} => 3", "{a} =< 3", "{a} equal 3", "{a} equals 3", "{a} notequal 3",
  "{a} greater 1", "{a} GreaterOrEqual 3", "{a} less 3", "{a} lessorequal 3", "{a} contain 'x'",
  "{a} notcontain 'x'", "{a} *= 'x'", "{a} = 3 && {b} = 2", "{a} = 1 || {b} = 3", "3 < {a}",
  "'x' anyof {a}", "['x', 'z'] anyof {a}", "['x', 3] contains {a}", "{a} contains 'x' = true",
  "1 < {a} < 3", "{a} = [{b}, 1]", "{a} = ({b} = 2)", "{a}=1or{b}=3", "{a} empty = {missing} empty",
  "{a} > 'm'", "{a} = 'it\\'s'", "!({a} = 3) and {b} = 2", "{missing} and {a}", "{a} or {missing}",
];

const expressions = others.slice();
for (const operator of operators)
  for (const constant of constants) expressions.push(`{a} ${operator} ${constant}`);

const cases = expressions.map((expression) => {
  const parser = new ConditionsParser();
  if (!parser.parseExpression(expression)) throw new Error(`not an expression: ${expression}`);
  const results = values.map((a) => {
    const data = { b: 2 };
    if (a !== null) data.a = a;
    return new ConditionRunner(expression).runValues(data) ? 1 : 0;
  });
  return [expression, results.join("")];
});

const lines = cases.map((line) => "    " + JSON.stringify(line)).join(",\n");
console.log(`{
  "source": "survey-core ${Version}",
  "values": ${JSON.stringify(values)},
  "cases": [\n${lines}\n  ]\n}`);
