// Menus, tables, filters and copying.
import { $, $$ } from './dom.js';

if (matchMedia('(max-width: 47.99em)').matches) $$('details[data-smal-lukket]').forEach((d) => (d.open = false));

document.addEventListener('click', (e) => $$('details.menu[open]').forEach((d) => d.contains(e.target) || (d.open = false)));
document.addEventListener('keydown', (e) => {
  if (e.key !== 'Escape') return;
  const menu = document.activeElement?.closest('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  $('summary', menu).focus();
});

// What was ticked is ticked still when one goes back to the list with the browser's own button.
const chosen = `valgt ${location.pathname}${location.search}`;
const boxes = () => $$('.masse .vaelg input, .massebjaelke input[type=checkbox]');
if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward') {
  const kept = JSON.parse(sessionStorage.getItem(chosen) ?? '[]');
  boxes().forEach((b) => (b.checked ||= kept.includes(`${b.name} ${b.value}`)));
}
document.addEventListener('submit', (e) => {
  if (!e.target.matches('.masse')) return;
  sessionStorage.setItem(chosen, JSON.stringify(boxes().filter((b) => b.checked).map((b) => `${b.name} ${b.value}`)));
});

for (const all of $$('[data-vaelg-alle]')) {
  const boxes = $$('tbody .vaelg input', all.closest('table'));
  const show = () => {
    const chosen = boxes.filter((b) => b.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  all.addEventListener('change', () => boxes.forEach((b) => (b.checked = all.checked)));
  boxes.forEach((b) => b.addEventListener('change', show));
  show();
}

for (const button of $$('[data-kopier]'))
  button.addEventListener('click', async () => {
    const before = button.getAttribute('aria-label');
    try {
      await navigator.clipboard.writeText(button.dataset.kopier);
      button.setAttribute('aria-label', 'Kopieret');
    } catch {
      button.setAttribute('aria-label', 'Kunne ikke kopieres');
    }
    setTimeout(() => button.setAttribute('aria-label', before ?? 'Kopiér'), 2000);
  });

// Where the keyboard goes on after an act: at what went wrong; else, when the act was a row's in a list, at the row that took its
// place, with the answer in sight; else at the answer.
const lists = 'tbody, .linjer, .hits';
const row = (element) => element.closest(lists) && $$(':scope > *', element.closest(lists)).find((r) => r.contains(element));
const link = (r) => r && $('a.tabel-titel, a.linje-titel, a, button', r);

document.addEventListener('submit', (e) => {
  const from = e.target.method === 'post' && row(e.target);
  if (!from) return sessionStorage.removeItem('fokus');
  const list = from.closest(lists);
  sessionStorage.setItem('fokus', JSON.stringify({ path: location.pathname, list: $$(lists).indexOf(list), row: [...list.children].indexOf(from) }));
});

const answer = $('[data-fokus]');
const before = JSON.parse(sessionStorage.getItem('fokus') ?? 'null');
sessionStorage.removeItem('fokus');
if (answer && !$('[autofocus]')) {
  const list = before?.path === location.pathname && answer.closest('.flash--ok') ? $$(lists)[before.list] : null;
  const next = list && link(list.children[Math.min(before.row, list.children.length - 1)]);
  if (next) {
    answer.id ||= 'svar';
    next.setAttribute('aria-describedby', answer.id);
    answer.closest('.flash').classList.add('flash--fast');
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'center' });
  } else answer.focus();
}
