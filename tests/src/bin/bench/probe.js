// Watches a page from its first moment: when its first question can be
// answered, when the frame after a tap is there, when an answer is on disk.
// `product` comes before this.

const taps = [];
let lifted = null; // when the finger left the screen, until the tap is dealt with
let current = null; // a tap, until its frame is there
let unsaved = null; // a tap, until its answer is on disk

// A task posted in a frame's callback runs when that frame has been laid out
// and painted. `act` is told both moments.
const afterNextFrame = (act) =>
  requestAnimationFrame(() => {
    const begun = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => act(performance.now(), begun);
    port2.postMessage(null);
  });

const ready = new Promise((resolve) => {
  const opening = new MutationObserver(() => {
    const control = document.querySelector(product.control);
    if (!control || control.disabled || !control.checkVisibility()) return;
    opening.disconnect();
    saving.observe(document.body, { attributeFilter: ['data-saved'] });
    afterNextFrame((now) => resolve(now));
  });
  opening.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['data-screen', 'data-open', 'disabled'],
  });
});

const saving = new MutationObserver(() => {
  if (unsaved === null || !document.body.dataset.saved) return;
  unsaved.saved = performance.now() - unsaved.at;
  unsaved = null;
});

addEventListener('pointerup', (event) => { lifted = event.timeStamp; }, true);

addEventListener('click', (event) => {
  // A label's click is followed by its field's: one tap.
  if (lifted === null || !event.target.closest?.(product.taps.join(','))) return;
  const tap = { at: lifted, begun: performance.now(), work: 0 };
  lifted = null;
  current = tap;
  unsaved = tap;
  taps.push(tap);
  afterNextFrame((now, begun) => {
    tap.frame = now - tap.at;
    tap.work += now - begun;
    current = null;
  });
}, true);

// Last of all, when what the tap set off has run.
addEventListener('click', () => {
  if (current) current.work = performance.now() - current.begun;
});

// Where an answer, or a way on or back, can be reached; `draw` are two numbers
// from 0 to 1: which of the two kinds, which one of that kind.
function aim(draw) {
  const seen = { opacityProperty: true, visibilityProperty: true };
  const reachable = (selector) =>
    [...document.querySelectorAll(selector)].filter(
      (one) => !one.disabled && one.checkVisibility(seen),
    );
  const kinds = product.taps.map(reachable).filter((kind) => kind.length > 0);
  if (kinds.length === 0) return null;
  const kind = kinds[Math.floor(draw[0] * kinds.length)];
  const one = kind[Math.floor(draw[1] * kind.length)];
  one.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = one.getBoundingClientRect();
  return [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)];
}

const bytes = () =>
  ['navigation', 'resource']
    .flatMap((type) => performance.getEntriesByType(type))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0);

globalThis.probe = {
  load: ready.then((ready) => ({ ready, bytes: bytes() })),
  // The taps since last asked, and the next aim.
  next: (draw) => ({ taps: taps.splice(0), aim: aim(draw) }),
};
