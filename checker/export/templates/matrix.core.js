// Data, state and counting. Nothing is ever inserted as markup: every text goes through text nodes.
const byId = (id) => document.getElementById(id);
const data = (id) => JSON.parse(byId(id).textContent);

const T = data('texts');
const LABELS = data('labels');
const CATALOG = data('catalog');
const INDEX = data('index');
const REPORTS = INDEX.reports;
const TASKS = CATALOG.tasks;
const ORDER = Object.keys(LABELS.statuses);
const COUNTED = ORDER.filter((letter) => LABELS.statuses[letter].name !== 'not_applicable');
const NAMES = Object.fromEntries(ORDER.map((letter) => [LABELS.statuses[letter].name, letter]));
const COVERED = NAMES.covered;
const NOT_APPLICABLE = NAMES.not_applicable;
const GOVERNMENTS = new Set(['province', 'city', 'district', 'unknown']);
const PAGE_SIZE = 100; // reports beside one another
TASKS.forEach((task, row) => { task.row = row; });
REPORTS.forEach((report, column) => { report.column = column; });

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else node.setAttribute(name, value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== '') node.append(child);
  }
  return node;
}
const el = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  put(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

// One report's block is parsed when first asked for; the last forty stay.
const blocks = new Map();
function blockOf(column) {
  let block = blocks.get(column);
  if (!block) {
    block = data(`report-${column}`);
    blocks.set(column, block);
    if (blocks.size > 40) blocks.delete(blocks.keys().next().value);
  }
  return block;
}

const POINT_PLACES = {};
let places = 0;
TASKS.forEach((task) => task.points.forEach((point) => { POINT_PLACES[point.id] = places++; }));

// ---- state, kept in the address
const state = { view: 'matrix', unit: '', chapter: '', status: new Set(), reports: null, order: '', q: '', page: 0, open: null };

function readAddress() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const known = (name, among) => (among.includes(hash.get(name)) ? hash.get(name) : '');
  state.view = known('view', ['charts', 'reports']) || 'matrix';
  state.unit = known('unit', CATALOG.units.map((unit) => unit.name));
  state.chapter = known('chapter', CATALOG.chapters.map((chapter) => chapter.id));
  state.status = new Set((hash.get('status') || '').split(',').filter((name) => name in NAMES).map((name) => NAMES[name]));
  state.order = known('order', ['covered', 'year', 'level']);
  state.q = hash.get('q') || '';
  const chosen = new Set(hash.getAll('report'));
  const columns = REPORTS.filter((report) => chosen.has(report.id)).map((report) => report.column);
  state.reports = hash.has('report') ? new Set(columns) : null;
  state.page = Math.max(0, Number.parseInt(hash.get('page') || '1', 10) - 1) || 0;
  state.open = null;
  const number = Number(hash.get('task'));
  const row = TASKS.findIndex((task) => task.number === number);
  const of = hash.get('of');
  const column = of === null ? -1 : REPORTS.findIndex((report) => report.id === of);
  if (row >= 0 || column >= 0) state.open = { row, column };
}

function address() {
  const hash = new URLSearchParams();
  if (state.view !== 'matrix') hash.set('view', state.view);
  for (const name of ['unit', 'chapter', 'order', 'q']) if (state[name]) hash.set(name, state[name]);
  if (state.status.size) hash.set('status', [...state.status].map((letter) => LABELS.statuses[letter].name).join(','));
  if (state.page) hash.set('page', state.page + 1);
  if (state.reports) {
    const chosen = REPORTS.filter((report) => state.reports.has(report.column));
    chosen.forEach((report) => hash.append('report', report.id));
    if (!chosen.length) hash.set('report', '');
  }
  if (state.open) {
    if (state.open.row >= 0) hash.set('task', TASKS[state.open.row].number);
    if (state.open.column >= 0) hash.set('of', REPORTS[state.open.column].id);
  }
  return `#${hash.toString()}`;
}

function writeAddress() {
  if (address() !== (location.hash || '#')) history.replaceState(null, '', address());
}

// ---- what the filters leave
const folded = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const haystacks = TASKS.map((task) => folded([task.number, task.title, ...task.units.map((unit) => unit[0])].join('\n')));
const unitNamed = (name) => CATALOG.units.find((unit) => unit.name === name);

