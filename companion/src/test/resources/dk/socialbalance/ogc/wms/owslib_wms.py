# SPDX-License-Identifier: EUPL-1.2
"""Reads the map door at the given address with OWSLib, and prints "all seen" when all is as expected."""


import sys
import struct

from owslib.util import ServiceException
from owslib.wms import WebMapService

NAME = "socialbalance:basisdistrikt_underretninger"


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")


def size(png):
    expect(png[:8], b"\x89PNG\r\n\x1a\n", "signature")
    return struct.unpack(">II", png[16:24])


def look(url, version):
    wms = WebMapService(url, version=version)
    expect(wms.identification.version, version, "version")
    expect(sorted(wms.contents), ["socialbalance:basisdistrikt", NAME], "layers")
    layer = wms[NAME]
    expect(layer.title, "Underretninger pr. basisdistrikt", "title")
    expect([t[:4] for t in layer.timepositions], ["2016", "2017", "2018"], "times")
    expect(layer.defaulttimeposition, "2018-01-01T00:00:00.000Z", "default time")
    expect(list(layer.styles), ["basisdistrikt_underretninger"], "styles")
    expect([round(b, 2) for b in layer.boundingBoxWGS84], [12.42, 55.72, 12.47, 55.74], "box")
    for crs in ("EPSG:25832", "EPSG:3857", "EPSG:4326"):
        if crs not in layer.crsOptions:
            sys.exit(f"{crs} is missing: {layer.crsOptions}")
    frame = dict(
        layers=[NAME], styles=[""], srs="EPSG:25832", bbox=(714900, 6179900, 718100, 6182100),
        size=(320, 220), time="2017",
    )
    expect(size(wms.getmap(format="image/png", transparent=True, **frame).read()), (320, 220), "map")
    click = wms.getfeatureinfo(
        query_layers=[NAME], info_format="text/plain", xy=(260, 160), feature_count=1, **frame
    ).read().decode("utf-8")
    for line in ("omraade_kode = 103", "datastatus = diskretioneret", "vaerdi = skjult"):
        if line not in click:
            sys.exit(f"{line!r} is missing in {click}")
    try:
        wms.getmap(format="image/png", **dict(frame, layers=["nowhere"]))
        sys.exit("an unknown layer is no error")
    except ServiceException as error:
        if "nowhere" not in str(error):
            sys.exit(f"the error says {error}")
    legend = layer.styles["basisdistrikt_underretninger"]["legend"]
    from urllib.request import urlopen
    width, height = size(urlopen(legend).read())
    if height < 100:
        sys.exit(f"a legend of {width} x {height} pixels")


for spoken in ("1.1.1", "1.3.0"):
    look(sys.argv[1], spoken)
print("all seen")
