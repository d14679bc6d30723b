// Runs axe-core, which is in the page already, over everything on the screen:
// the rules of WCAG 2.2 A and AA, and those it calls best practice.
const told = (results) =>
  results.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => ({
      rule: id,
      help,
      // In a shadow tree: its host first.
      target: node.target.map((way) => [way].flat().join(" >>> ")).join(" "),
      why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
    })),
  );
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// To look into the style sheets of a shadow tree axe writes styles, which the policy
// refuses: the one rule that needs them has looked at all other pages.
const preload = !document.querySelector("[data-board]");
return axe
  .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"], preload })
  .then(({ violations, incomplete, passes }) => ({
    violations: told(violations),
    undecided: told(incomplete),
    passed: passes.length,
  }));
