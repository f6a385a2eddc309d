// The task page: one quote is current, its place in the report is shown, keys decide on it.
'use strict';

const desk = document.querySelector('.split');
const text = document.getElementById('text');
const quotes = [...document.querySelectorAll('.pt.open .quotes li[data-key]')];
const sentences = [...text.querySelectorAll('.se')];
const find = document.getElementById('find');
const hits = document.getElementById('hits');
let current = null;
let picked = null;

function say(words) {
  const toast = document.getElementById('toast');
  toast.textContent = words;
  toast.hidden = false;
}

function show(element) {
  if (element) element.scrollIntoView({block: 'center'});
}

function choose(item, focus = true) {
  if (current) current.classList.remove('cur');
  text.querySelectorAll('mark.cur').forEach((mark) => mark.classList.remove('cur'));
  current = item;
  if (!item) return;
  item.classList.add('cur');
  if (focus) item.focus({preventScroll: true});
  item.scrollIntoView({block: 'nearest'});
  const key = `${desk.dataset.opened}-${item.dataset.key}`;
  const marks = [...text.querySelectorAll('mark')].filter((mark) => mark.dataset.keys.split(' ').includes(key));
  marks.forEach((mark) => mark.classList.add('cur'));
  show(marks[0]);
}

function step(by) {
  if (!quotes.length) return;
  const at = quotes.indexOf(current);
  choose(quotes[Math.min(quotes.length - 1, Math.max(0, at + by))]);
}

function pick(sentence) {
  if (picked) picked.classList.remove('picked');
  picked = sentence || null;
  if (!picked) return;
  picked.classList.add('picked');
  show(picked);
}

function stepSentence(by) {
  let at = sentences.indexOf(picked);
  if (at < 0) {
    const mark = text.querySelector('mark.cur');
    at = mark ? sentences.indexOf(mark.closest('.se')) : by > 0 ? -1 : 1;
  }
  pick(sentences[Math.min(sentences.length - 1, Math.max(0, at + by))]);
}

// Where the page comes back to: the next quote without a decision, or the same.
function decide(fields) {
  const data = {report: desk.dataset.report, task: desk.dataset.task, point: desk.dataset.opened, ...fields};
  let at = fields.key || '';
  if (fields.kind === 'accept' || fields.kind === 'reject') {
    const rest = quotes.slice(quotes.indexOf(current) + 1).find((item) => !item.matches('.accepted, .rejected'));
    if (rest) at = rest.dataset.key;
  }
  const back = new URL(location.href);
  back.searchParams.set('point', desk.dataset.opened);
  back.searchParams.set('at', at);
  send({...data, back: back.pathname + back.search});
}

const noteOf = (box) => box.querySelector('.notefield').value;

function reject() {
  if (!current) return;
  const box = open('reject');
  box.querySelector('.quoted').textContent = current.querySelector('.q').textContent;
  box.querySelector('button').focus();
}

function giveReason(button) {
  decide({kind: 'reject', key: current.dataset.key, reason: button.dataset.reason, note: noteOf(button.closest('dialog'))});
}

// What is to be added: the sentences that the selection touches, else the picked one.
function wanted() {
  const selection = getSelection();
  if (selection.rangeCount && !selection.isCollapsed && text.contains(selection.getRangeAt(0).commonAncestorContainer)) {
    const touched = sentences.filter((sentence) => selection.containsNode(sentence, true));
    if (touched.length) return touched;
  }
  return picked ? [picked] : [];
}

let adding = [];
function add() {
  adding = wanted();
  if (!adding.length) { say(desk.dataset.none); return; }
  const box = open('add');
  box.querySelector('.quoted').textContent = adding.map((sentence) => sentence.textContent).join('');
  box.querySelector('button').focus();
}

function giveAdded(button) {
  const last = adding[adding.length - 1];
  decide({kind: 'add', value: button.dataset.add, start: adding[0].dataset.start, end: last.dataset.end, note: noteOf(button.closest('dialog'))});
}

