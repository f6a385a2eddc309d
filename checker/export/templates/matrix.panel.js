// The side panel: a task in a report, a task in all reports, or a report.
const pill = (style, letter) => el('span', { class: `pill s-${letter}` }, `${style.mark} ${style.label}`);
const LEVEL_LETTER = { 2: NAMES.covered, 1: NAMES.partial, 0: NAMES.missing };

function openPanel(row, column) {
  const wasHidden = byId('panel').hidden;
  state.open = { row, column };
  drawPanel();
  if (wasHidden) layOut();
  markPlace();
  writeAddress();
  const cell = byId('grid').querySelector('.open');
  if (cell) reveal(cell);
  byId('panel').querySelector('h2').focus({ preventScroll: true });
}

function closePanel() {
  if (!state.open) return;
  state.open = null;
  byId('panel').hidden = true;
  layOut();
  writeAddress();
  moveTo(grid.row, grid.column);
}

function drawPanel() {
  const panel = byId('panel');
  panel.hidden = !state.open;
  if (!state.open) return;
  const task = state.open.row >= 0 ? TASKS[state.open.row] : null;
  const report = state.open.column >= 0 ? REPORTS[state.open.column] : null;
  const body = el('div', { class: 'panel-body', tabindex: 0, role: 'region', 'aria-label': T.panel });
  if (task && report) body.append(...judgement(task, report));
  else if (task) body.append(...taskInAll(task));
  else body.append(...aboutReport(report));
  panel.replaceChildren(panelHead(task, report), body);
}

function panelHead(task, report) {
  const line = el('div', { class: 'line' });
  const step = (label, row, column, possible) =>
    el('button', { type: 'button', disabled: !possible, onclick: () => stepPanel(row, column) }, label);
  const rowPlace = task ? grid.tasks.indexOf(task) : -1;
  const columnPlace = report ? grid.reports.indexOf(report) : -1;
  if (task) {
    line.append(step(T.previous_task, -1, 0, rowPlace > 0), step(T.next_task, 1, 0, rowPlace >= 0 && rowPlace < grid.tasks.length - 1));
  }
  if (report && grid.reports.length > 1) {
    line.append(step(T.previous_report, 0, -1, columnPlace > 0), step(T.next_report, 0, 1, columnPlace >= 0 && columnPlace < grid.reports.length - 1));
  }
  line.append(el('span', { class: 'grow' }), el('button', { type: 'button', id: 'panel-close', 'aria-label': T.close, title: T.close, onclick: closePanel }, '✕'));
  const heading = task ? `${fill(T.task_no, { number: task.number })}　${task.title}` : issuerOf(report);
  const from = report
    ? el('p', { class: 'from' }, task ? el('b', {}, issuerOf(report)) : null, task ? ` · ${yearOf(report)}` : yearOf(report), ` · ${LABELS.levels[report.level]}`, ` · ${report.title}`)
    : null;
  return el('div', { class: 'panel-head' }, line, el('h2', { tabindex: -1 }, heading), from);
}

function stepPanel(rows, columns) {
  const row = grid.tasks.findIndex((task) => task.row === state.open.row);
  const column = grid.reports.findIndex((report) => report.column === state.open.column);
  grid.row = row + rows;
  grid.column = column + columns;
  openPanel(row < 0 ? -1 : grid.tasks[grid.row].row, column < 0 ? -1 : grid.reports[grid.column].column);
}

function judgement(task, report) {
  const block = blockOf(report.column);
  const letter = report.s[task.row];
  const style = LABELS.statuses[letter];
  const flags = flagsBeside(letter, Number(report.f[task.row]));
  return [
    el('div', { class: `verdict s-${letter}`, role: 'status' },
      el('strong', {}, `${style.mark} ${style.label}`), el('span', {}, block.tasks[task.row][0])),
    reviewLine(block.tasks[task.row][2]),
    flags.length ? el('div', { class: 'chips' }, flags.map((flag) => el('span', {}, `${flag.mark} ${flag.label}`))) : '',
    report.warnings.length ? warningList(report) : '',
    taskFacts(task),
    el('h3', {}, T.points),
    ...task.points.map((point) => pointCard(point, block)),
  ].filter(Boolean);
}

