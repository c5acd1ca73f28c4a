// Phrases where one writes: a button below the field, or // typed in it, opens a list that is found by words and put in at the caret.
// The server knows the case from the page's address and puts its values in the phrase's fields.
import { $$, el } from './dom.js';

let number = 0;

function begin(area) {
  const id = `fraser-${number++}`;
  const button = el('button', { type: 'button', class: 'button button-tertiary button--taet', 'aria-expanded': 'false', 'aria-controls': id }, 'Indsæt frase');
  const input = el('input', { type: 'search', class: 'form-input form-input--taet', role: 'combobox', 'aria-label': 'Find en frase', 'aria-autocomplete': 'list', 'aria-expanded': 'true', 'aria-controls': `${id}-liste`, autocomplete: 'off', maxlength: '100' });
  const list = el('ul', { class: 'opslag-liste fraser-liste', role: 'listbox', id: `${id}-liste`, 'aria-label': 'Fraser' });
  const live = el('span', { class: 'sr-only', role: 'status' });
  const panel = el('div', { class: 'fraser', id }, input, list, live);
  panel.hidden = true;
  area.after(el('div', { class: 'ikke-print' }, button, panel));

  let hits = [];
  let at = -1;
  let asking;
  let timer;
  let caret = [0, 0];

  const mark = (to) => {
    at = to;
    [...list.children].forEach((li, i) => li.setAttribute('aria-selected', String(i === at)));
    if (at < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const close = (back = true) => {
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    asking?.abort();
    if (back) area.focus();
  };
  const choose = (hit) => {
    close();
    area.setRangeText(hit.indhold, caret[0], caret[1], 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const url = new URL('/opslag/fraser', location.href);
      url.searchParams.set('q', input.value.trim());
      url.searchParams.set('sti', location.pathname);
      const answer = await fetch(url, { headers: { Accept: 'application/json' }, signal: asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      hits = await answer.json();
      live.textContent = hits.length === 0 ? 'Ingen fraser' : `${hits.length} fraser`;
    } catch (error) {
      if (error.name === 'AbortError') return;
      hits = [];
      live.textContent = 'Fraserne kan ikke hentes lige nu.';
    }
    list.replaceChildren(...hits.map((hit, i) => {
      const li = el('li', { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false' }, el('strong', {}, hit.tekst), el('span', { class: 'under' }, hit.indhold.length > 140 ? `${hit.indhold.slice(0, 139)}…` : hit.indhold));
      li.addEventListener('mousedown', (e) => { e.preventDefault(); choose(hit); });
      return li;
    }));
    if (hits.length === 0) list.append(el('li', { class: 'daempet', role: 'option', 'aria-disabled': 'true', id: `${id}-ingen` }, live.textContent));
    mark(hits.length > 0 ? 0 : -1);
  };
  const open = () => {
    caret = [area.selectionStart, area.selectionEnd];
    input.value = '';
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    input.focus();
    ask();
  };

  button.addEventListener('click', () => (panel.hidden ? open() : close()));
  area.addEventListener('input', (e) => {
    const [before, end] = [area.value.slice(0, area.selectionStart), area.selectionStart];
    if (e.data !== '/' || !/(^|\s)\/\/$/.test(before)) return;
    area.setRangeText('', end - 2, end, 'end');
    open();
  });
  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); close(); }
    else if (e.key === 'ArrowDown' && hits.length > 0) { e.preventDefault(); mark((at + 1) % hits.length); }
    else if (e.key === 'ArrowUp' && hits.length > 0) { e.preventDefault(); mark((at - 1 + hits.length) % hits.length); }
    else if (e.key === 'Enter') { e.preventDefault(); if (at >= 0) choose(hits[at]); }
  });
  panel.addEventListener('focusout', (e) => { if (!panel.contains(e.relatedTarget) && e.relatedTarget !== button && e.relatedTarget) close(false); });
}

for (const area of $$('textarea[data-fraser]')) begin(area);
