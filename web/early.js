// What the kiosk asks for before its first question, begun while its program is
// on the way: whether another tab is the kiosk already, the storage, and the
// files it will want. The programs are handed promises; what is in them is
// looked at there.
//
// Shares the script of `boot.js` and its old-fashioned ways.
(function () {
  'use strict';

  var heard = window.heard;
  if (heard.unsupported) return;

  // At most one tab is the kiosk, for as long as it lives. Fulfilled with
  // whether this one is; asked to wait, once the other is gone. A browser
  // without Web Locks lets every tab: a kiosk is better than none.
  var alone = claim({ ifAvailable: true });
  heard.claim = function (wait) {
    return wait ? claim({}) : alone;
  };

  function claim(options) {
    return new Promise(function (answer) {
      if (!navigator.locks) return answer(true);
      var held = function (lock) {
        answer(lock !== null);
        return lock && new Promise(function () {}); // never given back
      };
      navigator.locks.request('heard-kiosk', options, held)['catch'](function () {
        answer(false);
      });
    });
  }

  // The one connection to the database, with the stores of `src/store`. A
  // failure is forgotten: whoever asks again tries again. One that is in the way
  // is waited for: a second attempt would wait behind the first, unheard.
  var database;
  heard.database = function () {
    database = database || new Promise(openDatabase);
    database['catch'](function (error) {
      if (!error || error.name !== 'BlockedError') closed();
    });
    return database;
  };

  function closed() {
    database = null;
  }

  function openDatabase(found, failed) {
    if (!indexedDB) throw new DOMException('this browser has no IndexedDB', 'InvalidStateError');
    var request = indexedDB.open('heard', 5);
    request.onupgradeneeded = function (event) {
      upgrade(request.result, event.oldVersion, request.transaction);
    };
    request.onblocked = function () {
      failed(new DOMException('another tab holds an older version open', 'BlockedError'));
    };
    request.onerror = function () {
      failed(request.error);
    };
    request.onsuccess = function () {
      var opened = request.result;
      opened.onversionchange = function () {
        opened.close();
        closed();
      };
      database = Promise.resolve(opened);
      found(opened);
    };
  }

  // Each version adds to the one before; 0 is none.
  function upgrade(opened, from, change) {
    if (from < 1) ['journal', 'exported', 'meta'].forEach(function (name) {
      opened.createObjectStore(name);
    });
    if (from < 2) opened.createObjectStore('events', { autoIncrement: true });
    if (from < 3) sortByDay(change.objectStore('journal'));
    if (from < 4) {
      opened.createObjectStore('segments');
      opened.createObjectStore('catalog').createIndex('day', 'day');
    }
    if (from < 5) opened.createObjectStore('chain');
  }

  // Each response lies beside its day, by which it is deleted in time. One that
  // cannot be read has none, and stays.
  function sortByDay(journal) {
    journal.createIndex('day', 'day');
    journal.openCursor().onsuccess = function (event) {
      var cursor = event.target.result;
      if (!cursor) return;
      var response = { text: cursor.value };
      try {
        response.day = JSON.parse(cursor.value).plain.started_at.slice(0, 10);
      } catch (_) {}
      cursor.update(response);
      cursor['continue']();
    };
  }

  // Files on their way; each is handed over once.
  var files = {};
  heard.fetch = function (path) {
    var file = files[path] || fetch(path);
    delete files[path];
    return file;
  };

  heard.begin = function (path) {
    var file = (files[path] = fetch(path));
    file['catch'](function () {}); // whoever asks for the file sees it
    return file;
  };

  // The settings, or what will become them, name the other files. Whatever is
  // not as expected here, the kiosk sees for itself.
  heard.database().then(settings).then(JSON.parse).then(function (settings) {
    heard.begin('languages/' + settings.locales[0] + '.json');
    heard.begin('questionnaires/' + settings.questionnaire + '.json');
  })['catch'](function () {});

  function settings(opened) {
    return new Promise(function (found, failed) {
      var request = opened.transaction('meta').objectStore('meta').get('settings');
      request.onerror = failed;
      request.onsuccess = function () {
        found(request.result || provision());
      };
    });
  }

  function provision() {
    return heard.begin('provision.json').then(function (answer) {
      return answer.clone().text();
    });
  }
})();
