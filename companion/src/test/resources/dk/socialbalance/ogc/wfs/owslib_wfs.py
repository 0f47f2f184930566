# SPDX-License-Identifier: EUPL-1.2
"""Reads the feature door at the given address with OWSLib, and prints "all seen" when all is as expected."""

import json
import sys
import xml.etree.ElementTree as tree

from owslib.util import ServiceException
from owslib.wfs import WebFeatureService

NAME = "socialbalance:basisdistrikt_underretninger"
GML = {
    "1.0.0": "{http://www.opengis.net/gml}featureMember",
    "1.1.0": "{http://www.opengis.net/gml}featureMember",
    "2.0.0": "{http://www.opengis.net/wfs/2.0}member",
}


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")


def look(url, version):
    wfs = WebFeatureService(url, version=version)
    expect(wfs.identification.version, version, "version")
    if NAME not in wfs.contents:
        sys.exit(f"{NAME} is missing: {list(wfs.contents)}")
    layer = wfs[NAME]
    expect(layer.title, "Underretninger pr. basisdistrikt", "title")
    # Of 1.0.0 the client turns two corners of a box in metres.
    for found, wanted in zip(layer.boundingBoxWGS84, (12.4232, 55.7166, 12.4724, 55.7359)):
        if abs(found - wanted) > 0.002:
            sys.exit(f"box: {layer.boundingBoxWGS84}")
    expect(layer.crsOptions[0].code, 25832, "system")
    names = [operation.name for operation in wfs.operations]
    for name in ("GetCapabilities", "DescribeFeatureType", "GetFeature"):
        if name not in names:
            sys.exit(f"{name} is missing: {names}")
    members = tree.fromstring(wfs.getfeature(typename=[NAME]).read()).findall(GML[version])
    expect(len(members), 18, f"features in {version}")
    box = (715100, 6180100, 715200, 6180200)
    some = json.loads(wfs.getfeature(typename=[NAME], bbox=box, outputFormat="application/json").read())
    expect(sorted(f["properties"]["periode"] for f in some["features"]), ["2016", "2017", "2018"], "in the box")
    try:
        wfs.getfeature(typename=["socialbalance:nowhere"])
        sys.exit("an unknown type is no error")
    except ServiceException as error:
        if "nowhere" not in str(error):
            sys.exit(f"the error says {error}")
    if version != "1.0.0":
        page = tree.fromstring(wfs.getfeature(typename=[NAME], startindex=16, maxfeatures=5).read())
        expect(len(page.findall(GML[version])), 2, "last page")
        sorted_ = json.loads(
            wfs.getfeature(typename=[NAME], sortby=["omraade_kode"], maxfeatures=1, outputFormat="json").read()
        )
        expect(sorted_["features"][0]["properties"]["omraade_kode"], "101", "first")
    schema = wfs.get_schema(NAME)
    expect(schema["properties"]["vaerdi"], "double", "type")
    # The client calls every surface of GML 3 three-dimensional.
    expect(schema["geometry"].replace("3D ", ""), "MultiPolygon", "geometry")
    if version == "2.0.0":
        expect([query.id for query in wfs.storedqueries], ["urn:ogc:def:query:OGC-WFS::GetFeatureById"], "stored")
        one = wfs.getfeature(
            storedQueryID="urn:ogc:def:query:OGC-WFS::GetFeatureById", storedQueryParams={"id": f"{NAME.split(':')[1]}.101.2016"}
        )
        if b"<socialbalance:vaerdi>5.0" not in one.read():
            sys.exit("the feature by its id is another")


for spoken in ("1.0.0", "1.1.0", "2.0.0"):
    look(sys.argv[1], spoken)
print("all seen")
