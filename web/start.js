// Follows the kiosk's glue in the page's one module script: starts the kiosk
// and knows how to fetch the console, which is loaded when staff ask for it.
start: {
  const heard = globalThis.heard;
  if (!heard) {
    // The boot script was refused: the page's own words are all there is.
    const box = document.getElementById('trouble');
    document.body.replaceChildren(box);
    box.querySelector('button').onclick = () => location.reload();
    box.hidden = false;
    break start;
  }
  let opening;

  const PATIENCE = 20000; // ms; then staff are told rather than left waiting

  // Fetches and starts the console once; a failed attempt may be repeated.
  heard.openConsole = () => {
    opening ??= Promise.race([openConsole(), outOfPatience()]).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const openConsole = async () => {
    heard.begin(`languages/console/${document.documentElement.lang}.json`);
    await heard.rest();
    const { script, wasm, style } = heard.files.console;
    // The browser checks the script against the page's import map.
    const [program] = await Promise.all([import(script.url), style && addStyle(style)]);
    if (!opening) return; // too late: staff were told already
    // It says itself when its page is there, or what it lacks.
    await new Promise((resolve, reject) => {
      heard.opened = (lacking) => (lacking ? reject(new Error(lacking)) : resolve());
      program.default({ module_or_path: fetch(wasm.url, { integrity: wasm.integrity }) }).catch(reject);
    });
  };

  // The page's side of the analyst, a new one.
  heard.analyst = async () => {
    const { Analyst } = await import('./analyst-page.js');
    return new Analyst();
  };

  const outOfPatience = () =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('no answer from the server')), PATIENCE);
    });

  const addStyle = (file) =>
    new Promise((resolve, reject) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = file.url;
      link.integrity = file.integrity;
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        reject(new Error(`${file.url} could not be loaded`));
      };
      document.head.append(link);
    });

  if (!heard.unsupported) {
    __wbg_init({ module_or_path: heard.download }).catch(heard.trouble);
    delete heard.download;
  }
}
