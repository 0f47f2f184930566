# SPDX-License-Identifier: EUPL-1.2
# Reads the service as QGIS does: the layer definition file with every layer, then WMS, WFS and OGC API Features.
# Arguments: base URL, folder for pictures. Prints one line a finding; ends with "done".
import json
import os
import re
import sys
import tempfile
import urllib.request

base, folder = sys.argv[1], sys.argv[2]
scratch = tempfile.mkdtemp()
os.environ.update(QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=scratch, HOME=scratch)

from qgis.core import (  # noqa: E402
    NULL, QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDateTimeRange, QgsLayerDefinition, QgsMapRendererSequentialJob,
    QgsMapSettings, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QVariant  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

LAYER = "basisdistrikt_offentligt_forsoergede"

QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
definition = os.path.join(scratch, "all.qlr")
urllib.request.urlretrieve(base + "/qgis/socialbalance.qlr", definition)
ok, error = QgsLayerDefinition.loadLayerDefinition(definition, project, project.layerTreeRoot())
layers = list(project.mapLayers().values())
print("definition", ok, error)
print("layers", len(layers), "invalid", sum(1 for layer in layers if not layer.isValid()))


def pick(provider, part):
    return [layer for layer in layers if layer.providerType() == provider and part in layer.source()][0]


def draw(layer, name, year=None):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(600, 600))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    settings.setExtent(QgsRectangle(714000, 6179500, 721500, 6187000))
    if year:
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(
            QDateTime(year, 1, 1, 0, 0, 0, 0, Qt.UTC), QDateTime(year, 12, 31, 23, 59, 59, 0, Qt.UTC)))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(os.path.join(folder, name + ".png"))
    colours = len({image.pixel(x, y) for x in range(0, 600, 6) for y in range(0, 600, 6)})
    # Pixels in the colour of the hatch: none without one, some 14,000 where hidden areas are filled with it.
    hatch = sum(
        1 for x in range(600) for y in range(600)
        if all(abs(a - b) < 25 for a, b in zip(QColor(image.pixel(x, y)).getRgb()[:3], (0x8C, 0x94, 0x9E))))
    print("picture", name, "colours", colours, "errors", len(job.errors()), "hatched", 500 < hatch < 5000)
    return image


wms = pick("wms", "layers=socialbalance:" + LAYER + "&")
latest = pick("WFS", ":" + LAYER + "_seneste'")
history = pick("WFS", ":" + LAYER + "'")
now = draw(wms, "qgis-wms")
then = draw(wms, "qgis-wms-2016", 2016)
print("years differ", now != then)
draw(latest, "qgis-wfs")
draw(history, "qgis-wfs-2016", 2016)
print("wfs latest", sum(1 for _ in latest.getFeatures()), "history", sum(1 for _ in history.getFeatures()))
names = sorted(feature["omraade_navn"] for feature in latest.getFeatures())
print("danish names", any("Ø" in name or "ø" in name or "æ" in name for name in names))
api = QgsVectorLayer(" url='%s/ogc' typename='%s'" % (base, LAYER), "api", "OAPIF")
print("oapif", api.isValid(), sum(1 for _ in api.getFeatures()))


def table(layer):
    """Every value by code and period, in the types of Python; times to the second."""
    rows = {}
    for feature in layer.getFeatures():
        values = {field.name(): feature[field.name()] for field in layer.fields()}
        values = {
            name: None if value == NULL else value.toUTC().toString(Qt.ISODate) if isinstance(value, QDateTime) else value
            for name, value in values.items() if name not in ("fid", "id", "gml_id", "gml_name")}
        rows[values["omraade_kode"], values["periode"]] = values
    return rows


def box(layer, srid):
    """The extent of the features themselves, in metres of a system."""
    turn = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(srid), project)
    whole = QgsRectangle()
    whole.setMinimal()
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(turn)
        whole.combineExtentWith(geometry.boundingBox())
    return [round(n) for n in (whole.xMinimum(), whole.yMinimum(), whole.xMaximum(), whole.yMaximum())]


truth = table(history)
where = box(history, "EPSG:25832")
print("types", {f.name(): f.typeName() for f in history.fields() if f.name() in ("vaerdi", "klasse", "periode_start")})
print("extent", where)
hidden = [row for row in truth.values() if row["datastatus"] == "diskretioneret"]
print("hidden", bool(hidden) and all(row["vaerdi"] is None and row["taeller"] is None for row in hidden))
for version in ("1.0.0", "1.1.0", "2.0.0"):
    for system in ("EPSG:25832", "EPSG:4326"):
        read = QgsVectorLayer(
            " url='%s/wfs' typename='socialbalance:%s' version='%s' srsname='%s' pagingEnabled='default'"
            % (base, LAYER, version, system), "read", "WFS")
        print("wfs", version, system, read.crs().authid(), len(truth), table(read) == truth,
              max(abs(a - b) for a, b in zip(box(read, "EPSG:25832"), where)) <= 1)
