export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** An element with attributes and children; text is never read as markup. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** A status: word, shape, colour. */
export function status(text, colour, shape) {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 12 12');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#f-${shape}`);
  icon.append(use);
  return el('span', { class: `status status--${colour}` }, icon, el('span', {}, text));
}

export const bytes = (n) =>
  n < 1024 ? `${n} byte` : n < 1_048_576 ? `${Math.round(n / 1024)} KB` : `${(n / 1_048_576).toLocaleString('da-DK', { maximumFractionDigits: 1 })} MB`;
