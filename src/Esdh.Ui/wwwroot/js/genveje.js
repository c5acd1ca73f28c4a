// Keys (see README). Single keys never act in fields and can be switched off per user: <html data-genveje="fra">.
import { $, $$ } from './dom.js';

const writes = (e) => e.target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
const go = { d: '/', i: '/journal/mangler', s: '/sager' };
let first = '';

const rows = () => $$('tbody tr:has(a.tabel-titel), .hits > li, .post > li, .linjer > li:has(a.linje-titel)').filter((r) => r.offsetParent);
const link = (row) => $('a.tabel-titel, a.linje-titel, h3 a, a', row);

function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((r) => r.contains(document.activeElement));
  const next = link(all[Math.min(all.length - 1, Math.max(0, now + step))]);
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

// X chooses the row one is at; Shift+X all from the one chosen last to here.
let last;
function choose(range) {
  const here = rows().find((r) => r.contains(document.activeElement));
  const box = here && $('.vaelg input', here);
  if (!box) return;
  if (range && last?.isConnected) {
    const all = rows();
    const [from, to] = [all.indexOf(last), all.indexOf(here)].sort((a, b) => a - b);
    for (const b of all.slice(from, to + 1).map((r) => $('.vaelg input', r))) if (b && !b.checked) b.click();
  } else box.click();
  last = here;
}

const acts = {
  '/': () => {
    const field = $('#top-q') ?? $('input[type=search]');
    field?.focus();
    field?.select();
  },
  '?': () => $('#genveje')?.togglePopover(),
  n: () => $('.top-ny')?.click(),
  j: () => move(1),
  k: () => move(-1),
  x: (e) => choose(e.shiftKey),
  a: (e) => e.shiftKey && $('[data-vaelg-alle]')?.click(),
};

document.addEventListener('keydown', (e) => {
  if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
    const form = e.target.closest?.('form') ?? $('.rude-form');
    if (form?.matches('.rude-form, [data-ctrl-enter]')) {
      e.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || writes(e) || document.documentElement.dataset.genveje === 'fra') return;
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  if (first === 'g' && go[key]) {
    first = '';
    location.assign(go[key]);
    return;
  }
  first = key === 'g' ? 'g' : '';
  if (acts[key]) {
    e.preventDefault();
    acts[key](e);
  }
});
