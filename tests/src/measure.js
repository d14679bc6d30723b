// Measures what is on the screen: the size and contrast of every text, the
// size of everything that can be touched, and whether anything runs off the
// side. Colours are those the browser computed, translucent ones laid over
// what lies behind them.
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
  for (let each = element; each; each = each.parentElement) all.unshift(each);
  return all;
};
const ground = (element) =>
  around(element).reduce(
    (below, each) => over(rgba(getComputedStyle(each).backgroundColor), below),
    rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") &&
      matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff"),
  );
const opacity = (element) =>
  around(element).reduce((product, each) => product * getComputedStyle(each).opacity, 1);
const isSeen = (element) => {
  const box = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && box.width > 2 && box.height > 2;
};
const nameOf = (element) => {
  const own = element.dataset;
  const words = (element.getAttribute("aria-label") ?? element.innerText ?? "").trim();
  return `${element.localName}[${own.act ?? own.choice ?? own.locale ?? own.field ?? ""}] ${words.slice(0, 24)}`;
};

const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  const isDrawn = !element.closest("script, style, noscript, svg, option");
  if (!node.data.trim() || !isDrawn || !isSeen(element)) continue;
  if (element.closest(":disabled, [aria-disabled=true]")) continue;
  const style = getComputedStyle(element);
  const below = ground(element);
  const [r, g, b, a] = rgba(style.color);
  texts.push({
    words: node.data.trim().slice(0, 32),
    size: parseFloat(style.fontSize),
    contrast: contrast(over([r, g, b, a * opacity(element)], below), below),
    question: !!element.closest("h1") && !!element.closest("[data-question]"),
  });
}

const touchable = "button, a[href], input, textarea, select, summary, [role=button], [role=checkbox]";
const targets = [...document.querySelectorAll(touchable)].filter(isSeen).map((element) => {
  // A control inside its label is touched through it.
  const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
  const named = element.ariaLabel || element.getAttribute("aria-labelledby") ||
    element.labels?.length || element.innerText?.trim();
  return { name: nameOf(element), width, height, nameless: !named };
});

const { scrollWidth, scrollHeight } = document.documentElement;
return { texts, targets, width: innerWidth, height: innerHeight, scrollWidth, scrollHeight };
