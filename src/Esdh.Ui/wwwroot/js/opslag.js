// Look-up while typing: a combobox with a list (ARIA 1.2), answers from the server at data-opslag.
// With data-gaa the choice is a page to go to (href), else a value to keep. What may become a personnummer is never asked for.
import { $, $$, el } from './dom.js';

let number = 0;

/** Makes a field look up; once for each. */
export function begin(box) {
  if ('klar' in box.dataset) return;
  box.dataset.klar = '';
  const goes = 'gaa' in box.dataset;
  const [input, hidden] = [$('input:not([type=hidden])', box), goes ? null : $('input[type=hidden]', box)];
  const id = `opslag-${number++}`;
  const list = el('ul', { class: 'opslag-liste', role: 'listbox', id, 'aria-label': box.dataset.navn });
  const live = el('span', { class: 'sr-only', role: 'status' });
  list.hidden = true;
  box.append(list, live);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id })) input.setAttribute(name, value);

  let hits = [];
  let at = -1;
  let timer;
  let asking;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (to) => {
    at = to;
    [...list.children].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)));
    if (at < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const choose = (hit) => {
    if (goes) return location.assign(hit.href);
    input.value = hit.tekst;
    hidden.value = hit.id;
    close();
    hidden.dispatchEvent(new Event('input', { bubbles: true }));
    hidden.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const ask = async () => {
    asking?.abort();
    const q = input.value.trim();
    if (q.length < 2 || /(^|\D)\d{2}[ .-]?\d{2}[ .-]?\d{2}[ -]*\d/.test(q)) return close();
    asking = new AbortController();
    try {
      const url = new URL(box.dataset.opslag, location.href);
      url.searchParams.set('q', q);
      const answer = await fetch(url, { headers: { Accept: 'application/json' }, signal: asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      hits = await answer.json();
    } catch (error) {
      if (error.name === 'AbortError') return;
      hits = [];
      live.textContent = 'Opslaget svarer ikke lige nu. Skriv teksten selv.';
      return close();
    }
    if (document.activeElement !== input) return;
    list.replaceChildren(...hits.map((hit, i) => {
      const li = el('li', { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false' }, hit.tekst, ...(hit.under ? [el('span', { class: 'under' }, hit.under)] : []));
      li.addEventListener('pointerdown', (e) => e.preventDefault());
      li.addEventListener('click', () => choose(hit));
      return li;
    }));
    live.textContent = hits.length ? `${hits.length} forslag. Vælg med piletasterne.` : 'Ingen forslag.';
    if (!hits.length) return close();
    at = -1;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  };

  input.addEventListener('input', () => {
    if (hidden) hidden.value = '';
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown' && list.hidden) {
      e.preventDefault();
      ask();
    } else if (list.hidden) return;
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      mark((at + (e.key === 'ArrowDown' ? 1 : -1) + hits.length + (at < 0 && e.key === 'ArrowUp' ? 1 : 0)) % hits.length);
    } else if (e.key === 'Enter' && at >= 0) {
      e.preventDefault();
      choose(hits[at]);
    } else if (e.key === 'Escape') {
      e.preventDefault();
      e.stopPropagation();
      close();
    }
  });
  input.addEventListener('blur', close);
}

$$('[data-opslag]').forEach(begin);
