// The reviewer's keys, told on the page itself (?). A key does what a click on its element does; decisions are only
// chosen by a key and sent by the button that then has the focus.
'use strict';

const typing = (element) => element.matches('textarea, select, input:not([type=checkbox]):not([type=radio])');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
  // On a Persian keyboard the letters are others; where the key sits is the same. Signs and digits go by what they say.
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  const key =
    event.key === '?' || event.key === '؟' ? '?' : (letter ?? (event.shiftKey ? event.key : (digit ?? event.key)));
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.disabled) return;
  event.preventDefault();
  target.click();
  if (target.type === 'radio') document.getElementById('send')?.focus();
  else if (target.type === 'checkbox') target.focus();
});

// Images can be looked at closely.
const zoomed = document.querySelector('[data-zoomed]');
if (zoomed) {
  let scale = 100;
  const set = (next) => {
    scale = Math.min(400, Math.max(50, next));
    zoomed.style.maxWidth = scale > 100 ? 'none' : '';
    zoomed.style.width = `${scale}%`;
  };
  for (const buttons of document.querySelectorAll('.zoom')) buttons.hidden = false;
  document.addEventListener('click', (event) => {
    const way = event.target.closest?.('[data-zoom]')?.dataset.zoom;
    if (way) set(scale + (way === 'in' ? 50 : -50));
  });
}

// Long work is followed: the part of the page that shows it is fetched again until it is done.
const following = document.querySelector('[data-follow]');
if (following) setTimeout(() => location.reload(), Number(following.dataset.follow));
