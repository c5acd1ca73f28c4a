// The program that was asked for is opened once, when the page has come. Without script the link beside it does.
import { $ } from './dom.js';

const link = $('[data-aabn]');
const address = new URL(location.href);
if (link && address.searchParams.has('aabn')) {
  address.searchParams.delete('aabn');
  history.replaceState(history.state, '', address); // not once more when the page is loaded anew
  location.href = link.href;
}