function undoLast() {
  if (!desk.dataset.last) { say(desk.dataset.noundo); return; }
  decide({kind: 'undo', undoes: desk.dataset.last, key: current ? current.dataset.key : ''});
}

const actions = {
  accept: () => current && decide({kind: 'accept', key: current.dataset.key}),
  reject,
  add,
  level: (button) => decide({kind: 'level', value: button.dataset.value}),
  status: () => decide({kind: 'status', value: document.getElementById('status').value}),
  note: (button) => decide({kind: 'note', note: noteOf(button.closest('dialog'))}),
  assign: () => decide({kind: 'assign', value: document.getElementById('assignee').value}),
  undo: (button) => decide({kind: 'undo', undoes: button.dataset.undoes}),
};

document.addEventListener('click', (event) => {
  const item = event.target.closest('.quotes li[data-key]');
  if (item && item !== current) choose(item);
  const button = event.target.closest('[data-do]');
  if (button) actions[button.dataset.do](button);
  const reason = event.target.closest('[data-reason]');
  if (reason) giveReason(reason);
  const added = event.target.closest('[data-add]');
  if (added) giveAdded(added);
  const sentence = event.target.closest('.se');
  if (sentence && getSelection().isCollapsed) {
    pick(sentence);
    const mark = event.target.closest('mark');
    const own = mark && quotes.find((one) => mark.dataset.keys.split(' ').includes(`${desk.dataset.opened}-${one.dataset.key}`));
    if (own) choose(own, false);
  }
});
document.addEventListener('focusin', (event) => {
  const item = event.target.closest('.quotes li[data-key]');
  if (item && item !== current) choose(item, false);
});

// Search: white space and letter case do not matter; Enter goes on, Shift+Enter back.
const plain = (words) => words.replace(/\s+/g, '').toLowerCase();
let found = [];
let foundAt = -1;
function search(by) {
  const words = plain(find.value);
  const now = words ? sentences.filter((sentence) => plain(sentence.textContent).includes(words)) : [];
  const same = now.length === found.length && now.every((sentence, i) => sentence === found[i]);
  found.forEach((sentence) => sentence.classList.remove('hit'));
  found = now;
  found.forEach((sentence) => sentence.classList.add('hit'));
  foundAt = !found.length ? -1 : same && by ? (foundAt + by + found.length) % found.length : 0;
  hits.textContent = !words ? '' : found.length ? `${foundAt + 1} / ${found.length}` : desk.dataset.nohits;
  if (found.length) pick(found[foundAt]);
}
find.addEventListener('input', () => search(0));
find.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') { event.preventDefault(); search(event.shiftKey ? -1 : 1); }
  if (event.key === 'Escape') { event.preventDefault(); find.blur(); if (current) current.focus({preventScroll: true}); }
});

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => actions.accept(),
  r: reject,
  u: undoLast,
  c: () => document.querySelector('.pt.open [data-do="level"]').click(),
  m: add,
  o: () => open('note').querySelector('.notefield').focus(),
  n: () => go('following'),
  p: () => go('before'),
  '/': () => { find.focus(); find.select(); },
  '[': () => stepSentence(-1),
  ']': () => stepSentence(1),
};
for (const level of ['0', '1', '2']) keys[level] = () => decide({kind: 'level', value: level});

function go(id) {
  const link = document.getElementById(id);
  if (link) link.click(); else say(desk.dataset.nolast);
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  const box = document.querySelector('dialog[open]');
  if (box) {
    const choice = /^[1-9]$/.test(event.key) && box.querySelectorAll('.choices button')[Number(event.key) - 1];
    if (choice) { event.preventDefault(); choice.click(); }
    return;
  }
  const act = keys[event.key];
  if (!act || going || event.repeat && !'jk[]'.includes(event.key)) return;
  event.preventDefault();
  act();
});

const at = desk.dataset.at;
const start = quotes.find((item) => item.dataset.key === at) || quotes[0];
document.querySelector('.pt.open').scrollIntoView({block: 'nearest'});
if (start) choose(start, !document.querySelector('dialog[open]'));
