// Small improvements. Every page works without them; here are keys, drag and drop, look-ups and previews.
import './genveje.js';
import './lister.js';
import './formularer.js';

document.documentElement.dataset.js = '';

// The tab one is on is seen, also where the row of tabs is wider than the screen. The letters decide how wide it is.
document.fonts.ready.then(() => {
  for (const tab of document.querySelectorAll('.tab-list [aria-current]')) {
    const list = tab.closest('.tab-list');
    const [t, l] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
    if (t.right > l.right) list.scrollLeft += t.left - l.left - 48;
  }
});

const load = (selector, module) => document.querySelector(selector) && import(module);
load('[data-upload]', './upload.js');
load('[data-opslag]', './opslag.js');
load('textarea[data-fraser]', './fraser.js');
load('form[data-delvis]', './delvis.js');
load('[data-pdf]', './pdf.js');
load('[data-mail]', './mail.js');
load('[data-aabn]', './aabn.js');
load('[data-frisk]', './frisk.js');
