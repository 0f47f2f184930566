# SPDX-License-Identifier: EUPL-1.2
"""Whether bench/parity sees what differs: pictures, values, geometries, legends. Prints a line each."""
import importlib.machinery
import importlib.util
import sys

from PIL import Image, ImageDraw

loader = importlib.machinery.SourceFileLoader("parity", sys.argv[1])
parity = importlib.util.module_from_spec(importlib.util.spec_from_loader("parity", loader))
loader.exec_module(parity)


def drawn(shift=0, fill="#963d57", areas=6):
    """A picture of areas."""
    image = Image.new("RGBA", (512, 400))
    draw = ImageDraw.Draw(image)
    for i in range(areas):
        draw.rectangle((40 + 70 * i + shift, 60, 100 + 70 * i + shift, 320), fill=fill if i == 2 else "#f9c46b")
    return image


empty = Image.new("RGBA", (512, 400))
print("equal", parity.likeness(drawn(), drawn()) == 1, "empty", parity.likeness(empty, empty) == 1)
print("shifted by a pixel", parity.likeness(drawn(), drawn(1)) >= parity.LEAST_ALIKE)
print("another colour", parity.likeness(drawn(), drawn(fill="#4b1a5e")) < parity.LEAST_ALIKE)
print("an area less", parity.likeness(drawn(), drawn(areas=5)) < parity.LEAST_ALIKE)
print("nothing there", parity.likeness(drawn(), empty) < parity.LEAST_ALIKE_LABELLED)

point = {"type": "Point", "coordinates": [1.0, 2.0]}
feature = {"properties": {"vaerdi": 7.25, "klasse": 2}, "geometry": point}
for what, other in {
    "same": feature,
    "value": {"properties": {"vaerdi": 7.26, "klasse": 2}, "geometry": point},
    "null": {"properties": {"vaerdi": None, "klasse": 2}, "geometry": point},
    "missing": {"properties": {"vaerdi": 7.25}, "geometry": point},
    "moved": {"properties": feature["properties"], "geometry": {"type": "Point", "coordinates": [1.0, 2.01]}},
    "known": {"properties": feature["properties"] | {"gyldig_fra_dag": "2007-01-01"}, "geometry": point},
}.items():
    report = parity.Report()
    parity.compare_features(report, "a", {"a.1": feature}, {"a.1": other})
    print(what, len(report.unexpected), sum(report.expected.values()))
