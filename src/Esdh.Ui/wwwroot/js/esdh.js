// Small improvements. Every page works without them; here are keys, drag and drop, look-ups and previews.
import './genveje.js';
import './lister.js';
import './formularer.js';

document.documentElement.dataset.js = '';

const load = (selector, module) => document.querySelector(selector) && import(module);
load('[data-upload]', './upload.js');
load('[data-opslag]', './opslag.js');
load('form[data-delvis]', './delvis.js');
load('[data-pdf]', './pdf.js');
load('[data-mail]', './mail.js');
