// A form that changes its own shape (data-delvis): another template, one more row. Without script the button sends the form and the page
// comes back; here the same page is asked for and only the form is taken from it. What is typed meanwhile stays.
// Buttons with data-delvis do so ("sidste-part" goes to the new row); data-delvis-ved names radio buttons that press theirs by being chosen.
import { $, $$ } from './dom.js';
import { begin } from './opslag.js';

const ticked = (field) => field.type === 'checkbox' || field.type === 'radio';
const key = (field) => (ticked(field) ? `${field.name}=${field.value}` : field.name); // ids are made anew on each page
const fields = (form) => $$('input:not([type=hidden], [type=submit]), textarea, select', form);
const state = (form) => new Map(fields(form).map((f) => [key(f), ticked(f) ? f.checked : f.value]));

let asking;

async function reshape(form, button, toNewRow) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const before = state(form);
  const rows = $$('fieldset', form).length;
  form.setAttribute('aria-busy', 'true');
  let page;
  try {
    const body = new URLSearchParams(new FormData(form));
    body.append(button.name, button.value);
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' }, signal });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch (error) {
    if (error.name === 'AbortError') return;
    form.removeAttribute('aria-busy');
    form.requestSubmit(button); // as without script: the page says what is wrong
    return;
  }
  const fresh = $$('form[data-delvis]', page).find((f) => f.getAttribute('action') === form.getAttribute('action'));
  if (!fresh) return form.requestSubmit(button);
  const now = state(form);
  const focused = document.activeElement;
  const focus = focused?.name ? key(focused) : null;
  form.replaceChildren(...document.importNode(fresh, true).childNodes);
  form.removeAttribute('aria-busy');
  for (const field of fields(form)) {
    if (!now.has(key(field)) || now.get(key(field)) === before.get(key(field))) continue;
    if (ticked(field)) field.checked = now.get(key(field));
    else field.value = now.get(key(field));
  }
  $$('[data-opslag]', form).forEach(begin);
  if (toNewRow && $$('fieldset', form).length > rows) $$('.partsraekke', form).at(-1)?.querySelector('input:not([type=hidden])')?.focus();
  else (fields(form).find((f) => key(f) === focus) ?? $('#tilfoej-part', form))?.focus();
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

document.addEventListener('click', (e) => {
  const button = e.target.closest('button[data-delvis]');
  if (!button?.form?.matches('form[data-delvis]')) return;
  e.preventDefault();
  reshape(button.form, button, button.dataset.delvis === 'sidste-part');
});
document.addEventListener('change', (e) => {
  const form = e.target.form;
  if (e.target.type !== 'radio' || !form?.matches('form[data-delvis]')) return;
  const button = $(`button[data-delvis-ved="${e.target.name}"]`, form);
  if (button) reshape(form, button, false);
});
document.addEventListener('submit', () => asking?.abort());
