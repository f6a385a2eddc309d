// Every page: dialogs, moving by keyboard, undo from the history. Decisions on a task are in review.js.
'use strict';

const form = document.getElementById('decide');
let leaving = false;

// Fill the one form that changes anything and send it, once.
function send(fields) {
  if (leaving) return;
  if (!document.querySelector('.who b')) { open('name'); return; }
  leaving = true;
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
  form.submit();
}

function open(id) {
  const box = document.getElementById(id);
  if (box && !box.open) box.showModal();
  return box;
}

const typing = (event) => event.target.closest('input:not([type=hidden]), textarea, select') !== null;

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) open(opener.dataset.open);
  const closer = event.target.closest('[data-close]');
  if (closer) closer.closest('dialog').close();
  const undo = event.target.closest('[data-undo]');
  if (undo) send({kind: 'undo', undoes: undo.dataset.undo});
});

document.querySelectorAll('.filters select').forEach((select) => {
  select.addEventListener('change', () => select.form.requestSubmit());
});

// g then a letter goes to a page.
let going = false;
const places = {q: '/queue', m: '/', h: '/history', d: '/disputes', a: '/agreement'};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  if (document.querySelector('dialog[open]')) {
    if (event.key === '?') document.querySelector('dialog[open]').close();
    return;
  }
  if (going && places[event.key]) { location.href = places[event.key]; return; }
  going = event.key === 'g';
  if (event.key === '?') { event.preventDefault(); open('keys'); }
});

// Lists: j and k walk over the rows, Enter follows the link that has the focus.
const links = [...document.querySelectorAll('[data-rows] tbody tr')].map((row) => row.querySelector('a')).filter(Boolean);
function walk(step) {
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  if (next) { next.focus(); next.scrollIntoView({block: 'nearest'}); }
}
if (links.length) {
  document.addEventListener('keydown', (event) => {
    if (typing(event) || going || document.querySelector('dialog[open]')) return;
    if (event.key === 'j' || event.key === 'n') walk(1);
    if (event.key === 'k' || event.key === 'p') walk(-1);
  });
  if (!document.querySelector('[data-needed]')) links[0].focus({preventScroll: true});
}

// The matrix: arrows walk from cell to cell.
document.querySelectorAll('[data-arrows]').forEach((table) => {
  const rows = [...table.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('.cell a')]).filter((row) => row.length);
  table.addEventListener('keydown', (event) => {
    const step = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]}[event.key];
    const y = rows.findIndex((row) => row.includes(document.activeElement));
    if (!step || y < 0) return;
    event.preventDefault();
    const x = rows[y].indexOf(document.activeElement);
    const next = (rows[y + step[0]] || rows[y])[x + step[1]];
    if (next) { next.focus(); next.scrollIntoView({block: 'nearest', inline: 'nearest'}); }
  });
});

if (document.querySelector('#name[data-needed]')) open('name');
