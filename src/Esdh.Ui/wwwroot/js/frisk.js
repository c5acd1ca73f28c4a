// A page that follows work (data-frisk="seconds"): it is asked for again, and only what stands in main is put in place of what was.
// Where one is, in focus and scroll, stays. A form that one is writing in is left alone. It ends when the answer follows no more.
import { $, $$ } from './dom.js';

const name = (e) => e && (e.id || e.getAttribute('href') || e.form?.getAttribute('action') || e.name);

async function follow(seconds) {
  await new Promise((r) => setTimeout(r, seconds * 1000));
  const main = $('main');
  if (document.hidden || main.contains(document.activeElement?.closest('textarea, input:not([type=hidden]), select'))) return follow(seconds);
  let page;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return location.reload();
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return follow(seconds * 2);
  }
  const focused = main.contains(document.activeElement) ? name(document.activeElement) : null;
  main.replaceChildren(...document.importNode($('main', page), true).childNodes);
  document.title = page.title;
  if (focused) ($$('a, button', main).find((e) => name(e) === focused) ?? $('h1', main))?.focus({ preventScroll: true });
  const next = $('[data-frisk]', main);
  if (next) follow(Number(next.dataset.frisk));
  else {
    const head = $('h1', main);
    head.tabIndex = -1;
    if (!focused) return;
    head.focus({ preventScroll: true });
  }
}

follow(Number($('[data-frisk]').dataset.frisk));
