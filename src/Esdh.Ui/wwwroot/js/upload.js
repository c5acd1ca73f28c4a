// Files are sent one by one to the form's own address, two at a time, each with its own progress and its own sentence.
import { $, $$, el, status, bytes } from './dom.js';

function begin(form) {
  const field = $('input[type=file]', form);
  const box = form.nextElementSibling?.matches('[data-upload-liste]') ? form.nextElementSibling : $('[data-upload-liste]');
  const list = $('ul', box);
  const most = Number(form.dataset.maks) || Infinity;
  const queue = [];
  const all = [];
  let running = 0;

  const summary = () => {
    const done = all.filter((f) => f.state === 'done').length;
    const refused = all.filter((f) => f.state === 'refused').length;
    const sent = all.reduce((sum, f) => sum + f.sent, 0);
    const total = all.reduce((sum, f) => sum + f.file.size, 0);
    $('[data-antal]', box).textContent = all.length;
    $('[data-samlet]', box).textContent = `${done} af ${all.length} færdige, ${bytes(sent)} af ${bytes(total)}${refused ? `, ${refused} afvist` : ''}`;
    if (!running && !queue.length && all.length && done === all.length) {
      sessionStorage.setItem('lagt-ind', done === 1 ? `»${all[0].file.name}« er lagt ind.` : `${done} filer er lagt ind.`);
      location.reload();
    }
  };

  const remove = (item) => {
    all.splice(all.indexOf(item), 1);
    item.row.remove();
    box.hidden = !all.length;
    summary();
  };

  const button = (text, act) => {
    const b = el('button', { class: 'button button-tertiary button--taet', type: 'button' }, text);
    b.addEventListener('click', act);
    return b;
  };

  const refuse = (item, sentence) => {
    item.state = 'refused';
    item.sent = 0;
    item.right.replaceChildren(status('Afvist', 'roed', 'ottekant'));
    item.line.replaceChildren(el('span', { role: 'alert' }, sentence), button('Fjern', () => remove(item)));
  };

  const send = (item) => {
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    data.delete(field.name);
    data.append(field.name, item.file, item.file.name);
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    const bar = el('progress', { class: 'fremdrift', max: 100, value: 0, 'aria-label': item.file.name });
    const text = el('span', {}, 'Begynder');
    item.line.replaceChildren(bar, text);
    item.right.replaceChildren(button('Stop', () => request.abort()));
    request.upload.addEventListener('progress', (e) => {
      if (!e.lengthComputable) return;
      item.sent = Math.min(e.loaded, item.file.size);
      bar.value = (100 * e.loaded) / e.total;
      text.textContent = e.loaded < e.total ? `${Math.floor(bar.value)} % af ${bytes(item.file.size)}` : 'Gemmes';
      summary();
    });
    request.addEventListener('load', () => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // A page rather than JSON; the status tells enough.
      }
      if (request.status >= 200 && request.status < 300 && !(request.responseURL && new URL(request.responseURL).pathname === '/logon')) {
        item.state = 'done';
        item.sent = item.file.size;
        bar.value = 100;
        bar.classList.add('fremdrift--groen');
        text.textContent = bytes(item.file.size);
        item.right.replaceChildren(status(answer?.tekst ?? 'Lagt ind', 'groen', 'flueben'));
      } else if (request.status === 413) refuse(item, answer?.detail ?? tooBig(item.file));
      else if (request.status === 401 || request.status < 300) refuse(item, 'Du er logget af. Log på igen, og læg filen ind på ny.');
      else refuse(item, answer?.detail ?? answer?.title ?? `Serveren svarede ${request.status}. Filen er ikke lagt ind. Prøv igen.`);
    });
    request.addEventListener('error', () => {
      refuse(item, 'Forbindelsen blev afbrudt. Filen er ikke lagt ind.');
      item.line.append(button('Prøv igen', () => start(item)));
    });
    request.addEventListener('abort', () => refuse(item, 'Stoppet. Filen er ikke lagt ind.'));
    request.addEventListener('loadend', () => {
      running--;
      next();
      summary();
    });
    running++;
    request.send(data);
  };

  const next = () => {
    while (running < 2 && queue.length) send(queue.shift());
  };
  const start = (item) => {
    item.state = 'waiting';
    queue.push(item);
    next();
    summary();
  };
  const tooBig = (file) => `Filen fylder ${bytes(file.size)}. Grænsen er ${bytes(most)}. Pak den ud, eller del den, og læg delene ind enkeltvis.`;

  const add = (chosen) => {
    const files = field.multiple ? chosen : chosen.slice(0, 1);
    if (!files.length) return;
    box.hidden = false;
    for (const file of files) {
      const kind = /\.([^.]+)$/.exec(file.name)?.[1].slice(0, 4).toUpperCase() ?? 'FIL';
      const right = el('span', {}, el('span', { class: 'daempet lille' }, 'Venter'));
      const line = el('span', { class: 'fremdrift-linje' });
      const row = el('li', {}, el('span', { class: 'fil' }, kind), el('span', { class: 'navn', title: file.name }, file.name), right, line);
      const item = { file, row, right, line, sent: 0, state: 'waiting' };
      all.push(item);
      list.append(row);
      if (file.size === 0) refuse(item, 'Filen er tom. Der er ikke noget at lægge ind.');
      else if (file.size > most) refuse(item, tooBig(file));
      else queue.push(item);
    }
    next();
    summary();
  };

  field.addEventListener('change', () => {
    add([...field.files]);
    field.value = '';
  });
  ['dragenter', 'dragover'].forEach((type) =>
    form.addEventListener(type, (e) => {
      e.preventDefault();
      form.classList.add('er-over');
    }));
  ['dragleave', 'drop'].forEach((type) => form.addEventListener(type, () => form.classList.remove('er-over')));
  form.addEventListener('drop', (e) => {
    e.preventDefault();
    // A folder has no type and no size that can be sent.
    const files = [...e.dataTransfer.items].map((i) => (i.webkitGetAsEntry?.()?.isDirectory ? null : i.getAsFile())).filter(Boolean);
    add(files);
  });
  form.addEventListener('submit', (e) => {
    e.preventDefault();
    add([...field.files]);
    field.value = '';
  });
  addEventListener('beforeunload', (e) => {
    if (running || queue.length) e.preventDefault();
  });
}

// A file that misses the field must not replace the page.
['dragover', 'drop'].forEach((type) => addEventListener(type, (e) => e.dataTransfer?.types.includes('Files') && e.preventDefault()));
$$('[data-upload]').forEach(begin);

// After the page has been loaded anew it says what was laid in, and the keyboard goes on from there.
const laid = sessionStorage.getItem('lagt-ind');
sessionStorage.removeItem('lagt-ind');
if (laid && $('[data-upload]')) {
  const icon = $('.ikon', $('[data-upload]')).cloneNode(true);
  icon.classList.add('alert-icon');
  $('use', icon).setAttribute('href', '#i-ok');
  const answer = el('div', { class: 'alert alert-success luft', role: 'status', tabindex: -1 }, icon, el('p', { class: 'alert-heading' }, laid));
  $('[data-upload]').before(answer);
  answer.focus();
}
