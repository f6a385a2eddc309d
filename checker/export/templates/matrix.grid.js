// The matrix: a grid of cells, drawn in batches, walked with the arrow keys.
const grid = { reports: [], tasks: [], row: 0, column: 0, drawing: 0, reveal: true, cells: new Map() };
const CELLS_AT_ONCE = 1500;
// row -1 is the header, column -1 the titles of the tasks
const cellKey = (row, column) => `${row}:${column}`;

function pageOfReports(all) {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  state.page = Math.min(state.page, pages - 1);
  const from = state.page * PAGE_SIZE;
  const pager = byId('pager');
  pager.hidden = pages < 2;
  pager.replaceChildren();
  if (pages > 1) {
    const go = (step) => () => { state.page += step; refresh(); };
    pager.append(
      el('button', { type: 'button', disabled: state.page === 0, onclick: go(-1) }, T.page_back),
      fill(T.pages, { from: from + 1, to: Math.min(all.length, from + PAGE_SIZE), all: all.length }),
      el('button', { type: 'button', disabled: state.page === pages - 1, onclick: go(1) }, T.page_next),
    );
  }
  return all.slice(from, from + PAGE_SIZE);
}

function drawGrid() {
  const all = reportsShown();
  const reports = pageOfReports(all);
  const tasks = tasksShown(all);
  const table = byId('grid');
  const scope = tasksInScope();
  Object.assign(grid, { reports, tasks, drawing: grid.drawing + 1 });
  grid.cells.clear();
  byId('shown').textContent = fill(T.shown, { n: tasks.length, all: TASKS.length });
  const narrow = reports.length > 10;
  byId('view-matrix').classList.toggle('narrow', narrow);
  const message = !reports.length ? T.no_reports : !tasks.length ? T.no_tasks : '';
  if (message) {
    table.replaceChildren(el('tbody', {}, el('tr', {}, el('td', { class: 'empty' }, message))));
    table.style.width = '100%';
    return;
  }
  table.setAttribute('aria-rowcount', tasks.length + 2);
  table.setAttribute('aria-colcount', reports.length + 2);
  const kinds = ['', '', 'who', all.length > 1 ? 'spread' : null].filter((kind) => kind !== null);
  const columns = el('colgroup', {}, kinds.map((kind) => el('col', { class: kind })), reports.map(() => el('col')));
  const body = el('tbody');
  table.replaceChildren(columns, gridHead(reports, scope, all), body);
  layOut();
  grid.row = Math.min(Math.max(grid.row, 0), tasks.length - 1);
  grid.column = Math.min(Math.max(grid.column, 0), reports.length - 1);
  drawRows(body, all, 0, grid.drawing, '');
}

// Set the widths of the columns: units and spread make room for the panel while it is open.
function layOut() {
  const table = byId('grid');
  const columns = [...table.querySelectorAll('col')];
  if (!columns.length) return;
  table.classList.toggle('beside', !byId('panel').hidden);
  const widths = columnWidths(grid.reports.length, columns.some((column) => column.className === 'spread'));
  columns.forEach((column, i) => { column.style.width = `${widths[i]}px`; });
  table.style.width = `${widths.reduce((sum, width) => sum + width, 0)}px`;
  table.style.setProperty('--head-height', `${table.tHead.rows[0].offsetHeight}px`);
}

function columnWidths(count, several) {
  const room = byId('scroll').clientWidth - 4;
  const wide = byId('panel').hidden;
  const who = wide ? 152 : 0;
  let spread = wide ? 104 : 0;
  let name = wide ? 286 : 250;
  if (count > 10 && wide) spread = 128;
  const first = several ? [who, spread] : [who];
  if (count > 10) return [42, name, ...first, ...Array(count).fill(38)];
  const left = room - 42 - name - who - (several ? spread : 0);
  const each = Math.max(88, Math.min(count === 1 ? 620 : 150, Math.floor(left / count)));
  if (left > each * count) name += Math.min(260, left - each * count);
  return [42, name, ...first, ...Array(count).fill(each)];
}

