// Runs in a page before the app and puts within reach what is otherwise out of
// it: the memory of each program, and what is written to the console.
const reach = { memories: [], written: [] };
globalThis.heardReach = reach;
for (const way of ['instantiate', 'instantiateStreaming']) {
  const instantiate = WebAssembly[way];
  WebAssembly[way] = async (...request) => {
    const made = await instantiate.apply(WebAssembly, request);
    const { exports } = made.instance ?? made;
    reach.memories.push(...Object.values(exports).filter((it) => it instanceof WebAssembly.Memory));
    return made;
  };
}
for (const way of ['log', 'info', 'warn', 'error', 'debug']) {
  const write = console[way];
  console[way] = (...words) => {
    reach.written.push(words.map(String).join(' '));
    write.apply(console, words);
  };
}