// Who looked at it, what the machine had judged, what was decided; or that nobody has.
function reviewLine(review) {
  if (!review) return el('p', { class: 'review none' }, T.unreviewed);
  const [text, machine, account] = review;
  return el('div', { class: 'review' }, el('b', {}, text), machine ? el('span', {}, machine) : '', account ? el('p', {}, account) : '');
}

function warningList(report) {
  return el('details', {}, el('summary', {}, fill(T.warnings_n, { n: report.warnings.length })),
    el('ul', { class: 'plain' }, report.warnings.map((warning) => el('li', {}, warning))));
}

function taskFacts(task) {
  const facts = el('dl', { class: 'facts' });
  const add = (name, value) => { if (value) facts.append(el('dt', {}, name), el('dd', {}, value)); };
  const parts = new Map();
  const leadFirst = [...task.units].sort((a, b) => (a[1] === b[1] ? 0 : a[1] === 'lead' ? -1 : 1));
  leadFirst.forEach(([name, , label]) => parts.set(label, [...(parts.get(label) || []), name]));
  parts.forEach((names, label) => add(label, names.join('、')));
  const section = CATALOG.sections[task.section] || task.section;
  add(T.chapter, [chapterName(task.chapter), section].filter(Boolean).join(' › '));
  add(T.documents, task.documents.join('；'));
  if (task.official) add(T.official, official(task.official));
  return facts;
}
const official = (text) => el('details', {}, el('summary', {}, T.official), el('div', { class: 'official' }, text));

function pointCard(point, block) {
  const [level, score, flagDigit, quantity, why, searched, evidence, near, review] = block.points[POINT_PLACES[point.id]];
  const style = LABELS.pointLevels[level];
  const card = el('article', { class: 'point', 'data-point': point.id },
    el('header', {}, el('span', { class: 'id' }, point.id), el('span', { class: 'text' }, point.text), pill(style, LEVEL_LETTER[level])),
    el('p', { class: 'why' }, [why, level ? fill(T.score, { score: score.toFixed(2) }) : ''].filter(Boolean).join('；')));
  const tags = el('div', { class: 'tags' });
  if (point.core) tags.append(el('span', { class: 'pill s-n' }, T.core));
  flagsOf(flagDigit).forEach((flag) => tags.append(pill(flag, flag === LABELS.flags.planned ? NAMES.planned : NAMES.shortfall)));
  if (quantity) tags.append(quantityPill(point, quantity));
  if (tags.childElementCount) card.append(tags);
  card.append(reviewLine(review));
  for (const role of ['done', 'plan', 'problem', 'other']) {
    const some = evidence.filter((passage) => passage[0] === role);
    if (some.length) card.append(el('h4', {}, LABELS.roles[role]), passages(some, block, role));
  }
  if (level === 0 && INDEX.searched[searched].length) {
    card.append(el('h4', {}, T.searched), el('div', { class: 'chips searched' }, INDEX.searched[searched].map((term) => el('span', {}, term))));
  }
  if (near.length) card.append(el('h4', {}, T.near), passages(near, block, 'near'));
  if (review && review[3].length) card.append(el('h4', {}, T.rejected), passages(review[3], block, 'struck'));
  if (point.materials.length) {
    card.append(el('h4', {}, T.materials), el('ul', { class: 'plain' }, point.materials.map((one) => el('li', {}, one))));
  }
  if (point.methods.length) card.append(el('h4', {}, T.methods), el('div', { class: 'chips' }, point.methods.map((one) => el('span', {}, one))));
  if (point.question) card.append(el('h4', {}, T.question), el('p', {}, point.question));
  if (point.official) card.append(official(point.official));
  return card;
}

function quantityPill(point, [required, found, unit, verdict]) {
  const wanted = fill(T.quantity, { what: point.what.length === 1 ? point.what[0] : '', required, unit });
  const stated = found === null ? '' : `，${fill(T.quantity_found, { found, unit })}`;
  const letter = { met: NAMES.covered, not_met: NAMES.missing, not_stated: NAMES.not_applicable }[verdict];
  return el('span', { class: `pill s-${letter}` }, `${wanted}${stated}：${LABELS.verdicts[verdict]}`);
}

