// Makes a site of each peer, and one for the dashboard with all who can figure:
// `node bundle.mjs QUESTIONNAIRE FOLDER`.
//
// Like Heard's own build: one script and one style sheet, made small, named
// after their content so that a browser keeps them, with brotli copies beside
// them. The questionnaire is part of the script: no request of its own.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import * as sass from 'sass';
import * as bare from './peers/bare.mjs';
import * as enketo from './peers/enketo.mjs';
import * as formbricks from './peers/formbricks.mjs';
import * as surveyjs from './peers/surveyjs.mjs';
import { read } from './questions.mjs';

const PEERS = { bare, formbricks, surveyjs, enketo };
const HERE = import.meta.dirname;
const require = createRequire(import.meta.url);

// `import … from 'heard:data'` finds what the peer is to ask.
const questionnaire = (data) => ({
  name: 'questionnaire',
  setup(build) {
    build.onResolve({ filter: /^heard:data$/ }, () => ({ path: 'data', namespace: 'heard' }));
    build.onLoad({ filter: /.*/, namespace: 'heard' }, () => ({
      contents: JSON.stringify(data),
      loader: 'json',
    }));
  },
});

// Enketo's styles name other packages by where its own repository keeps them.
const ELSEWHERE = /^\/packages\/enketo-core\/(node_modules\/.*)$/;
const importer = {
  findFileUrl(url) {
    const [, inside] = ELSEWHERE.exec(url) ?? [];
    return inside ? pathToFileURL(join(HERE, inside)) : null;
  },
};

const styles = {
  name: 'sass',
  setup(build) {
    const options = { importers: [importer], logger: sass.Logger.silent };
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => ({
      contents: sass.compile(path, options).css,
      loader: 'css',
      resolveDir: dirname(path),
    }));
  },
};

// Enketo's services are named by its manifest; what it needs of a host
// application is what it brings itself.
const services = {
  name: 'enketo',
  setup(build) {
    const home = dirname(require.resolve('enketo-core/package.json'));
    const { browser } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    build.onResolve({ filter: /^enketo\// }, ({ path }) => ({
      path: require.resolve(join(home, browser[path])),
    }));
  },
};

async function bundle(name, data) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(HERE, `peers/${name}.page.js`)],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    target: 'chrome120',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
    logLevel: 'error',
    plugins: [questionnaire(data), styles, services],
  });
  return outputFiles;
}

function write(folder, file, contents) {
  writeFileSync(join(folder, file), contents);
  writeFileSync(join(folder, `${file}.br`), brotliCompressSync(contents));
}

function named(name, { path, contents }) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  return `${name}-${hash}.${path.split('.').at(-1)}`;
}

const page = (title, files, body) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${files.filter((file) => file.endsWith('.css')).map((file) => `<link rel="stylesheet" href="${file}">`).join('\n')}
${files.filter((file) => file.endsWith('.js')).map((file) => `<script src="${file}" defer></script>`).join('\n')}
</head>
<body>${body}</body>
</html>
`;

const [from, to] = process.argv.slice(2);
const asked = read(from);
for (const [name, peer] of Object.entries(PEERS)) {
  const folder = join(to, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const outputs = await bundle(name, peer.data(asked));
  const files = outputs.map((output) => [named(name, output), output.contents]);
  for (const [file, contents] of files) write(folder, file, contents);
  const html = page(asked.title, files.map(([file]) => file), peer.body(asked));
  write(folder, 'index.html', html);
}

// The dashboard's page and workers; Heard's own files come from its build.
const dashboard = join(to, 'dashboard');
rmSync(dashboard, { recursive: true, force: true });
mkdirSync(dashboard, { recursive: true });
const inWorkers = ['loop', 'crossfilter', 'arquero', 'csv'].map((name) => `${name}.worker.js`);
await esbuild.build({
  entryPoints: ['page.js', ...inWorkers].map((file) => join(HERE, 'dashboard', file)),
  bundle: true,
  minify: true,
  outdir: dashboard,
  target: 'chrome120',
  external: ['./analyst-page.js'],
  format: 'esm',
  logLevel: 'error',
});
const duck = dirname(require.resolve('@duckdb/duckdb-wasm'));
for (const file of ['duckdb-browser-eh.worker.js', 'duckdb-eh.wasm']) {
  copyFileSync(join(duck, file), join(dashboard, file));
}
writeFileSync(
  join(dashboard, 'index.html'),
  '<!doctype html><title>Dashboard</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
);
