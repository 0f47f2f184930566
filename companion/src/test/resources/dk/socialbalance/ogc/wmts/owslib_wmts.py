# SPDX-License-Identifier: EUPL-1.2
"""Reads the tile door at the given address with OWSLib, and prints "all seen" when all is as expected."""


import struct
import sys
from urllib.request import urlopen

from owslib.util import ServiceException
from owslib.wmts import WebMapTileService

NAME = "socialbalance:basisdistrikt_underretninger"


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")


def size(png):
    expect(png[:8], b"\x89PNG\r\n\x1a\n", "signature")
    return struct.unpack(">II", png[16:24])


def look(wmts):
    expect(wmts.identification.version, "1.0.0", "version")
    expect(sorted(wmts.contents), ["socialbalance:basisdistrikt", NAME], "layers")
    expect(sorted(wmts.tilematrixsets), ["KortforsyningTilingDK", "View1", "WebMercatorQuad"], "sets")
    view1 = wmts.tilematrixsets["View1"]
    expect(view1.crs, "urn:ogc:def:crs:EPSG::25832", "system")
    expect(view1.tilematrix["0"].topleftcorner, (120000.0, 6500000.0), "corner")
    expect((view1.tilematrix["13"].matrixwidth, view1.tilematrix["13"].matrixheight), (24576, 16384), "matrix")
    layer = wmts[NAME]
    expect(layer.title, "Underretninger pr. basisdistrikt", "title")
    expect(list(layer.styles), ["basisdistrikt_underretninger"], "styles")
    expect([round(b, 2) for b in layer.boundingBoxWGS84], [12.42, 55.72, 12.47, 55.74], "box")
    place = dict(
        layer=NAME, style="basisdistrikt_underretninger", tilematrixset="View1", tilematrix="10",
        row=780, column=1453,
    )
    expect(size(wmts.gettile(format="image/png", **place).read()), (256, 256), "tile")
    try:
        wmts.gettile(format="image/png", **dict(place, row=999999))
        sys.exit("a tile out of range is no error")
    except ServiceException as error:
        if "TileRow" not in str(error):
            sys.exit(f"the error says {error}")
    legend = layer.styles["basisdistrikt_underretninger"]["legend"]
    if size(urlopen(legend).read())[1] < 100:
        sys.exit("no legend")


look(WebMapTileService(sys.argv[1]))
print("all seen")
