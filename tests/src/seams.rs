//! Where tests take hold of the browser: each is a script that runs in the
//! page before the app and changes one of the browser's own parts.

/// Lets time pass: `later(ms)` puts the clock that never jumps forward.
pub const CLOCK: &str = r"
    const real = performance.now.bind(performance);
    let extra = 0;
    performance.now = () => real() + extra;
    globalThis.later = ms => { extra += ms; };
";

/// A clock that stands still while a test looks at a screen, however long that
/// takes; `later(ms)` puts it forward.
pub const STILL_CLOCK: &str = r"
    let now = performance.now();
    performance.now = () => now;
    globalThis.later = ms => { now += ms; };
";

/// Lets days pass: `pass(ms)` puts the clock that people set forward, in this
/// page and those that come after it.
pub const CALENDAR: &str = r"
    const Real = Date;
    const passed = () => Number(sessionStorage.passed ?? 0);
    globalThis.Date = class extends Real {
        constructor(...moment) {
            if (moment.length) super(...moment); else super(Real.now() + passed());
        }
        static now() { return Real.now() + passed(); }
    };
    globalThis.pass = ms => { sessionStorage.passed = passed() + ms; };
";

/// With [`CALENDAR`]: an hour passes.
pub const AN_HOUR: &str = "pass(3600000)";

/// With [`CALENDAR`]: a day passes.
pub const A_DAY: &str = "pass(86400000)";

/// Holds back the news that a transaction is on disk: while `holding`, what
/// waits for it is kept in `held`; `release()` lets it go.
pub const DISK_NEWS: &str = r"
    const property = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
    globalThis.holding = false;
    globalThis.held = [];
    globalThis.release = () => { holding = false; held.splice(0).forEach(tell => tell()); };
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
        ...property,
        set(handler) {
            property.set.call(this, handler && (event => {
                const tell = () => handler.call(this, event);
                const isResponse = this.mode === 'readwrite' && this.objectStoreNames.contains('journal');
                if (holding && isResponse) held.push(tell); else tell();
            }));
        },
    });
";

/// Notes the durability every writing transaction was given, in `durabilities`.
pub const DURABILITIES: &str = r"
    const begin = IDBDatabase.prototype.transaction;
    globalThis.durabilities = [];
    IDBDatabase.prototype.transaction = function (...request) {
        const transaction = begin.apply(this, request);
        if (transaction.mode === 'readwrite') durabilities.push(transaction.durability);
        return transaction;
    };
";

/// A storage that can break: while `broken` is `'throws'`, writing throws;
/// while it is `'aborts'`, a transaction that writes comes to nothing.
pub const STORAGE: &str = r"
    const put = IDBObjectStore.prototype.put;
    globalThis.broken = null;
    globalThis.refused = 0;
    IDBObjectStore.prototype.put = function (...request) {
        if (broken) refused += 1;
        if (broken === 'throws') throw new DOMException('injected', 'UnknownError');
        const answer = put.apply(this, request);
        if (broken === 'aborts') this.transaction.abort();
        return answer;
    };
";
