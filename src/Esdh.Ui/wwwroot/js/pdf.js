// Shows a PDF on a canvas with a text layer above it, so that text can be marked, copied and read aloud.
// No WebAssembly and no eval: the security policy allows neither. When anything fails, the link in the page stands.
import { $, $$, el } from './dom.js';

const lib = new URL('../lib/pdfjs/', import.meta.url);

async function show(box, fallback) {
  const pdfjs = await import(new URL('pdf.min.mjs', lib).href);
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdf.worker.min.mjs', lib).href;
  const task = pdfjs.getDocument({
    url: new URL(box.dataset.pdf, location.href).href,
    standardFontDataUrl: new URL('standard_fonts/', lib).href,
    wasmUrl: new URL('wasm/', lib).href,
    useWasm: false,
    enableXfa: false,
    isEvalSupported: false,
  });
  const file = await task.promise;
  const tools = $('[data-pdf-styring]', box.parentElement);
  let number = 1;
  let zoom = 1;
  let turn = 0;

  const draw = async () => {
    const mine = ++turn;
    const page = await file.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const room = Math.max(200, box.clientWidth - 32);
    const viewport = page.getViewport({ scale: (zoom * Math.min(room, 900)) / natural.width });
    const sharp = Math.min(window.devicePixelRatio || 1, 2);
    const canvas = el('canvas', { width: Math.floor(viewport.width * sharp), height: Math.floor(viewport.height * sharp), 'aria-hidden': 'true' });
    canvas.style.width = `${viewport.width}px`;
    canvas.style.height = `${viewport.height}px`;
    await page.render({ canvas, viewport, transform: sharp === 1 ? null : [sharp, 0, 0, sharp, 0, 0] }).promise;
    if (mine !== turn) return;
    const text = el('div', { class: 'pdf-tekst' });
    const side = el('div', { class: 'pdf-side' }, canvas, text);
    side.style.setProperty('--total-scale-factor', viewport.scale);
    side.style.setProperty('--scale-factor', viewport.scale);
    box.replaceChildren(side);
    await new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render();
    if (!tools) return;
    tools.hidden = false;
    $('[data-pdf-tal]', tools).textContent = `Side ${number} af ${file.numPages}`;
    for (const b of $$('[data-pdf-side]', tools)) b.disabled = number + Number(b.dataset.pdfSide) < 1 || number + Number(b.dataset.pdfSide) > file.numPages;
  };
  const again = () => draw().catch(() => box.replaceChildren(...fallback));

  for (const b of $$('[data-pdf-side]', tools ?? box))
    b.addEventListener('click', () => {
      number += Number(b.dataset.pdfSide);
      box.scrollTop = 0;
      again();
    });
  for (const b of $$('[data-pdf-zoom]', tools ?? box))
    b.addEventListener('click', () => {
      zoom = Math.min(4, Math.max(0.5, zoom * Number(b.dataset.pdfZoom)));
      again();
    });
  box.addEventListener('keydown', (e) => {
    const step = { PageDown: 1, PageUp: -1 }[e.key];
    if (!step || number + step < 1 || number + step > file.numPages) return;
    e.preventDefault();
    number += step;
    again();
  });
  await draw();
}

// What the server makes in the background is waited for, ever more slowly, as long as the page is there.
async function ready(box) {
  for (let wait = 700; box.dataset.pdfStand; wait = Math.min(wait * 1.3, 5000)) {
    const answer = await fetch(box.dataset.pdfStand, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { klar, grund } = await answer.json();
    if (grund) {
      box.replaceChildren(el('p', { class: 'pdf-besked', role: 'status' }, grund));
      return false;
    }
    if (klar) break;
    await new Promise((done) => setTimeout(done, wait));
  }
  return true;
}

// An Office file is made into a PDF the first time somebody looks: the place is kept, and the page says that it is on its way.
for (const box of $$('[data-pdf]')) {
  const fallback = [...box.childNodes];
  box.setAttribute('aria-busy', 'true');
  box.classList.add('fremvisning-krop--henter');
  box.replaceChildren(el('p', { role: 'status' }, box.dataset.pdfStand ? 'Forhåndsvisningen dannes. Den viser sig her om lidt …' : 'Henter dokumentet …'));
  ready(box)
    .then((there) => there && show(box, fallback))
    .catch((error) => {
      box.replaceChildren(...fallback);
      console.warn('PDF-filen kan ikke vises:', error?.name ?? error);
    })
    .finally(() => {
      box.removeAttribute('aria-busy');
      box.classList.remove('fremvisning-krop--henter');
    });
}
