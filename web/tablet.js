// What a public tablet needs of its page beside the program: keys that move
// among the choices, gestures that lead nowhere else, a screen that stays on,
// and a sound that calls. Loaded once the first question can be answered.
//
// It knows the page by its marks (`data-screen`, `data-choice`, `data-act`) and
// nothing of what people say. Locking the device is the device's part.
(() => {
  'use strict';

  const { body, documentElement: page } = document;
  const isEntry = (target) => target?.matches?.('input, textarea, select') ?? false;
  const isConsole = () => /console|setup/.test(body.dataset.screen);

  // Keys. Arrows only move the focus; Enter and space are the browser's own.
  const press = (wanted) => {
    const over = document.querySelector('.over');
    const found = (over ?? document.querySelector('#kiosk > main'))?.querySelector(wanted);
    found?.click();
    return Boolean(found);
  };

  const choices = () => {
    const place = document.querySelector('.over') ?? document.querySelector('#kiosk > main');
    return [...(place?.querySelectorAll('[data-choice]') ?? [])];
  };

  const move = (forward) => {
    const all = choices();
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? 0 : (here + (forward ? 1 : -1) + all.length) % all.length;
    all[next]?.focus();
    return all.length > 0;
  };

  // The choice whose code the digit is, or else the one in that place.
  const choose = (digit) => {
    const all = choices();
    const choice = all.find((it) => it.dataset.choice === digit) ?? all[digit - 1];
    choice?.click();
    return Boolean(choice);
  };

  const byKey = (key) => {
    const rtl = page.dir === 'rtl';
    if (key === 'ArrowDown' || key === (rtl ? 'ArrowLeft' : 'ArrowRight')) return move(true);
    if (key === 'ArrowUp' || key === (rtl ? 'ArrowRight' : 'ArrowLeft')) return move(false);
    if (key === 'Escape') return press('[data-act=cancel], [data-act=stay], [data-act=back]');
    const onButton = document.activeElement?.matches('button');
    if (key === 'Enter' && !onButton) return press('[data-act=open]');
    return /^[0-9]$/.test(key) && choose(key);
  };

  document.addEventListener('keydown', (event) => {
    const withOthers = event.ctrlKey || event.altKey || event.metaKey;
    const over = document.querySelector('.over');
    if ((isConsole() && !over) || withOthers || isEntry(event.target)) return;
    if (byKey(event.key)) event.preventDefault();
  });

  // Who reads the screen by ear, or moves by keys, goes on at what is new. To
  // move the focus makes the browser work out the whole page: what has it gives
  // it back before anything is changed, what is new gets it when it is drawn;
  // who has moved on by then is not called back.
  let next;
  globalThis.heard.focus = (selector) => {
    document.activeElement?.blur();
    next = selector;
    const give = () => {
      if (next !== selector || document.activeElement !== body) return;
      document.querySelector(selector)?.focus({ preventScroll: true });
    };
    requestAnimationFrame(() => setTimeout(give));
  };

  // What a customer never needs: menus, pinching, selecting, dragging files in.
  for (const unwanted of ['contextmenu', 'gesturestart', 'selectstart', 'dragstart', 'dragover', 'drop']) {
    document.addEventListener(unwanted, (event) => {
      if (!isConsole() && !isEntry(event.target)) event.preventDefault();
    });
  }

  // "Back" leads to the page itself. Browsers skip what was put before the way
  // before the first touch.
  const stand = () => history.pushState(null, '');
  addEventListener('popstate', stand);
  document.addEventListener('pointerup', stand, { once: true });

  // What one visit was about stands in the address no longer than the visit:
  // a reload must not find it again. Who stands at the counter stays there.
  document.addEventListener('heard-over', () => {
    const told = new URLSearchParams(location.hash.slice(1));
    for (const part of ['business', 'ticket']) told.delete(part);
    const rest = String(told) && `#${told}`;
    if (rest !== location.hash) {
      history.replaceState(history.state, '', location.pathname + location.search + rest);
    }
  });

  // The whole screen, where the tablet is set so: only a touch may ask for it.
  document.addEventListener('pointerup', () => {
    const wanted = body.dataset.fullscreen === 'yes' && body.dataset.screen === 'attract';
    const can = page.requestFullscreen && !document.fullscreenElement && window === top;
    if (wanted && can) page.requestFullscreen({ navigationUI: 'hide' }).catch(() => {});
  });

  // The screen stays on while customers can rate. The browser ends the lock
  // whenever the page is hidden, and refuses it on a low battery.
  let lock;
  let shift = 0;
  const PLACES = [[0, 0], [3, 2], [-3, 3], [-2, -3], [4, -2], [1, 4]]; // CSS pixels

  const keepAwake = async () => {
    const closed = body.dataset.screen === 'closed';
    if (closed) {
      await lock?.release();
    } else if (!document.hidden && (!lock || lock.released)) {
      lock = await navigator.wakeLock?.request('screen');
    }
  };

  const look = () => {
    keepAwake().catch(() => {});
    // The waiting picture moves a little, so that it does not burn in.
    const [x, y] = PLACES[shift++ % PLACES.length];
    page.style.setProperty('--shift-x', `${x}px`);
    page.style.setProperty('--shift-y', `${y}px`);
  };
  document.addEventListener('visibilitychange', () => keepAwake().catch(() => {}));
  setInterval(look, 60000);
  keepAwake().catch(() => {});

  // When the page is turned, WebKit keeps the height of a button whose words now
  // take more lines; letters of another size, for a moment, make it look again.
  addEventListener('resize', () => {
    page.style.fontSize = '101%';
    void page.offsetHeight;
    page.style.fontSize = '';
  });

  // Two tones, a falling third, at a volume from 0 to 100. Without a touch
  // before, or a sound device, nothing is heard, and nothing waits to be.
  let sound;
  let waking;
  const ring = (volume) =>
    [988, 784].forEach((hertz, index) => {
      const start = sound.currentTime + 0.35 * index;
      const [tone, loudness] = [sound.createOscillator(), sound.createGain()];
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(volume / 100, start);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
      tone.connect(loudness).connect(sound.destination);
      tone.start(start);
      tone.stop(start + 1);
    });
  globalThis.heard.chime = (volume) => {
    if (typeof AudioContext !== 'function' || volume === 0) return;
    sound ??= new AudioContext();
    if (sound.state === 'running') return void ring(volume);
    const late = () => document.querySelector('[data-act=arrived]') && ring(volume);
    const over = () => void (waking = null);
    waking ??= sound.resume().then(late).then(over, over);
  };
})();
