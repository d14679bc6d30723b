// Runs axe-core, which is in the page already, over everything on the screen:
// the rules of WCAG 2.2 A and AA, and those it calls best practice.
const told = (results) =>
  results.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => ({
      rule: id,
      help,
      target: node.target.flat().join(" "),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
    })),
  );
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
return axe
  .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] })
  .then(({ violations, incomplete, passes }) => ({
    violations: told(violations),
    undecided: told(incomplete),
    passed: passes.length,
  }));
