// SPDX-License-Identifier: EUPL-1.2
// Makes a living map of the picture on a page of OGC API Features. Without it the picture stays.
(() => {
  'use strict';

  const figure = document.querySelector('figure.map');
  if (!figure || !window.ol) return;
  const { wms, layers, time, srid, units, outline } = figure.dataset;
  const extent = figure.dataset.extent.split(',').map(Number);
  const picture = figure.querySelector('.picture');
  const image = picture.querySelector('img');
  const projection = new ol.proj.Projection({ code: `EPSG:${srid}`, units });

  const parameters = { VERSION: '1.1.1', LAYERS: layers, STYLES: '', FORMAT: 'image/png' };
  if (time) parameters.TIME = time;
  const target = document.createElement('div');
  target.className = 'living';
  target.tabIndex = 0;
  target.setAttribute('role', 'application');
  target.setAttribute('aria-label', image.alt);
  picture.replaceChildren(target);

  const map = new ol.Map({
    target,
    layers: [new ol.layer.Image({
      source: new ol.source.ImageWMS({ url: wms, params: parameters, projection, ratio: 1.1 }),
    })],
    controls: ol.control.defaults.defaults({ attribution: false, rotate: false }),
    interactions: ol.interaction.defaults.defaults({ mouseWheelZoom: false }),
    view: new ol.View({ projection, center: ol.extent.getCenter(extent), resolution: 1, constrainResolution: false,
      minResolution: units === 'm' ? 0.25 : 0.000002, maxResolution: units === 'm' ? 2000 : 1 }),
  });
  map.getView().fit(extent, { size: map.getSize() });

  if (outline) {
    fetch(outline, { headers: { Accept: 'application/geo+json' } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((feature) => {
        const source = new ol.source.Vector({
          features: new ol.format.GeoJSON({ dataProjection: projection, featureProjection: projection }).readFeatures(feature),
        });
        map.addLayer(new ol.layer.Vector({ source, style: new ol.style.Style({
          stroke: new ol.style.Stroke({ color: '#1c2b33', width: 3 }),
          image: new ol.style.Circle({ radius: 7, stroke: new ol.style.Stroke({ color: '#1c2b33', width: 3 }) }),
        }) }));
      })
      .catch((failure) => console.warn('The outline could not be fetched:', failure.message));
  }
})();
