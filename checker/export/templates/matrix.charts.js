// Charts as inline SVG, the list of reports, and their printed form.
const COLUMNS = 9; // reports beside the total in the chart by chapter

function chartGroups(reports) {
  const total = { name: T.chart_total, sub: fill(T.n_reports, { n: reports.length }), reports };
  if (reports.length <= COLUMNS) {
    const single = reports.map((report) => ({ name: issuerOf(report), sub: yearOf(report), reports: [report] }));
    return single.length === 1 ? single : [total, ...single];
  }
  const levels = LEVEL_ORDER.map((level) => ({
    name: LABELS.levels[level], sub: '', reports: reports.filter((report) => report.level === level),
  })).filter((group) => group.reports.length);
  levels.forEach((group) => { group.sub = fill(T.n_reports, { n: group.reports.length }); });
  return levels.length > 1 ? [total, ...levels] : [total];
}

function shorten(text, width, size) {
  let used = 0;
  for (let i = 0; i < text.length; i += 1) {
    used += text.charCodeAt(i) > 255 ? size : size * 0.56;
    if (used > width) return `${text.slice(0, Math.max(1, i - 1))}…`;
  }
  return text;
}

function label(x, y, text, width, attributes) {
  const size = (attributes && attributes['font-size']) || 12;
  return svg('text', { x, y, 'font-size': size, ...attributes }, svg('title', {}, text), shorten(text, width, size));
}

function button(group, name, go) {
  put(group, { role: 'button', tabindex: 0, 'aria-label': name, onclick: go }, []);
  group.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go(); }
  });
  return group;
}

