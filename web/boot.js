// The first thing the page runs, inlined by `cargo xtask build`. Written for
// old browsers on purpose: one that cannot run the rest must still be able to
// say so. What needs a modern browser follows in `start.js`.
//
// It starts the download of the kiosk at once (`early.js` begins the rest), owns the message shown when the
// kiosk cannot start, and looks after the service worker: `heard.ready()`
// registers it, `heard.takeUpdate()` changes to a version that is waiting.
(function () {
  'use strict';

  var HOUR = 3600000;
  var page = document.documentElement;
  var workers = navigator.serviceWorker;
  var registration = null;
  var asking = false; // a waiting version was told to take over
  var running = false; // the first question was drawn
  var failed = false;
  var heard = { version: page.getAttribute('data-version'), files: '%FILES%' };
  globalThisOf().heard = heard;

  heard.ready = function () {
    performance.mark('heard-ready');
    // What is not needed to draw the first question waits until it is drawn.
    return new Promise(function (drawn) {
      requestAnimationFrame(function () {
        setTimeout(drawn, 100);
      });
    }).then(settle);
  };

  function settle() {
    if (failed) return;
    running = true;
    tellWorker({ running: heard.version });
    // For installing, which nobody does before the first question is there.
    addLink('manifest', { url: 'manifest.webmanifest' });
    addLink('apple-touch-icon', { url: 'icons/heard-192.png' });
    heard.rest()['catch'](function () {});
    if (!workers) return;
    register();
    setInterval(check, HOUR);
  }

  // What the first question does without: fetched once, when there is time or
  // somebody answers. What cannot be had now can be asked for again.
  var rest = null;
  heard.rest = function () {
    rest = rest || new Promise(fetchRest);
    return rest;
  };

  function fetchRest(loaded, failed) {
    addLink('stylesheet', heard.files.rest.style);
    var script = document.createElement('script');
    script.src = heard.files.rest.script.url;
    script.integrity = heard.files.rest.script.integrity;
    script.onload = loaded;
    script.onerror = function () {
      rest = null;
      failed(new Error('no answer from the server'));
    };
    document.head.appendChild(script);
  }

  // Replaced by what comes with the rest; an answer given before is sealed then.
  heard.seal = function () {
    var answer = arguments;
    return heard.rest().then(function () {
      return heard.seal.apply(heard, answer);
    });
  };

  heard.takeUpdate = function () {
    if (!registration || !registration.waiting) return false;
    asking = true;
    registration.waiting.postMessage({ take: 'update' });
    return true;
  };

  // Replaces a blank page by a calm sentence, and tries again in a minute where
  // there is no version to go back to. `reason` is for staff.
  heard.trouble = function (reason) {
    if (running) return;
    tellWorker({ failed: heard.version });
    show(reason, 60000);
  };

  // A program that trapped cannot be trusted any more: the calm sentence, a note
  // for staff, and a fresh start within seconds. What was answered is on disk.
  window.addEventListener('error', function (event) {
    startOver(event.error);
  });
  window.addEventListener('unhandledrejection', function (event) {
    startOver(event.reason);
  });

  function startOver(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    if (!running) return heard.trouble(error);
    leaveNote(false, placeOf(error));
    show(error, 2000);
  }

  // The trap's own words and where in which build's binary it was.
  function placeOf(error) {
    var place = /wasm-function\[\d+\]:0x[0-9a-f]+/.exec(error.stack || '');
    return [heard.version, error.message, place ? place[0] : ''].join(' ');
  }

  // Read by the next start, which puts it on record and takes it away.
  function leaveNote(update, detail) {
    var note = { at: new Date().toISOString(), update: update, detail: String(detail) };
    try {
      localStorage.setItem('heard-failure', JSON.stringify(note));
    } catch (_) {} // full, or forbidden: starting over matters more
  }

  function show(reason, patience) {
    failed = true;
    setTimeout(startAnew, patience);
    whenParsed(function () {
      var box = document.getElementById('trouble');
      box.hidden = false;
      document.getElementById('kiosk').style.display = 'none';
      document.getElementById('console').style.display = 'none';
      box.setAttribute('data-reason', String(reason));
      document.getElementById('trouble-reason').textContent = String(reason);
      document.body.setAttribute('data-screen', 'notice');
      box.querySelector('button').onclick = startAnew;
    });
  }

  function startAnew() {
    location.reload();
  }

  var missing = whatIsMissing();
  if (missing) {
    heard.unsupported = true;
    page.className += ' unsupported';
    heard.trouble(missing);
    return;
  }
  // The one module script of the page has run by then, unless it was refused.
  document.addEventListener('DOMContentLoaded', function () {
    if (!heard.openConsole) heard.trouble('the program was refused');
  });
  heard.download = download('default')['catch'](function () {
    // One that was damaged is kept by the browser as long as a good one.
    return download('reload');
  });
  // Awaited in `start.js`; until then a failure must not count as unhandled.
  heard.download['catch'](function () {});

  if (workers) {
    workers.addEventListener('controllerchange', function () {
      if (asking) location.reload();
    });
    // The worker went back to the version that ran before this one.
    workers.addEventListener('message', function (event) {
      if (!event.data || !event.data.reload || running) return;
      leaveNote(true, heard.version);
      location.reload();
    });
  }

  function download(cache) {
    return fetch(heard.files.kiosk.url, {
      integrity: heard.files.kiosk.integrity,
      credentials: 'same-origin',
      cache: cache
    });
  }

  function register() {
    workers.register('sw.js', { updateViaCache: 'none' }).then(
      function (found) {
        registration = found;
      },
      function (error) {
        console.warn('heard: no offline copy yet:', error);
      }
    );
  }

  // A registration that failed (files changing on the server) is tried again.
  function check() {
    if (!registration) return register();
    registration.update()['catch'](function () {}); // offline: next hour
  }

  function addLink(rel, file) {
    var link = document.createElement('link');
    link.rel = rel;
    link.href = file.url;
    if (file.integrity) link.integrity = file.integrity;
    document.head.appendChild(link);
  }

  function tellWorker(message) {
    if (workers && workers.controller) workers.controller.postMessage(message);
  }

  function whatIsMissing() {
    if (!('noModule' in document.createElement('script'))) return 'modules';
    if (typeof WebAssembly !== 'object' || !WebAssembly.instantiateStreaming) return 'WebAssembly';
    if (!('indexedDB' in window)) return 'IndexedDB';
    if (!window.isSecureContext || !crypto.subtle) return 'HTTPS';
    return null;
  }

  function whenParsed(act) {
    if (document.readyState !== 'loading') return act();
    document.addEventListener('DOMContentLoaded', act);
  }

  function globalThisOf() {
    return typeof globalThis === 'object' ? globalThis : window;
  }
})();
