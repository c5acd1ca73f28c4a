// Forms: ask before unsaved text is left (data-vaern), keep it in the tab should the server fail (data-bevar),
// and send once only. Drafts lie in sessionStorage, never passwords or files, and go when the act succeeds.
import { $, $$, el } from './dom.js';

const key = (form) => `kladde:${new URL(form.action, location.href).pathname}`;
const kept = 'input:not([type=password]):not([type=file]):not([type=hidden]), textarea, select';

let leaving = false;
const changed = new Set();

const values = (form) =>
  $$(kept, form)
    .filter((f) => f.name)
    .map((f) => [f.name, f.type === 'checkbox' || f.type === 'radio' ? [f.value, f.checked] : f.value]);

function save(form, sent = false) {
  try {
    sessionStorage.setItem(key(form), JSON.stringify({ sent, values: values(form) }));
  } catch {
    // A full or forbidden store: the text still stands on the page.
  }
}

function restore(form) {
  const stored = sessionStorage.getItem(key(form));
  if (!stored) return;
  const draft = JSON.parse(stored);
  // Sent, and a page came back that is no error: the server has it. Errors by field come back with the text in them.
  if (draft.sent && !$('.fejloversigt', form) && !draft.failed) return sessionStorage.removeItem(key(form));
  if ($('.fejloversigt', form)) return;
  const before = JSON.stringify(values(form));
  for (const field of $$(kept, form)) {
    if (field.type === 'checkbox' || field.type === 'radio') {
      const hit = draft.values.find(([name, v]) => name === field.name && v[0] === field.value);
      if (hit) field.checked = hit[1][1];
    } else {
      const hit = draft.values.findIndex(([name]) => name === field.name);
      if (hit >= 0) field.value = draft.values.splice(hit, 1)[0][1];
    }
  }
  if (JSON.stringify(values(form)) === before) return;
  const drop = el('button', { class: 'button button-tertiary button--taet', type: 'button' }, 'Kassér teksten');
  drop.addEventListener('click', () => {
    sessionStorage.removeItem(key(form));
    leaving = true;
    location.reload();
  });
  form.prepend(el('div', { class: 'alert alert-info', role: 'status' },
    el('p', { class: 'alert-heading' }, 'Din tekst fra før er hentet frem'),
    el('div', { class: 'alert-text' }, 'Den blev ikke gemt. ', drop)));
  changed.add(form);
}

// An error page keeps the drafts that were on their way; sign-in and sign-out clear all.
const failed = $('[data-fejl]');
for (const name of Object.keys(sessionStorage).filter((n) => n.startsWith('kladde:'))) {
  if ($('[data-ryd-kladder]')) sessionStorage.removeItem(name);
  else {
    const draft = JSON.parse(sessionStorage.getItem(name));
    if (draft.sent && failed) sessionStorage.setItem(name, JSON.stringify({ ...draft, failed: true }));
    else if (draft.sent && !draft.failed && !$$('form[data-bevar]').some((f) => key(f) === name)) sessionStorage.removeItem(name);
  }
}
$$('form[data-ryd]').forEach((f) => f.addEventListener('submit', () => sessionStorage.clear()));
$$('form[data-bevar]').forEach(restore);

document.addEventListener('input', (e) => {
  const form = e.target.form ?? (e.target instanceof HTMLFormElement ? e.target : null);
  if (!form) return;
  if (form.matches('[data-vaern]')) changed.add(form);
  if (form.matches('[data-bevar]')) save(form);
});

addEventListener('beforeunload', (e) => {
  if (!leaving && changed.size) e.preventDefault();
});

/** No connection: the text stays on the page, and we try again. */
function offline(form) {
  $('.offline', form)?.remove();
  const again = el('button', { class: 'button button-secondary button--taet', type: 'button' }, 'Prøv nu');
  const box = el('div', { class: 'alert alert-error offline', role: 'alert' },
    el('p', { class: 'alert-heading' }, 'Ingen forbindelse'),
    el('div', { class: 'alert-text' }, 'Det, du har skrevet, ligger her på siden. Vi sender det, når der er forbindelse igen. ', again));
  const send = () => {
    removeEventListener('online', send);
    box.remove();
    form.requestSubmit();
  };
  again.addEventListener('click', send);
  addEventListener('online', send, { once: true });
  form.prepend(box);
}

document.addEventListener('submit', (e) => {
  const form = e.target;
  if (e.defaultPrevented || form.method !== 'post' || form.matches('[data-upload]')) return;
  if (!navigator.onLine && form.matches('[data-bevar]')) {
    e.preventDefault();
    offline(form);
    return;
  }
  // A double click sends once.
  if (form.dataset.sendt) {
    e.preventDefault();
    return;
  }
  form.dataset.sendt = '';
  setTimeout(() => delete form.dataset.sendt, 5000);
  if (form.matches('[data-bevar]')) save(form, true);
  leaving = true;
});
addEventListener('pageshow', () => {
  leaving = false;
  $$('form[data-sendt]').forEach((f) => delete f.dataset.sendt);
});
