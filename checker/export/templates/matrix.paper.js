// What is printed: the matrix in parts that fit A4 across, then the charts, then the reports with their warnings.
const LABELLED = 8; // reports on a sheet with mark and name
const MARKED = 16; // reports on a sheet with marks alone

function drawPaper() {
  const all = reportsShown();
  const tasks = tasksShown(all);
  const size = all.length <= LABELLED ? LABELLED : MARKED;
  const parts = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  const paper = byId('paper');
  paper.replaceChildren(
    el('p', { class: 'filters-used' }, `${T.filters}：${filtersInForce()}`),
    paperLegend(),
    ...parts.map((reports, i) => el('section', { class: i ? 'break' : '' },
      parts.length > 1 ? el('h2', {}, T.title + fill(T.print_part, { n: i + 1, all: parts.length })) : null,
      paperMatrix(reports, tasks, all.length <= LABELLED))),
  );
  const cards = chartCards();
  cards[0].classList.add('break');
  paper.append(...cards);
  paper.append(el('section', { class: 'break' }, el('h2', {}, T.view_reports), el('p', { class: 'about' }, T.reports_note), reportTable(all)));
}

function filtersInForce() {
  const words = [];
  const say = (name, value) => { if (value) words.push(`${name} ${value}`); };
  say(T.unit, state.unit);
  say(T.chapter, state.chapter && chapterName(state.chapter));
  say(T.status, [...state.status].map((letter) => LABELS.statuses[letter].label).join('、'));
  say(T.search, state.q);
  say(T.reports, state.reports ? fill(T.some_reports, { n: state.reports.size, all: REPORTS.length }) : '');
  return words.join(T.separator) || T.no_filters;
}

function paperLegend() {
  return el('div', { class: 'legend' }, ORDER.map((letter) => {
    const style = LABELS.statuses[letter];
    return el('span', {}, pill(style, letter));
  }), Object.values(LABELS.flags).map((flag) => el('span', {}, `${flag.mark} ${flag.label}`)), el('span', {}, marksMeaning()));
}

function paperMatrix(reports, tasks, labelled) {
  const widths = el('colgroup', {}, paperWidths(reports.length, labelled).map((width) => { const col = el('col'); col.style.width = width; return col; }));
  const scope = tasksInScope();
  const head = el('thead', {},
    el('tr', {}, el('th', {}, T.number), el('th', {}, T.task), el('th', {}, T.units), reports.map((report) => el('th', {}, issuerOf(report), el('br'), yearOf(report)))),
    el('tr', {}, el('th'), el('th', {}, T.summary), el('th'), reports.map((report) => el('th', { class: 'rate' }, rateOf(count([report], scope))))));
  const body = el('tbody');
  let chapter = null;
  for (const task of tasks) {
    if (task.chapter !== chapter) {
      chapter = task.chapter;
      body.append(el('tr', { class: 'chapter' }, el('th', { colspan: reports.length + 3 }, chapterName(chapter))));
    }
    body.append(el('tr', {}, el('td', {}, task.number), el('td', {}, task.title), el('td', {}, task.units.map((unit) => unit[0]).join('、')),
      reports.map((report) => {
        const letter = report.s[task.row];
        const style = LABELS.statuses[letter];
        const flags = flagsBeside(letter, Number(report.f[task.row])).map((flag) => flag.mark).join('');
        return el('td', { class: `s s-${letter}` }, style.mark, labelled ? ` ${style.label}` : '', flags ? el('span', { class: 'flags' }, `${labelled ? ' ' : ''}${flags}`) : '',
          reviewMark(report, task) ? el('span', { class: 'rev' }, reviewMark(report, task)) : '');
      })));
  }
  return el('table', { class: labelled ? '' : 'marked' }, widths, head, body);
}

function paperWidths(count, labelled) {
  const each = labelled ? Math.min(11, 60 / count) : 3.5;
  const rest = 96 - each * count;
  return ['4%', `${rest * 0.62}%`, `${rest * 0.38}%`, ...Array(count).fill(`${each}%`)];
}
