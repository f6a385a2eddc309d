// Wiring: controls, address, views.
function fillSelects() {
  const kinds = new Map();
  CATALOG.units.forEach((unit) => kinds.set(unit.kind, [...(kinds.get(unit.kind) || []), unit]));
  kinds.forEach((units, kind) => {
    const options = units.map((unit) => el('option', { value: unit.name }, `${unit.name}（${Object.keys(unit.tasks).length}）`));
    byId('unit').append(el('optgroup', { label: T.kinds[kind] || kind }, options));
  });
  CATALOG.chapters.forEach((chapter) => byId('chapter').append(el('option', { value: chapter.id }, chapterName(chapter.id))));
}

function drawLegend() {
  const counts = count(reportsShown(), tasksInScope());
  const keys = ORDER.map((letter) => {
    const style = LABELS.statuses[letter];
    const button = el('button', { type: 'button', 'aria-pressed': String(state.status.has(letter)), 'data-status': style.name, title: `${style.meaning}。\n${T.legend_hint}` },
      el('span', { class: `key s-${letter}` }, style.mark), style.label, ` ${counts[letter]} `,
      letter === NOT_APPLICABLE ? '' : el('small', {}, percent(counts[letter], counts.applicable)));
    button.addEventListener('click', () => {
      if (state.status.has(letter)) state.status.delete(letter); else state.status.add(letter);
      refresh();
      byId('legend').querySelector(`[data-status="${style.name}"]`).focus();
    });
    return button;
  });
  const flags = Object.values(LABELS.flags).map((flag) => el('span', { class: 'flagkey', title: flag.meaning }, `${flag.mark} ${flag.label}`));
  const total = el('span', { class: 'total', title: T.summary_title }, `${T.summary} `, el('b', {}, rateOf(counts)), ` ${percent(counts[COVERED], counts.applicable)}`);
  const marks = el('span', { class: 'flagkey', title: T.marks }, marksMeaning());
  byId('legend').replaceChildren(...keys, ...flags, marks, total);
}

function drawPick() {
  const summary = state.reports ? fill(T.some_reports, { n: state.reports.size, all: REPORTS.length }) : fill(T.all_reports, { n: REPORTS.length });
  byId('pick-summary').textContent = summary;
  if (!byId('pick').open) return;
  const found = pickFound();
  const choose = (report) => (event) => {
    const chosen = state.reports || new Set(REPORTS.map((one) => one.column));
    if (event.target.checked) chosen.add(report.column); else chosen.delete(report.column);
    setReports(chosen);
  };
  byId('pick-list').replaceChildren(...(found.length ? found : []).map((report) =>
    el('label', {}, el('input', { type: 'checkbox', 'data-report': report.id, checked: !state.reports || state.reports.has(report.column), onchange: choose(report) }),
      el('span', {}, issuerOf(report), ' ', el('small', {}, `${yearOf(report)} · ${LABELS.levels[report.level]} · ${report.id}`)))),
    found.length ? '' : T.report_none);
}
function pickFound() {
  const wanted = folded(byId('pick-search').value);
  return REPORTS.filter((report) => folded([report.issuer, report.title, report.id, report.year, LABELS.levels[report.level]].join('\n')).includes(wanted));
}
function setReports(columns) {
  state.reports = columns.size === REPORTS.length ? null : columns;
  state.page = 0;
  const scroll = byId('pick-list').scrollTop;
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.report : undefined;
  refresh();
  byId('pick-list').scrollTop = scroll;
  if (focus !== undefined) [...byId('pick-list').querySelectorAll('input')].find((box) => box.dataset.report === focus)?.focus();
}

function showControls() {
  for (const name of ['unit', 'chapter', 'order']) {
    byId(name).value = state[name];
    byId(name).classList.toggle('on', Boolean(state[name]) && name !== 'order');
  }
  if (byId('search').value !== state.q) byId('search').value = state.q;
  byId('search').classList.toggle('on', Boolean(state.q));
  byId('pick-summary').classList.toggle('on', Boolean(state.reports));
  byId('tabs').querySelectorAll('button').forEach((tab) => {
    const selected = tab.dataset.view === state.view;
    tab.setAttribute('aria-selected', String(selected));
    tab.setAttribute('tabindex', selected ? '0' : '-1');
    byId(`view-${tab.dataset.view}`).hidden = !selected;
  });
  const warnings = REPORTS.reduce((sum, report) => sum + report.warnings.length, 0);
  byId('warning-count').hidden = !warnings;
  byId('warning-count').textContent = warnings;
}

function refresh() {
  showControls();
  drawLegend();
  drawPick();
  if (state.view === 'matrix') { byId('panel').hidden = !state.open; drawGrid(); drawPanel(); markPlace(); }
  else if (state.view === 'charts') drawCharts();
  else drawReports();
  writeAddress();
}

function listen() {
  for (const name of ['unit', 'chapter', 'order']) {
    byId(name).addEventListener('change', (event) => { state[name] = event.target.value; refresh(); });
  }
  let waiting = 0;
  byId('search').addEventListener('input', (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { state.q = event.target.value.trim(); refresh(); }, 120);
  });
  byId('reset').addEventListener('click', () => {
    Object.assign(state, { unit: '', chapter: '', status: new Set(), reports: null, order: '', q: '', page: 0 });
    byId('search').value = '';
    refresh();
  });
  byId('print').addEventListener('click', () => window.print());
  byId('tabs').addEventListener('click', (event) => {
    const tab = event.target.closest('[data-view]');
    if (tab) { state.view = tab.dataset.view; refresh(); }
  });
  byId('tabs').addEventListener('keydown', (event) => {
    const tabs = [...byId('tabs').querySelectorAll('button')];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    state.view = next.dataset.view;
    refresh();
    next.focus();
  });
  byId('pick').addEventListener('toggle', drawPick);
  byId('pick-search').addEventListener('input', drawPick);
  byId('pick-all').addEventListener('click', () => setReports(new Set(REPORTS.map((report) => report.column))));
  byId('pick-none').addEventListener('click', () => setReports(new Set()));
  byId('pick-found').addEventListener('click', () => setReports(new Set(pickFound().map((report) => report.column))));
  document.addEventListener('click', (event) => { if (!byId('pick').contains(event.target)) byId('pick').open = false; });
  byId('grid').addEventListener('click', (event) => {
    const cell = event.target.closest('[data-row]');
    if (cell) openFrom(cell);
  });
  byId('grid').addEventListener('keydown', gridKey);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (byId('pick').open) { byId('pick').open = false; byId('pick-summary').focus(); } else closePanel();
  });
  window.addEventListener('hashchange', () => { readAddress(); grid.reveal = true; refresh(); });
  window.addEventListener('beforeprint', drawPaper);
  window.addEventListener('afterprint', () => byId('paper').replaceChildren());
  let resizing = 0;
  window.addEventListener('resize', () => {
    cancelAnimationFrame(resizing);
    resizing = requestAnimationFrame(() => { if (state.view === 'matrix') layOut(); });
  });
}

for (const id of ['bar', 'legend', 'main']) byId(id).hidden = false;
fillSelects();
readAddress();
listen();
refresh();
