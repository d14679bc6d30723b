// Measures what is on the screen: size, lines and contrast of every text, size,
// outline and distance of everything that can be touched, what is cut off, what
// lies over something else, and whether anything runs off the side. Colours are
// those the browser computed, translucent ones laid over what lies behind them.
const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], below) =>
  [r, g, b].map((channel, index) => channel * a + below[index] * (1 - a)).concat(1);
const luminance = (colour) => {
  const [r, g, b] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const around = (element) => {
  const all = [];
  const above = (it) => it.parentElement ?? it.getRootNode().host;
  for (let each = element; each; each = above(each)) all.unshift(each);
  return all;
};
const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
const ground = (element) =>
  around(element).reduce(
    (below, each) => over(rgba(getComputedStyle(each).backgroundColor), below),
    rgba(isDark() ? "#121212" : "#fff"),
  );
const opacity = (element) =>
  around(element).reduce((product, each) => product * getComputedStyle(each).opacity, 1);
// Not what is hidden, and nothing but what lies over the screen while it does.
const cover = document.querySelector(".over");
const isSeen = (element) => {
  const box = element.getBoundingClientRect();
  const isThere = element.checkVisibility({ visibilityProperty: true }) && (!cover || cover.contains(element));
  return isThere && box.width > 2 && box.height > 2;
};
const nameOf = (element) => {
  const own = element.dataset;
  const words = (element.getAttribute("aria-label") ?? element.innerText ?? "").trim();
  return `${element.localName}[${own.act ?? own.choice ?? own.locale ?? own.field ?? ""}] ${words.slice(0, 24)}`;
};

// Through shadow trees where a host stands before `>>>`.
const root = (arguments[0] ?? "body")
  .split(" >>> ")
  .reduce((within, selector) => (within.shadowRoot ?? within).querySelector(selector), document);
const touchable = "button, a[href], input, textarea, select, summary, [role=button], [role=checkbox]";
const ROUNDING = 1; // layout is in fractions of pixels

// The lines of a text: as wide as drawn, as tall as its letters.
const linesOf = (node, size) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()]
    .filter((box) => box.width > 0)
    .map(({ left, right, top, bottom }) => {
      const middle = (top + bottom) / 2;
      return { left, right, top: middle - size / 2, bottom: middle + size / 2 };
    });
};
// What cuts a text off: the side of the screen, a box that hides what does not
// fit, or the edge of the control it stands in.
const cutBy = (element, lines) => {
  const sticksOut = (box) => lines.some((line) =>
    line.left < box.left - ROUNDING || line.right > box.right + ROUNDING ||
    line.top < box.top - ROUNDING || line.bottom > box.bottom + ROUNDING);
  for (const each of around(element)) {
    const hides = /hidden|clip/.test(getComputedStyle(each).overflowY);
    if ((hides || each.matches("button, summary")) && sticksOut(each.getBoundingClientRect())) return nameOf(each);
  }
  if (lines.some(({ left, right }) => left < -ROUNDING || right > innerWidth + ROUNDING)) return "the screen";
  return null;
};

const texts = [];
const pieces = []; // what must not lie over one another
const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  const isDrawn = !element.closest("script, style, noscript, svg, option, textarea");
  if (!node.data.trim() || !isDrawn || !isSeen(element)) continue;
  const style = getComputedStyle(element);
  const below = ground(element);
  const [r, g, b, a] = rgba(style.color);
  const size = parseFloat(style.fontSize);
  const lines = linesOf(node, size);
  const words = node.data.trim().slice(0, 32);
  pieces.push(...lines.map((box) => ({ name: `“${words}”`, element, box })));
  const isOff = element.closest(":disabled, [aria-disabled=true]");
  texts.push({
    words,
    size,
    lineHeight: parseFloat(style.lineHeight) / size || 0,
    contrast: isOff ? null : contrast(over([r, g, b, a * opacity(element)], below), below),
    question: !!element.closest("h1") && !!element.closest("[data-question]"),
    cut: cutBy(element, lines),
  });
}

// How plainly a control's edge is seen: by its border or by its own ground.
const edge = (element) => {
  const style = getComputedStyle(element);
  const outside = ground(element.parentElement);
  const border = rgba(style.borderTopColor);
  const bordered = parseFloat(style.borderTopWidth) >= 1 && border[3] > 0;
  const filled = rgba(style.backgroundColor)[3] > 0;
  if (!bordered && !filled) return null; // its words are all there is to see
  const own = contrast(ground(element), outside);
  return Math.max(own, bordered ? contrast(over(border, outside), outside) : 1);
};
const touched = [...root.querySelectorAll(touchable)].filter(isSeen).map((element) => {
  // A control inside its label is touched through it.
  const box = (element.closest("label") ?? element).getBoundingClientRect();
  pieces.push({ name: nameOf(element), element, box });
  return { element, box };
});
const gap = (one, other) => Math.max(
  one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom);
const targets = touched.map(({ element, box }) => {
  const named = element.ariaLabel || element.getAttribute("aria-labelledby") ||
    element.labels?.length || element.innerText?.trim();
  const others = touched.filter((other) => other.element !== element).map((other) => gap(box, other.box));
  return {
    name: nameOf(element),
    width: box.width,
    height: box.height,
    nameless: !named,
    choice: element.matches("[role=radio], [role=checkbox]"),
    edge: element.closest(":disabled, [aria-disabled=true]") ? null : edge(element),
    apart: others.length ? Math.min(...others) : null,
  };
});

const overlaps = [];
pieces.forEach((one, index) => {
  for (const other of pieces.slice(index + 1)) {
    const within = one.element.contains(other.element) || other.element.contains(one.element);
    if (!within && gap(one.box, other.box) < -ROUNDING) overlaps.push(`${one.name} and ${other.name}`);
  }
});

// From the last line of a paragraph to the first of the next, in lines.
const inside = (element, side) => parseFloat(getComputedStyle(element)[`padding${side}`]);
const gaps = [...root.querySelectorAll("p + p")].filter((next) => isSeen(next) && isSeen(next.previousElementSibling))
  .map((next) => {
    const before = next.previousElementSibling;
    const line = parseFloat(getComputedStyle(before).lineHeight);
    const apart = next.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
    const between = apart + inside(before, "Bottom") + inside(next, "Top");
    return { after: before.innerText.trim().slice(0, 24), lines: 1 + between / line };
  });

// How plainly the focus is seen, where there is one.
const active = document.activeElement;
const outlineOf = (element) => {
  const style = getComputedStyle(element);
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const outside = ground(element.parentElement);
  const isDrawn = element.matches(":focus-visible") && style.outlineStyle !== "none";
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    name: nameOf(element),
    outline: isDrawn ? parseFloat(style.outlineWidth) : 0,
    contrast: contrast(over(rgba(style.outlineColor), outside), outside),
    seen: top >= -ROUNDING && bottom <= innerHeight + ROUNDING && !!hit && (element.contains(hit) || hit.control === element),
  };
};
const focus = active?.matches(touchable) ? outlineOf(active) : null;

// What lies over the screen may scroll, too.
const { scrollWidth } = document.documentElement;
const hidden = [document.documentElement, ...document.querySelectorAll(".over")]
  .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
const scrollHeight = innerHeight + Math.max(...hidden);
return { texts, targets, overlaps, gaps, focus, width: innerWidth, height: innerHeight, scrollWidth, scrollHeight };