function tasksInScope() {
  const unit = state.unit ? unitNamed(state.unit) : null;
  const wanted = folded(state.q);
  return TASKS.filter(
    (task) =>
      (!unit || task.number in unit.tasks) &&
      (!state.chapter || task.chapter === state.chapter) &&
      (!wanted || haystacks[task.row].includes(wanted)),
  );
}

function tasksShown(reports) {
  const scope = tasksInScope();
  if (!state.status.size) return scope;
  return scope.filter((task) => reports.some((report) => state.status.has(report.s[task.row])));
}

function reportsShown() {
  const chosen = REPORTS.filter((report) => !state.reports || state.reports.has(report.column));
  const by = { covered: share, year: (report) => report.year || 0, level: (report) => -LEVEL_ORDER.indexOf(report.level) };
  const key = by[state.order];
  return key ? chosen.map((report) => [key(report), report]).sort((a, b) => b[0] - a[0]).map((pair) => pair[1]) : chosen;
}
const LEVEL_ORDER = Object.keys(LABELS.levels);
function share(report) {
  const counts = count([report], tasksInScope());
  return counts.applicable ? counts[COVERED] / counts.applicable : -1;
}

function count(reports, tasks) {
  const counts = { applicable: 0 };
  for (const letter of ORDER) counts[letter] = 0;
  for (const report of reports) for (const task of tasks) counts[report.s[task.row]] += 1;
  for (const letter of COUNTED) counts.applicable += counts[letter];
  return counts;
}

// ---- words
// Never 0% for something, never 100% for less than all.
function percent(part, whole) {
  if (!whole) return '–';
  if (part && 200 * part < whole) return '<1%';
  return `${part < whole ? Math.min(99, Math.round((100 * part) / whole)) : 100}%`;
}
const issuerOf = (report) => report.issuer || report.title || T.unknown_issuer;
const yearOf = (report) => (report.year ? fill(T.year, { year: report.year }) : T.unknown_year);
const rateOf = (counts) =>
  counts.applicable ? fill(T.rate, { covered: counts[COVERED], applicable: counts.applicable }) : '–';
const rateInFull = (counts) =>
  counts.applicable
    ? fill(T.rate_full, { covered: counts[COVERED], applicable: counts.applicable, percent: percent(counts[COVERED], counts.applicable) })
    : T.no_applicable;
const chapterName = (id) => {
  const chapter = CATALOG.chapters.find((one) => one.id === id);
  return chapter && chapter.title ? `${chapter.id}、${chapter.title}` : id;
};
const marksMeaning = () => (REPORTS.some((report) => report.v.length) ? `${T.review}：${T.marks}` : T.unreviewed);
const reviewMark = (report, task) => report.v[task.row] || '';
const flagsOf = (digit) => [digit & 1 ? LABELS.flags.planned : null, digit & 2 ? LABELS.flags.shortfall : null].filter(Boolean);
// A flag that says what the status says already is left out.
function flagsBeside(letter, digit) {
  const name = LABELS.statuses[letter].name;
  const hidden = { planned: digit & ~1, shortfall: digit & ~2, not_applicable: 0 };
  return flagsOf(name in hidden ? hidden[name] : digit);
}

// A bar of statuses, by counts; marks and numbers stand in the parts that have room for them.
function bar(counts, width, height, withText) {
  const title = COUNTED.filter((letter) => counts[letter])
    .map((letter) => `${LABELS.statuses[letter].mark}${LABELS.statuses[letter].label} ${counts[letter]}`)
    .join('，');
  const group = svg('g', {}, svg('title', {}, title || T.no_applicable));
  group.append(svg('rect', { width, height, fill: '#f1f2f4' }));
  let x = 0;
  for (const letter of COUNTED) {
    if (!counts[letter]) continue;
    const part = (width * counts[letter]) / counts.applicable;
    group.append(svg('rect', { x, width: Math.max(0.6, part - 0.6), height, class: `f-${letter}` }));
    const label = `${LABELS.statuses[letter].mark}${counts[letter]}`;
    if (withText && part >= 7 * label.length + 2) {
      group.append(svg('text', { x: x + part / 2, y: height / 2 + 3.7, 'font-size': 10.5, 'text-anchor': 'middle' }, label));
    }
    x += part;
  }
  return group;
}
function smallBar(counts, width = 84, height = 8) {
  return svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': rateInFull(counts) }, bar(counts, width, height, false));
}