function gridHead(reports, scope, all) {
  const head = el('tr', { class: 'head', 'aria-rowindex': 1 },
    el('th', { class: 'no', scope: 'col' }, T.number),
    el('th', { class: 'name', scope: 'col' }, T.task),
    el('th', { class: 'who', scope: 'col' }, T.units),
    all.length > 1 ? el('th', { class: 'spread', scope: 'col' }, T.spread) : null);
  const sum = el('tr', { class: 'sum', 'aria-rowindex': 2 },
    el('th', { class: 'no' }),
    el('th', { class: 'name', scope: 'row', title: T.summary_title }, T.summary),
    el('th', { class: 'who' }));
  if (all.length > 1) {
    const counts = count(all, scope);
    sum.append(el('th', { class: 'spread', title: rateInFull(counts) }, el('span', { class: 'rate' }, rateOf(counts)), smallBar(counts)));
  }
  const narrow = reports.length > 10;
  reports.forEach((report, column) => {
    const counts = count([report], scope);
    const warned = report.warnings.length
      ? el('span', { class: 'warn', title: report.warnings.join('\n') }, narrow ? `！${report.warnings.length}` : fill(T.warnings_n, { n: report.warnings.length }))
      : null;
    const words = [
      el('span', { class: 'issuer' }, issuerOf(report)),
      el('span', { class: 'sub2' }, yearOf(report)),
    ];
    const cell = el('th', { class: 'rep', scope: 'col', tabindex: -1, title: [issuerOf(report), LABELS.levels[report.level], report.title, report.file].join('\n') },
      narrow ? el('span', { class: 'turn' }, words) : words, warned);
    cell.dataset.row = -1;
    cell.dataset.column = column;
    grid.cells.set(cellKey(-1, column), cell);
    head.append(cell);
    sum.append(el('th', { class: 'per', title: rateInFull(counts) },
      el('span', { class: 'rate' }, narrow ? percent(counts[COVERED], counts.applicable) : rateOf(counts)),
      smallBar(counts, narrow ? 30 : 76, narrow ? 6 : 8)));
  });
  return el('thead', {}, head, sum);
}

function drawRows(body, all, from, drawing, chapter) {
  if (drawing !== grid.drawing) return; // a newer drawing has begun
  const batch = Math.max(8, Math.floor(CELLS_AT_ONCE / Math.max(1, grid.reports.length)));
  const rows = document.createDocumentFragment();
  const to = Math.min(grid.tasks.length, from + batch);
  for (let row = from; row < to; row += 1) {
    const task = grid.tasks[row];
    if (task.chapter !== chapter) {
      chapter = task.chapter;
      rows.append(chapterRow(chapter, all));
    }
    rows.append(taskRow(task, row, all));
  }
  body.append(rows);
  const table = byId('grid');
  if (to < grid.tasks.length) requestAnimationFrame(() => drawRows(body, all, to, drawing, chapter));
  markPlace();
  const open = table.querySelector('.open');
  if (open && grid.reveal) { grid.reveal = false; reveal(open); }
}

function chapterRow(chapter, all) {
  const tasks = tasksInScope().filter((task) => task.chapter === chapter);
  const counts = count(all, tasks);
  return el('tr', { class: 'chapter' },
    el('th', { class: 'no' }),
    el('th', { class: 'name', scope: 'rowgroup', title: chapterName(chapter) }, chapterName(chapter)),
    el('td', { class: 'who' }),
    all.length > 1 ? el('td', { class: 'spread', title: rateInFull(counts) }, rateOf(counts)) : null,
    grid.reports.map((report) => {
      const own = count([report], tasks);
      return el('td', { title: rateInFull(own) }, rateOf(own));
    }));
}

function taskRow(task, row, all) {
  const line = el('tr', { 'aria-rowindex': row + 3 }, el('td', { class: 'no' }, task.number));
  const name = el('th', { class: 'name', scope: 'row', tabindex: -1, title: task.title }, el('span', { class: 'clamp' }, task.title));
  name.dataset.row = row;
  name.dataset.column = -1;
  grid.cells.set(cellKey(row, -1), name);
  line.append(name);
  line.append(unitsCell(task));
  if (all.length > 1) {
    const counts = count(all, [task]);
    line.append(el('td', { class: 'spread', title: rateInFull(counts) }, smallBar(counts, 46), rateOf(counts)));
  }
  grid.reports.forEach((report, column) => line.append(statusCell(report, task, row, column)));
  return line;
}

function unitsCell(task) {
  const unit = state.unit ? unitNamed(state.unit) : null;
  const words = unit
    ? [el('b', {}, unit.tasks[task.number]), ` ${unit.name}`]
    : task.units.map(([name, part], i) => [i ? '、' : '', part === 'lead' ? el('b', {}, name) : name]);
  const all = task.units.map(([name, , label]) => `${name}（${label}）`).join('\n');
  return el('td', { class: 'who', title: all }, el('span', { class: 'clamp' }, words));
}

