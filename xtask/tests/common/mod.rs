//! Finished files to test with: a small app as trunk would stage it, finished
//! with the project's own scripts and templates.

#![expect(clippy::unwrap_used, reason = "a test may stop where it cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

use xtask::finish::{self, Job};

/// A page as trunk stages it.
const PAGE: &str = r#"<!doctype html>
<html lang="en" data-version="%VERSION%">
  <head>
    <meta charset="utf-8">
    <!-- heard:policy -->
    <link rel="icon" href="icons/heard.svg" type="image/svg+xml">
    <link rel="stylesheet" href="./kiosk-0a1b.css" integrity="sha384-x"/>
<script type="module">
import init, * as bindings from './kiosk-0a1b.js';
</script>
    <!-- heard:start -->
  <link rel="modulepreload" href="./kiosk-0a1b.js" crossorigin="anonymous" integrity="sha384-x"><link rel="preload" href="./kiosk-0a1b_bg.wasm" as="fetch"></head>
  <body>
    <div id="kiosk"></div>
    <div class="late">
      <p lang="en">Please try again.</p>
    </div>
    <button data-act="retry">Try again</button>
  </body>
</html>
"#;

const FILES: [(&str, &str); 10] = [
    ("index.html", PAGE),
    ("kiosk-0a1b.css", "/* colours */\nbody { color: #123456 }\n"),
    ("kiosk-0a1b.js", "let wasm;\nexport { __wbg_init as default };\n"),
    ("kiosk-0a1b_bg.wasm", "kiosk program, kiosk program, kiosk program"),
    ("console.js", "export default function start() {}\n"),
    ("console_bg.wasm", "console program"),
    ("console.css", "table { width: 100% }\n"),
    ("rest.css", "p { margin: 0 }\n"),
    ("questionnaires/counter.json", "{}"),
    ("icons/heard.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
];

/// The folder of one test.
pub struct Fixture {
    /// The files, finished or not.
    pub dist: PathBuf,
    /// The server configuration.
    pub server: PathBuf,
}

impl Fixture {
    /// The staged app, in a folder named after the test.
    pub fn staged(test: &str) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&home);
        let fixture = Self { dist: home.join("dist"), server: home.join("dist-server") };
        for (path, content) in FILES {
            fixture.write(path, content);
        }
        fixture
    }

    /// The finished app.
    pub fn finished(test: &str) -> Self {
        let fixture = Self::staged(test);
        fixture.finish().unwrap();
        fixture
    }

    /// Runs the hook on it.
    pub fn finish(&self) -> Result<(), xtask::failure::Failure> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        finish::run(&Job {
            stage: &self.dist,
            web: &root.join("web"),
            deploy: &root.join("deploy"),
            server: &self.server,
            wasm_opt: None,
        })
    }

    /// Writes a file of the app.
    pub fn write(&self, path: &str, content: &str) {
        let file = self.dist.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// A file's text.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dist.join(path)).unwrap()
    }
}
