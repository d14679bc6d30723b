// Where the analyst's worker begins: fetches its program and starts it. What it
// does is the program's, analyst/src/main.rs.
import start from './analyst.js';

start({ module_or_path: new URL('analyst_bg.wasm', import.meta.url) });
