// What makes pages quicker to use; each of them works without.
'use strict';

// A summary of faults takes the focus, so that it is read first.
document.querySelector('.summary')?.focus();

// The tab that is lit is in sight on a narrow screen.
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Copies a number or code.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  await navigator.clipboard?.writeText(button.dataset.copy).catch(() => undefined);
  const said = document.getElementById('said');
  if (said) said.textContent = button.dataset.copied ?? '';
});

// A destructive act asks first.
document.addEventListener('submit', (event) => {
  const question = (event.submitter ?? event.target).dataset?.ask ?? event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

// Open menus close on Escape and on a click elsewhere.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll('details.drop[open]')) if (menu !== except) menu.open = false;
};
document.addEventListener('click', (event) => closeMenus(event.target.closest?.('details.drop')));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector('details.drop[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});

// A file is chosen by a button in the language of the page; where one file is all there is to say, it is sent at once.
for (const box of document.querySelectorAll('.file')) {
  const input = box.querySelector('input');
  const label = box.querySelector('label');
  input.className = 'visually-hidden';
  label.className = 'btn btn-outline pick';
  const atOnce = 'atOnce' in box.dataset;
  if (atOnce) input.form.querySelector('button').hidden = true;
  input.addEventListener('change', () => {
    box.querySelector('.picked').textContent = input.files[0]?.name ?? '';
    if (atOnce && input.files.length > 0) input.form.requestSubmit();
  });
}

// Uploads show their progress; without this the form is sent as a form.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-upload]') || event.defaultPrevented) return;
  event.preventDefault();
  const progress = form.querySelector('progress');
  const button = form.querySelector('button');
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (!progress) return;
    progress.hidden = false;
    progress.max = total;
    progress.value = loaded;
  });
  const leave = () => {
    button.disabled = false;
    const page = new URL(request.responseURL || location.href);
    // After a refusal the same page comes back with what was wrong.
    if (request.status >= 400) {
      document.open();
      document.write(request.responseText);
      document.close();
    } else if (page.pathname === location.pathname) location.replace(page.href.split('#')[0]);
    else location.assign(page.href);
  };
  request.addEventListener('load', leave);
  request.addEventListener('error', () => {
    button.disabled = false;
    const said = document.getElementById('said');
    if (said) said.textContent = form.dataset.failed ?? '';
  });
  button.disabled = true;
  request.send(new FormData(form));
});

// Drafts of long forms stay in this tab until they are sent.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const key = `draft ${form.dataset.draft}`;
  const fields = () =>
    [...form.elements].filter(
      (it) => it.name && !it.name.startsWith('_') && it.type !== 'file' && it.type !== 'password',
    );
  const kept = sessionStorage.getItem(key);
  if (kept && !document.querySelector('.summary')) {
    const values = JSON.parse(kept);
    for (const field of fields()) {
      const value = values[`${field.name} ${field.type === 'checkbox' || field.type === 'radio' ? field.value : ''}`];
      if (value === undefined) continue;
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = value;
      else if (field.value === '') field.value = value;
    }
  }
  form.addEventListener('input', () => {
    const values = fields().map((field) => {
      const choice = field.type === 'checkbox' || field.type === 'radio';
      return [`${field.name} ${choice ? field.value : ''}`, choice ? field.checked : field.value];
    });
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(values)));
  });
  form.addEventListener('submit', () => sessionStorage.removeItem(key));
}

// Whose clock the times are on is said to those whose own differs.
const clock = document.getElementById('clock');
const minutes = (timeZone) => new Date(new Date().toLocaleString('en-US', timeZone ? { timeZone } : {})).getTime();
if (clock) clock.hidden = Math.abs(minutes() - minutes('Asia/Tehran')) < 60_000;