function chapterChart(reports) {
  const groups = chartGroups(reports);
  const scope = tasksInScope();
  const chapters = CATALOG.chapters.filter((chapter) => scope.some((task) => task.chapter === chapter.id));
  const rows = [{ id: null, name: T.chart_all, tasks: scope }, ...chapters.map((chapter) => ({ id: chapter.id, name: chapterName(chapter.id), tasks: scope.filter((task) => task.chapter === chapter.id) }))];
  const width = 1290;
  const left = 250;
  const step = 25;
  const top = 42;
  // the first column, the total, is half as wide again
  const each = Math.min(500, (width - left) / (groups.length + 0.5));
  const widthOf = (column) => (column ? each : each * 1.5);
  const placeOf = (column) => left + (column ? each * (column + 0.5) : 0);
  const height = top + rows.length * step + 6;
  const counted = rows.map((row) => groups.map((group) => count(group.reports, row.tasks)));
  const longest = groups.map((group, column) => Math.max(...counted.map((line) => rateOf(line[column]).length)));
  const roomOf = (column) => widthOf(column) - 14 - 6.6 * longest[column];
  const chart = svg('svg', { class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': T.chart_chapters });
  groups.forEach((group, column) => {
    const x = placeOf(column);
    chart.append(label(x, 14, group.name, widthOf(column) - 10, { 'font-weight': 600 }), label(x, 30, group.sub, widthOf(column) - 10, { class: 'soft', 'font-size': 10.5 }));
  });
  rows.forEach((row, line) => {
    const y = top + line * step;
    if (line % 2 === 0) chart.append(svg('rect', { x: 0, y: y - 3, width, height: step, fill: '#f7f8fa' }));
    const name = svg('g', {}, label(2, y + 13.5, row.name, left - 14, row.id === null ? { 'font-weight': 600 } : {}));
    chart.append(row.id === null ? name : button(name, row.name, () => { state.chapter = row.id; state.view = 'matrix'; refresh(); }));
    groups.forEach((group, column) => {
      const counts = counted[line][column];
      const x = placeOf(column);
      const room = roomOf(column);
      const part = bar(counts, room, 17, true);
      part.setAttribute('transform', `translate(${x},${y + 1})`);
      chart.append(part, svg('text', { x: x + room + 4, y: y + 13.5, 'font-size': 11 }, rateOf(counts)));
    });
  });
  return chart;
}

function reportsOfUnit(place, reports) {
  const own = reports.filter((report) => report.unit === place);
  return own.length ? { own: true, reports: own } : { own: false, reports: reports.filter((report) => GOVERNMENTS.has(report.level)) };
}

function unitRows(reports) {
  const scope = tasksInScope();
  const rows = CATALOG.units.map((unit, place) => {
    const tasks = scope.filter((task) => task.number in unit.tasks);
    const from = reportsOfUnit(place, reports);
    return { unit, tasks, own: from.own, from: from.reports, counts: count(from.reports, tasks) };
  }).filter((row) => row.tasks.length && (!state.unit || row.unit.name === state.unit));
  if (unitOrder === 'low') {
    const key = (row) => (row.counts.applicable ? row.counts[COVERED] / row.counts.applicable : 2);
    rows.sort((a, b) => key(a) - key(b));
  }
  return rows;
}
let unitOrder = 'list';

// Drawn in pieces of twelve, so that a printed page can break between them.
function unitCharts(reports) {
  const rows = unitRows(reports);
  const pieces = [];
  for (let from = 0; from < rows.length; from += 12) pieces.push(unitChart(rows.slice(from, from + 12), from === 0));
  return pieces;
}

function unitChart(rows, first) {
  const width = 1290;
  const left = 250;
  const step = 23;
  const room = 720;
  const top = first ? 20 : 0;
  const height = top + rows.length * step;
  const chart = svg('svg', { class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': T.chart_units });
  const header = (x, text) => svg('text', { x, y: 12, 'font-size': 11, class: 'soft' }, text);
  if (first) chart.append(header(2, T.unit), header(left, T.col_spread), header(left + room + 10, T.col_rate), header(left + room + 130, T.source));
  rows.forEach((row, line) => {
    const y = top + line * step;
    if (line % 2 === 0) chart.append(svg('rect', { x: 0, y: y - 2, width, height: step, fill: '#f7f8fa' }));
    const name = svg('g', {}, label(2, y + 13, row.unit.name, left - 82), svg('text', { x: left - 12, y: y + 13, 'font-size': 10.5, 'text-anchor': 'end', class: 'soft' }, fill(T.unit_tasks, { n: row.tasks.length })));
    chart.append(button(name, row.unit.name, () => { state.unit = row.unit.name; state.view = 'matrix'; refresh(); }));
    const part = bar(row.counts, room, 16, true);
    part.setAttribute('transform', `translate(${left},${y + 1})`);
    chart.append(part,
      svg('text', { x: left + room + 10, y: y + 13, 'font-size': 11.5 }, `${rateOf(row.counts)}　${percent(row.counts[COVERED], row.counts.applicable)}`),
      svg('text', { x: left + room + 130, y: y + 13, 'font-size': 11, class: 'soft' }, `${row.own ? T.own_report : T.government_report}（${row.from.length}）`));
  });
  return chart;
}

// Units by chapters: covered over applicable in every cell, on a ground that says how much that is.
function heatMaps(reports) {
  const rows = unitRows(reports);
  const scope = tasksInScope();
  const chapters = CATALOG.chapters.filter((chapter) => scope.some((task) => task.chapter === chapter.id));
  const pieces = [];
  for (let from = 0; from < rows.length; from += 12) pieces.push(heatMap(rows.slice(from, from + 12), chapters, from === 0));
  return pieces;
}

function heatMap(rows, chapters, first) {
  const width = 1290;
  const left = 200;
  const step = 24;
  const top = first ? 40 : 0;
  const each = (width - left) / (chapters.length + 1);
  const height = top + rows.length * step;
  const chart = svg('svg', { class: 'chart heat', width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': T.chart_heat });
  const columns = [{ id: null, name: T.chart_total }, ...chapters.map((chapter) => ({ id: chapter.id, name: chapterName(chapter.id) }))];
  if (first) {
    columns.forEach((column, place) => {
      const x = left + place * each;
      const half = Math.max(4, Math.floor((each - 6) / 11));
      chart.append(label(x + 3, 14, column.name.slice(0, half), each - 4, { 'font-size': 11 }), label(x + 3, 29, column.name.slice(half), each - 4, { 'font-size': 11 }));
    });
  }
  rows.forEach((row, line) => {
    const y = top + line * step;
    const name = svg('g', {}, label(2, y + 15, row.unit.name + (row.own ? '' : T.heat_other), left - 8));
    chart.append(button(name, row.unit.name, () => { state.unit = row.unit.name; state.view = 'matrix'; refresh(); }));
    columns.forEach((column, place) => {
      const x = left + place * each;
      const counts = count(row.from, column.id === null ? row.tasks : row.tasks.filter((task) => task.chapter === column.id));
      if (!counts.applicable) return;
      const share = counts[COVERED] / counts.applicable;
      const colour = LABELS.heat[Math.min(LABELS.heat.length - 1, Math.floor(share * LABELS.heat.length))];
      chart.append(
        svg('rect', { x: x + 1, y: y + 1, width: each - 2, height: step - 2, fill: colour }, svg('title', {}, `${row.unit.name} ${column.name} ${rateOf(counts)}`)),
        svg('text', { x: x + each / 2, y: y + 16, 'font-size': 11.5, 'text-anchor': 'middle' }, `${counts[COVERED]}/${counts.applicable}`),
      );
    });
  });
  return chart;
}

function chartCards() {
  const reports = reportsShown();
  const by = reports.length > COLUMNS ? ` ${fill(T.chart_by_level, { n: COLUMNS })}` : '';
  const order = el('select', { 'aria-label': T.unit_order }, [['list', T.unit_order_list], ['low', T.unit_order_low]].map(([value, name]) => el('option', { value, selected: value === unitOrder }, name)));
  order.addEventListener('change', () => { unitOrder = order.value; drawCharts(); });
  return [
    el('div', { class: 'card' }, el('h2', {}, T.chart_chapters), el('p', { class: 'about' }, T.chart_chapters_note + by), chapterChart(reports)),
    el('div', { class: 'card' }, el('span', { class: 'tool' }, order), el('h2', {}, T.chart_units), el('p', { class: 'about' }, T.chart_units_note), unitCharts(reports)),
    el('div', { class: 'card' }, el('h2', {}, T.chart_heat), el('p', { class: 'about' }, T.chart_heat_note), heatMaps(reports)),
  ];
}

function drawCharts() {
  const [chapters, units, heat] = chartCards();
  byId('chart-chapters').replaceChildren(chapters);
  byId('chart-units').replaceChildren(units);
  byId('chart-heat').replaceChildren(heat);
}

function reportTable(reports) {
  const scope = tasksInScope();
  const rows = reports.map((report) => {
    const counts = count([report], scope);
    return el('tr', {},
      el('td', {}, el('b', {}, issuerOf(report)), el('div', {}, report.title), el('small', {}, `${yearOf(report)} · ${LABELS.levels[report.level]}`)),
      el('td', {}, report.file, el('div', {}, el('small', { title: T.sha256 }, `SHA-256 ${report.sha256.slice(0, 16)}…`))),
      el('td', { class: 'num' }, rateOf(counts), el('div', {}, percent(counts[COVERED], counts.applicable)), el('div', {}, el('small', {}, report.progress))),
      el('td', {}, smallBar(counts, 130, 10), el('div', {}, el('small', {}, ORDER.filter((letter) => counts[letter]).map((letter) => `${LABELS.statuses[letter].mark}${counts[letter]}`).join(' ')))),
      el('td', {}, report.warnings.length ? el('ul', {}, report.warnings.map((warning) => el('li', {}, warning))) : T.no_warnings));
  });
  const head = [T.col_report, T.col_file, T.col_rate, T.col_spread, T.col_warnings].map((name) => el('th', { scope: 'col' }, name));
  return el('table', { class: 'list' }, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows));
}

function drawReports() {
  byId('view-reports').replaceChildren(el('div', { class: 'card' }, el('h2', {}, T.view_reports), el('p', { class: 'about' }, T.reports_note), reportTable(reportsShown())));
}
