// A mail's frame is as tall as the mail: it holds no script that could tell, but it is of our own origin.
import { $$ } from './dom.js';

for (const frame of $$('iframe[data-mail]')) {
  const fit = () => {
    const root = frame.contentDocument?.documentElement;
    if (root) frame.style.height = `${Math.min(root.scrollHeight + 8, 20000)}px`;
  };
  const begin = () => {
    fit();
    frame.contentDocument?.querySelectorAll('img').forEach((img) => img.addEventListener('load', fit));
  };
  frame.addEventListener('load', begin);
  if (frame.contentDocument?.readyState === 'complete') begin();
}
