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

// A page that came back with errors begins at the list of them.
$('[data-fokus]')?.focus();
