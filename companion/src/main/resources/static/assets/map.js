// SPDX-License-Identifier: EUPL-1.2
// The map page: the service's own WMS in its own projection. No request leaves this service.
(() => {
  'use strict';

  const base = document.body.dataset.base;
  const byId = (id) => document.getElementById(id);
  const WORDS = {
    da: {
      hidden: 'Skjult af hensyn til små tal', none: 'Ingen data', of: 'af', interval: '95 % sikkerhed',
      area: 'Område', value: 'Værdi', forbedret: 'Forbedret', uaendret: 'Uændret', forvaerret: 'Forværret',
      failure: 'Tallene kunne ikke hentes. Prøv igen.', status: ['', 'høj', 'middel', 'lav', 'meget lav'], close: 'Luk',
      statusName: 'Status', dynamics: 'Udvikling', earlier: 'Tidligere', later: 'Senere', history: 'Udvikling over tid', report: 'Alle tal for området', trend: 'Udvikling',
    },
    en: {
      hidden: 'Hidden: small numbers', none: 'No data', of: 'of', interval: '95 % interval',
      area: 'Area', value: 'Value', forbedret: 'Improved', uaendret: 'Unchanged', forvaerret: 'Worsened',
      failure: 'The figures could not be fetched. Please try again.', status: ['', 'high', 'middle', 'low', 'very low'], close: 'Close',
      statusName: 'Status', dynamics: 'Dynamics', earlier: 'Earlier', later: 'Later', history: 'Development over time', report: 'All figures of the area', trend: 'Development',
    },
  };

  const state = { language: 'da', level: null, layer: null, style: '', period: 0, code: null, data: null };
  let map, coverage, names;

  const word = (key) => WORDS[state.language][key];
  const text = (value) => value[state.language];
  const number = (value, decimals) => value.toLocaleString(state.language === 'da' ? 'da-DK' : 'en-GB',
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const periodCode = () => state.layer.periods[state.period];

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  async function json(url) {
    const answer = await fetch(url, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer.json();
  }

  function fail() {
    byId('failure').textContent = word('failure');
    byId('failure').hidden = false;
  }

  function fill(select, entries, chosen) {
    select.replaceChildren();
    for (const entry of entries) {
      if (entry.group) {
        const group = element('optgroup', { label: entry.group });
        entry.options.forEach((o) => group.append(new Option(o.title, o.value, false, o.value === chosen)));
        select.append(group);
      } else {
        select.append(new Option(entry.title, entry.value, false, entry.value === chosen));
      }
    }
    select.value = chosen;
  }

  const layersOf = (level) => level.themes.flatMap((theme) => theme.layers);

  // The title of a layer says the level and the place too; the list is shorter without them.
  const shortTitle = (layer) => text(layer.title).split(' · ')[0];

  function showChoices() {
    fill(byId('level'), state.data.levels.filter((l) => l.areas)
      .map((l) => ({ value: l.id, title: `${text(l.title)} (${l.count})` })), state.level.id);
    fill(byId('layer'), state.level.themes.map((theme) => ({
      group: text(theme.title),
      options: theme.layers.map((l) => ({ value: l.name, title: shortTitle(l) })),
    })), state.layer.name);
    fill(byId('style'), state.layer.styles.map((s) => ({ value: s.name, title: s.name.endsWith('_udvikling') ? word('trend') : word('value') })), state.style);
    const slider = byId('period');
    slider.max = state.layer.periods.length - 1;
    slider.value = state.period;
    slider.setAttribute('aria-valuetext', periodCode());
    byId('period-name').textContent = periodCode();
    byId('earlier').setAttribute('aria-label', word('earlier'));
    byId('later').setAttribute('aria-label', word('later'));
    byId('about').textContent = text(state.layer.description);
  }

  function showMap() {
    coverage.getSource().updateParams({
      LAYERS: state.layer.name, STYLES: state.style, TIME: state.layer.starts[state.period],
    });
    names.getSource().updateParams({ LAYERS: state.level.areas, STYLES: '' });
    names.setVisible(byId('names').checked);
    const legend = byId('legend');
    legend.src = `${base}/wms?` + new URLSearchParams({
      SERVICE: 'WMS', VERSION: '1.3.0', REQUEST: 'GetLegendGraphic', FORMAT: 'image/png', TRANSPARENT: 'true',
      LAYER: state.layer.name, STYLE: state.style, LANGUAGE: state.language,
    });
    legend.alt = `${byId('legend-title').textContent}: ${shortTitle(state.layer)}`;
  }

  function shown(row) {
    if (row.datastatus === 'diskretioneret') return word('hidden');
    const value = state.layer.kind === 'INDEX' ? row.indeks : row.vaerdi;
    if (value === null || value === undefined) return word('none');
    return number(value, state.layer.kind === 'INDEX' ? 2 : 1) + (row.enhed ? ` ${row.enhed}` : '');
  }

  const rowsUrl = (parameters) => state.layer.kind === 'INDEX'
    ? `${base}/ogc/collections/${state.layer.name}/items?` + new URLSearchParams({ f: 'json', limit: '10000', ...parameters })
    : `${base}/ogc/collections/noegletal/items?` + new URLSearchParams({
      f: 'json', limit: '10000', niveau: state.level.niveau, indikator: state.layer.subject, ...parameters });

  async function showTable() {
    const wanted = `${state.layer.name} ${periodCode()}`;
    const answer = await json(rowsUrl({ periode: periodCode() }));
    if (wanted !== `${state.layer.name} ${periodCode()}`) return;
    const body = element('tbody');
    for (const { properties: row } of answer.features) {
      const value = shown(row);
      const cell = element('td', {}, value);
      if (row.datastatus !== 'vist' && row.datastatus !== 'foreloebig') cell.className = 'hidden';
      const line = element('tr', { 'data-code': row.omraade_kode, tabindex: '0' },
        element('td', {}, row.omraade_navn), cell);
      if (row.omraade_kode === state.code) line.className = 'chosen';
      body.append(line);
    }
    byId('table').replaceChildren(element('table', {},
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, word('area')),
        element('th', { scope: 'col' }, word('value')))), body));
  }

  function sparkline(rows) {
    const svg = (name, attributes) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      return made;
    };
    const values = rows.map((r) => (state.layer.kind === 'INDEX' ? r.indeks : r.vaerdi));
    const known = values.filter((v) => v !== null && v !== undefined);
    if (known.length < 2) return '';
    const low = Math.min(...known, state.layer.kind === 'INDEX' ? 0 : Infinity);
    const high = Math.max(...known);
    const x = (i) => 8 + (i * 264) / Math.max(1, rows.length - 1);
    const y = (v) => 48 - (40 * (v - low)) / (high - low || 1);
    const picture = svg('svg', { viewBox: '0 0 280 70', role: 'img', 'aria-label': word('history') });
    let line = '';
    values.forEach((v, i) => {
      if (v === null || v === undefined) return;
      const joined = i > 0 && values[i - 1] !== null && values[i - 1] !== undefined;
      line += `${joined ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
    });
    picture.append(svg('path', { d: line, fill: 'none', stroke: '#0b5c7a', 'stroke-width': 2 }));
    values.forEach((v, i) => {
      if (v === null || v === undefined) return;
      const current = rows[i].periode === periodCode();
      picture.append(svg('circle', { cx: x(i), cy: y(v), r: current ? 5 : 2.5, fill: current ? '#f2b134' : '#0b5c7a', stroke: '#0b5c7a' }));
    });
    [[0, 'start'], [rows.length - 1, 'end']].forEach(([i, anchor]) => {
      const label = svg('text', { x: x(i), y: 66, 'text-anchor': anchor, 'font-size': 11, fill: '#5a6b75' });
      label.textContent = rows[i].periode;
      picture.append(label);
    });
    return picture;
  }

  async function showInfo() {
    const card = byId('info');
    if (!state.code) {
      card.hidden = true;
      return;
    }
    const answer = await json(rowsUrl({ omraade_kode: state.code }));
    const rows = answer.features.map((f) => f.properties);
    const row = rows.find((r) => r.periode === periodCode());
    if (!row) {
      card.hidden = true;
      return;
    }
    const close = element('button', { type: 'button', class: 'close', 'aria-label': word('close') }, '×');
    close.addEventListener('click', () => choose(null));
    const lines = [];
    if (state.layer.kind === 'INDEX') {
      if (row.status) lines.push(`${word('statusName')}: ${word('status')[row.status]}`);
      if (row.gruppe) lines.push(`${word('dynamics')}: ${row.gruppe}`);
    } else {
      if (row.taeller !== null && row.taeller !== undefined) {
        lines.push(`${number(row.taeller, 0)} ${word('of')} ${number(row.naevner, 0)}`);
      }
      if (row.nedre !== null && row.nedre !== undefined) {
        lines.push(`${word('interval')}: ${number(row.nedre, 1)} – ${number(row.oevre, 1)}`);
      }
      if (row.udvikling) lines.push(word(row.udvikling));
    }
    const known = row.vaerdi ?? row.indeks;
    const value = element('p', { class: known === null || known === undefined ? 'soft' : 'value' }, shown(row));
    card.replaceChildren(close, element('h3', {}, row.omraade_navn),
      element('p', { class: 'soft' }, `${shortTitle(state.layer)}, ${periodCode()}`), value,
      ...lines.map((l) => element('p', {}, l)), sparkline(rows),
      element('p', {}, element('a', { href: `${base}/rapport/${state.level.niveau}/${encodeURIComponent(state.code)}` }, word('report'))));
    card.hidden = false;
  }

  function choose(code) {
    state.code = code;
    document.querySelectorAll('#table tr[data-code]').forEach((line) => {
      line.classList.toggle('chosen', line.dataset.code === code);
    });
    showInfo().catch(fail);
  }

  function show() {
    byId('failure').hidden = true;
    document.documentElement.lang = state.language;
    document.querySelectorAll('[data-da]').forEach((e) => { e.textContent = e.dataset[state.language]; });
    showChoices();
    showMap();
    showTable().catch(fail);
    showInfo().catch(fail);
    history.replaceState(null, '', '#' + new URLSearchParams({
      level: state.level.id, layer: state.layer.name, style: state.style, period: periodCode(), language: state.language,
    }));
  }

  // A change of level keeps the indicator, a change of indicator keeps the period, as far as they exist.
  function chooseLayer(layer, period) {
    state.layer = layer;
    state.style = layer.styles.some((s) => s.name === state.style) ? state.style : layer.styles[0].name;
    const index = layer.periods.indexOf(period);
    state.period = index >= 0 ? index : layer.periods.length - 1;
  }

  function chooseLevel(level) {
    const subject = state.layer && state.layer.subject;
    const period = state.layer && periodCode();
    const isTrend = state.layer && state.layer.styles.findIndex((s) => s.name === state.style);
    state.level = level;
    const layers = layersOf(level);
    chooseLayer(layers.find((l) => l.subject === subject) || layers[0], period);
    if (isTrend > 0 && state.layer.styles[isTrend]) state.style = state.layer.styles[isTrend].name;
    state.code = null;
  }

  function step(by) {
    state.period = Math.min(state.layer.periods.length - 1, Math.max(0, state.period + by));
    show();
  }

  function wire() {
    byId('level').addEventListener('change', (e) => {
      chooseLevel(state.data.levels.find((l) => l.id === e.target.value));
      show();
    });
    byId('layer').addEventListener('change', (e) => {
      const position = state.layer.styles.findIndex((s) => s.name === state.style);
      chooseLayer(layersOf(state.level).find((l) => l.name === e.target.value), periodCode());
      if (position > 0 && state.layer.styles[position]) state.style = state.layer.styles[position].name;
      show();
    });
    byId('style').addEventListener('change', (e) => { state.style = e.target.value; show(); });
    byId('period').addEventListener('input', (e) => { state.period = Number(e.target.value); show(); });
    byId('earlier').addEventListener('click', () => step(-1));
    byId('later').addEventListener('click', () => step(1));
    byId('names').addEventListener('change', showMap);
    document.querySelectorAll('[data-language]').forEach((button) => button.addEventListener('click', () => {
      state.language = button.dataset.language;
      document.querySelectorAll('[data-language]').forEach((b) => b.setAttribute('aria-pressed', String(b === button)));
      show();
    }));
    const pick = (e) => {
      const line = e.target.closest('tr[data-code]');
      if (line) choose(line.dataset.code);
    };
    byId('table').addEventListener('click', pick);
    byId('table').addEventListener('keydown', (e) => { if (e.key === 'Enter') pick(e); });
    map.on('singleclick', async (e) => {
      const url = coverage.getSource().getFeatureInfoUrl(e.coordinate, map.getView().getResolution(),
        map.getView().getProjection(), { INFO_FORMAT: 'application/json', FEATURE_COUNT: 1 });
      try {
        const answer = await json(url);
        choose(answer.features.length ? answer.features[0].properties.omraade_kode : null);
      } catch (error) {
        fail();
      }
    });
  }

  function makeMap(extent) {
    // Everything is asked for in the stored system, so nothing has to be transformed here.
    const projection = new ol.proj.Projection({ code: `EPSG:${state.data.srid}`, units: 'm' });
    const layer = (opacity) => new ol.layer.Image({
      opacity,
      source: new ol.source.ImageWMS({
        url: `${base}/wms`, projection, ratio: 1.2,
        params: { VERSION: '1.3.0', FORMAT: 'image/png', TRANSPARENT: true, LAYERS: '' },
      }),
    });
    coverage = layer(1);
    names = layer(1);
    map = new ol.Map({
      target: 'map',
      layers: [coverage, names],
      controls: ol.control.defaults.defaults({ attribution: false }).extend([new ol.control.ScaleLine()]),
      view: new ol.View({ projection, center: ol.extent.getCenter(extent), resolution: 20, minResolution: 0.5, maxResolution: 400 }),
    });
    map.getView().fit(extent, { padding: [30, 30, 30, 30] });
    const loaded = () => { document.body.dataset.map = 'drawn'; };
    map.on('rendercomplete', loaded);
  }

  async function start() {
    state.data = await json(`${base}/assets/layers.json`);
    const usable = state.data.levels.filter((l) => l.areas && layersOf(l).length);
    if (!usable.length) return;
    const wanted = new URLSearchParams(location.hash.slice(1));
    if (WORDS[wanted.get('language')]) {
      state.language = wanted.get('language');
      document.querySelectorAll('[data-language]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.language === state.language)));
    }
    const most = [...usable].sort((a, b) => b.count - a.count)[0];
    state.level = usable.find((l) => l.id === wanted.get('level')) || most;
    const layers = layersOf(state.level);
    state.style = wanted.get('style') || '';
    chooseLayer(layers.find((l) => l.name === wanted.get('layer')) || layers[0], wanted.get('period'));
    makeMap(state.level.extent);
    wire();
    show();
  }

  start().catch(fail);
})();
