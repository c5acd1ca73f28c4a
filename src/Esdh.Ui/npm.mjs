// Restores the npm packages of package-lock.json and copies what the pages use into wwwroot/lib. Called by the build
// (Esdh.Ui.csproj) when the lock has changed or the files are missing; safe when two builds run at once.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');
const target = join(here, 'wwwroot', 'lib');
const lock = join(here, 'obj', 'npm.lock');
const done = [join(target, 'dkfds', 'css', 'dkfds.min.css'), join(target, 'pdfjs', 'pdf.min.mjs')];
const sources = ['package-lock.json', 'package.json', 'npm.mjs'].map((f) => join(here, f));

const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const upToDate = () => Math.min(...done.map(time)) >= Math.max(...sources.map(time));

/** A folder can be made by one only: the others wait, but not for one whose process is gone. */
function acquire() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!alive()) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function alive() {
  try {
    return process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
  } catch (error) {
    // The holder may not have written its number yet: give it ten seconds.
    return error.code === 'ENOENT' && Date.now() - time(lock) < 10_000;
  }
}

function restore() {
  const answer = spawnSync('npm', ['ci', '--omit=optional'], { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  if (answer.status !== 0)
    throw new Error('"npm ci" failed in src/Esdh.Ui. The first build needs Node.js 20 or newer and an npm registry.');
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

/** DKFDS: the style sheet and the files that it names, fonts as woff and woff2 only. */
function dkfds(to) {
  const dist = join(packages, 'dkfds', 'dist');
  const css = readFileSync(join(dist, 'css', 'dkfds.min.css'), 'utf8');
  copy(join(dist, 'css', 'dkfds.min.css'), join(to, 'css', 'dkfds.min.css'));
  copy(join(packages, 'dkfds', 'LICENSE.md'), join(to, 'LICENSE.md'));
  for (const [, url] of css.matchAll(/url\("?(\.\.\/[^")?#]+)/g)) {
    const file = posix.join('css', url);
    if (/\.(woff2?|svg|png)$/.test(file) && existsSync(join(dist, file))) copy(join(dist, file), join(to, file));
  }
}

/** pdf.js: without WebAssembly, which a strict content security policy forbids; its JavaScript decoders take over. */
function pdfjs(to) {
  const root = join(packages, 'pdfjs-dist');
  for (const file of ['pdf.min.mjs', 'pdf.worker.min.mjs']) copy(join(root, 'build', file), join(to, file));
  for (const file of readdirSync(join(root, 'wasm')).filter((f) => f.endsWith('_nowasm_fallback.js') || f.startsWith('LICENSE')))
    copy(join(root, 'wasm', file), join(to, 'wasm', file));
  cpSync(join(root, 'standard_fonts'), join(to, 'standard_fonts'), { recursive: true });
  copy(join(root, 'LICENSE'), join(to, 'LICENSE'));
}

if (!upToDate()) {
  acquire();
  try {
    if (!upToDate()) {
      restore();
      const fresh = join(here, 'obj', 'npm-lib');
      rmSync(fresh, { recursive: true, force: true });
      dkfds(join(fresh, 'dkfds'));
      pdfjs(join(fresh, 'pdfjs'));
      rmSync(target, { recursive: true, force: true });
      mkdirSync(dirname(target), { recursive: true });
      renameSync(fresh, target);
      const now = new Date();
      done.forEach((file) => utimesSync(file, now, now));
    }
  } catch (error) {
    console.error(`npm.mjs : error : ${error.message}`);
    process.exitCode = 1;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