function passages(list, block, kind) {
  const box = el('div', {}, list.slice(0, 3).map((passage) => quote(passage, block, kind)));
  if (list.length > 3) {
    const more = el('button', { type: 'button', class: 'quote-more' }, fill(T.more, { n: list.length - 3 }));
    more.addEventListener('click', () => more.replaceWith(...list.slice(3).map((passage) => quote(passage, block, kind))));
    box.append(more);
  }
  return box;
}

function quote([role, window_, start, end, heading, page, score, terms, why, spans, place, said], block, kind) {
  const text = block.windows[window_];
  const around = (characters) => characters.join('').replace(/\n\s*\n/g, '\n');
  const before = around(Array.from(text.slice(0, start)).slice(-LABELS.context));
  const after = around(Array.from(text.slice(end)).slice(0, LABELS.context));
  const path = block.headings[heading];
  const where = [
    kind === 'near' || kind === 'struck' ? LABELS.roles[role] : '',
    path.length ? path.join(' › ') : T.no_heading,
    page > 0 ? fill(T.page, { page }) : page < 0 ? fill(T.paragraph, { paragraph: -page }) : '',
    fill(T.place, { start: place[0] + 1, end: place[1] }),
  ].filter(Boolean).join(' · ');
  const how = [why || (terms.length ? fill(T.terms, { terms: terms.join('、') }) : ''), fill(T.score, { score: score.toFixed(2) })];
  return el('div', { class: `quote ${kind} ${role}` },
    el('div', { class: 'where' }, said ? el('b', { class: 'said' }, said) : '', where),
    el('blockquote', {}, before ? `…${before}` : '', highlighted(text.slice(start, end), spans), after ? `${after}…` : ''),
    el('div', { class: 'how' }, how.filter(Boolean).join('；')));
}

function highlighted(text, spans) {
  const node = el('q');
  let from = 0;
  for (let i = 0; i < spans.length; i += 2) {
    node.append(text.slice(from, spans[i]), el('mark', {}, text.slice(spans[i], spans[i + 1])));
    from = spans[i + 1];
  }
  node.append(text.slice(from));
  return node;
}

function taskInAll(task) {
  const reports = reportsShown();
  const shown = reports.slice(0, 200);
  const rows = shown.map((report) => {
    const letter = report.s[task.row];
    const open = el('button', { type: 'button', onclick: () => openPanel(task.row, report.column) }, `${issuerOf(report)} ${yearOf(report)}`);
    return el('tr', {}, el('td', {}, open), el('td', {}, pill(LABELS.statuses[letter], letter), ` ${reviewMark(report, task)}`));
  });
  const counts = count(reports, [task]);
  return [
    el('p', {}, rateInFull(counts)), smallBar(counts, 470, 12), taskFacts(task),
    el('h3', {}, T.points),
    el('ul', { class: 'plain' }, task.points.map((point) => el('li', {}, `${point.id}　${point.text}${point.core ? `（${T.core}）` : ''}`))),
    el('h3', {}, T.per_report), el('table', { class: 'perreport' }, el('tbody', {}, rows)),
  ];
}

function aboutReport(report) {
  const counts = count([report], tasksInScope());
  const facts = el('dl', { class: 'facts' },
    el('dt', {}, T.col_file), el('dd', {}, report.file),
    el('dt', {}, 'SHA-256'), el('dd', {}, report.sha256));
  return [
    el('p', {}, rateInFull(counts)), smallBar(counts, 470, 12), el('p', {}, report.progress),
    el('p', { class: 'tags' }, ORDER.filter((letter) => counts[letter]).map((letter) => [pill(LABELS.statuses[letter], letter), ` ${counts[letter]}　`])),
    facts,
    el('h3', {}, T.col_warnings),
    report.warnings.length ? el('ul', { class: 'plain' }, report.warnings.map((warning) => el('li', {}, warning))) : el('p', {}, T.no_warnings_long),
  ];
}