# Read once: from its own store, QGIS 3.22 gives an empty whole number of such a layer as 0.
again = QgsVectorLayer(" url='%s/ogc' typename='%s'" % (base, LAYER), "again", "OAPIF")
print("oapif values", table(again) == truth)
print("oapif extent", max(abs(a - b) for a, b in zip(box(api, "EPSG:25832"), where)) <= 1)
wrong = [layer.name() for layer in layers if layer.providerType() == "WFS" and layer.featureCount() < 1]
print("counted", sum(1 for layer in layers if layer.providerType() == "WFS"), "empty", len(wrong), wrong[:5])
package = os.path.join(scratch, "a.gpkg")
urllib.request.urlretrieve(base + "/ogc/collections/" + LAYER + "_seneste/items?f=gpkg", package)
saved = QgsVectorLayer(package + "|layername=" + LAYER + "_seneste", "saved", "ogr")
print("gpkg", saved.isValid(), saved.featureCount(), saved.crs().authid(), saved.renderer().type())
draw(saved, "qgis-gpkg")
print("gpkg values", table(saved) == {key: row for key, row in truth.items() if key in table(latest)})
TYPES = {
    "integer": (QVariant.Int, QVariant.LongLong), "number": (QVariant.Double,), "boolean": (QVariant.Bool,),
    "string": (QVariant.String,), "date-time": (QVariant.DateTime,), "date": (QVariant.Date,)}


def ask(path):
    with urllib.request.urlopen(base + path) as answer:
        return json.load(answer)


def same(value):
    """A value as both sides write it: times to the second, numbers as numbers."""
    if value is None or value == NULL:
        return None
    if isinstance(value, QDateTime):
        return value.toUTC().toString(Qt.ISODate)
    if isinstance(value, QDate):
        return value.toString(Qt.ISODate)
    if isinstance(value, str):
        return re.sub(r"(T\d\d:\d\d:\d\d)\.0+Z$", r"\1Z", value)
    return value if isinstance(value, bool) else float(value)


def every(name):
    """What is wrong with a layer as QGIS reads it in two systems, beside its GeoJSON; empty when all is right."""
    metres = "&crs=http://www.opengis.net/def/crs/EPSG/0/25832"
    page = ask("/ogc/collections/%s/items?f=json&limit=10000%s" % (name, metres))
    items = page["features"]
    while [link for link in page["links"] if link["rel"] == "next"]:
        page = ask("/ogc/collections/%s/items?f=json&limit=10000&offset=%d%s" % (name, len(items), metres))
        items += page["features"]
    described = ask("/ogc/collections/%s/schema?f=json" % name)["properties"]
    fields = {key: about.get("format") if about.get("format") in TYPES else about["type"]
              for key, about in described.items() if "type" in about}
    fields = {key: kind for key, kind in fields.items() if kind in TYPES and key in items[0]["properties"]}
    wanted = sorted(repr([same(item["properties"].get(key)) for key in fields]) for item in items)
    found = []
    for system in ("EPSG:25832", "EPSG:4326"):
        read = QgsVectorLayer(
            " url='%s/wfs' typename='socialbalance:%s' version='2.0.0' srsname='%s' pagingEnabled='default'"
            % (base, name, system), "read", "WFS")
        types = {field.name(): field.type() for field in read.fields()}
        found += ["%s %s: %s" % (name, system, key) for key, kind in fields.items() if types.get(key) not in TYPES[kind]]
        rows = sorted(repr([same(feature[key]) for key in fields]) for feature in read.getFeatures())
        if rows != wanted:
            found.append("%s %s: %d rows for %d, or other values" % (name, system, len(rows), len(wanted)))
        places = [item["geometry"]["coordinates"] for item in items if item["geometry"]]
        if places:
            numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", json.dumps(places))]
            around = (min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
            if max(abs(a - b) for a, b in zip(box(read, "EPSG:25832"), around)) > 1:
                found.append("%s %s: extent" % (name, system))
    return found


names = [re.search(r"typename='socialbalance:(\w+)'", layer.source()) for layer in layers if layer.providerType() == "WFS"]
wrong = [line for name in names for line in every(name.group(1))]
print("every", len(names), "wrong", len(wrong), wrong[:10])


def shows(layer, system, extent):
    """Whether QGIS draws a layer of WMS in a system, without a complaint."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(400, 400))
    settings.setBackgroundColor(QColor("white"))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(system))
    settings.setExtent(QgsRectangle(*extent))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colours = {image.pixel(x, y) for x in range(0, 400, 4) for y in range(0, 400, 4)}
    return len(colours) > 2 and not job.errors()


maps = [layer for layer in layers if layer.providerType() == "wms"]
blank = []
for layer in maps:
    for system, extent in (
            ("EPSG:25832", (714000, 6179500, 721500, 6187000)), ("EPSG:3857", (1382000, 7502000, 1394200, 7514200))):
        served = layer.source().replace("crs=EPSG:25832", "crs=" + system)
        if not shows(QgsRasterLayer(served, layer.name(), "wms"), system, extent):
            blank.append(layer.name() + " " + system)
print("maps", len(maps), "blank", len(blank), blank[:5])
project.clear()
del saved
del wms, latest, history, api, again, read, layers
app.exitQgis()
print("done")