function statusCell(report, task, row, column) {
  const letter = report.s[task.row];
  const style = LABELS.statuses[letter];
  const flags = flagsBeside(letter, Number(report.f[task.row]));
  const cell = el('td', {
    class: `c s-${letter}`,
    role: 'gridcell',
    tabindex: -1,
    'aria-label': fill(T.cell, {
      issuer: issuerOf(report), number: task.number, status: style.label, flags: flags.map((flag) => `，${flag.label}`).join(''),
      review: reviewMark(report, task) ? fill(T.cell_review, { mark: reviewMark(report, task), machine: report.m[task.row] }) : '',
    }),
  });
  if (flags.length && grid.reports.length <= 10) {
    cell.append(el('span', { class: 'flags', title: flags.map((flag) => flag.label).join('，') }, flags.map((flag) => flag.mark).join('')));
  }
  cell.append(el('span', { class: 'mark' }, style.mark));
  const review = reviewMark(report, task);
  if (review) cell.append(el('span', { class: 'rev', title: `${T.review}：${review}${report.m[task.row]}` }, review));
  if (grid.reports.length <= 10) cell.append(el('span', { class: 'lab' }, style.label));
  else if (flags.length) cell.append(el('span', { class: 'flags' }, flags.map((flag) => flag.mark).join('')));
  if (grid.reports.length === 1) cell.append(el('span', { class: 'because' }, blockOf(report.column).tasks[task.row][0]));
  cell.dataset.row = row;
  cell.dataset.column = column;
  grid.cells.set(cellKey(row, column), cell);
  return cell;
}

// ---- keyboard: one stop for Tab, arrows inside
function markPlace() {
  const table = byId('grid');
  table.querySelectorAll('[tabindex="0"]').forEach((cell) => cell.setAttribute('tabindex', '-1'));
  const here = grid.cells.get(cellKey(grid.row, grid.column)) || grid.cells.get(cellKey(0, 0));
  if (here) here.setAttribute('tabindex', '0');
  table.querySelectorAll('.open').forEach((cell) => cell.classList.remove('open'));
  if (!state.open) return;
  const row = grid.tasks.findIndex((task) => task.row === state.open.row);
  const column = grid.reports.findIndex((report) => report.column === state.open.column);
  const open = grid.cells.get(cellKey(row, column));
  if (open) open.classList.add('open');
}

function moveTo(row, column) {
  const cell = grid.cells.get(cellKey(row, column));
  if (!cell) return;
  grid.row = row;
  grid.column = column;
  markPlace();
  cell.focus({ preventScroll: true });
  reveal(cell);
}

// Scroll a cell out from under the sticky header and columns.
function reveal(cell) {
  const box = byId('scroll');
  const table = byId('grid');
  const top = table.tHead ? table.tHead.offsetHeight : 0;
  const side = 42 + table.querySelector('.name').offsetWidth;
  const view = box.getBoundingClientRect();
  const here = cell.getBoundingClientRect();
  if (Number(cell.dataset.row) >= 0) {
    if (here.top < view.top + top) box.scrollTop -= view.top + top - here.top;
    else if (here.bottom > view.top + box.clientHeight) box.scrollTop += here.bottom - view.top - box.clientHeight;
  }
  if (Number(cell.dataset.column) >= 0) {
    if (here.left < view.left + side) box.scrollLeft -= view.left + side - here.left;
    else if (here.right > view.left + box.clientWidth) box.scrollLeft += here.right - view.left - box.clientWidth;
  }
}

function gridKey(event) {
  const cell = event.target.closest('[data-row]');
  if (!cell) return;
  const row = Number(cell.dataset.row);
  const column = Number(cell.dataset.column);
  const last = { row: grid.tasks.length - 1, column: grid.reports.length - 1 };
  const far = event.ctrlKey || event.metaKey;
  const steps = {
    ArrowRight: () => [row, Math.min(last.column, column + 1)],
    ArrowLeft: () => [row, Math.max(row < 0 ? 0 : -1, column - 1)],
    ArrowDown: () => [Math.min(last.row, row + 1), column],
    ArrowUp: () => [Math.max(column < 0 ? 0 : -1, row - 1), column],
    PageDown: () => [Math.min(last.row, row + 10), column],
    PageUp: () => [Math.max(0, row - 10), column],
    Home: () => [far ? 0 : row, 0],
    End: () => [far ? last.row : row, last.column],
  };
  if (event.key in steps) {
    event.preventDefault();
    moveTo(...steps[event.key]());
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    openFrom(cell);
  }
}

function openFrom(cell) {
  grid.row = Number(cell.dataset.row);
  grid.column = Number(cell.dataset.column);
  openPanel(grid.row >= 0 ? grid.tasks[grid.row].row : -1, grid.column >= 0 ? grid.reports[grid.column].column : -1);
}
