# SPDX-License-Identifier: EUPL-1.2
"""Writes GeoJSON (coordinates in EPSG:25832) of COLUMNS x ROWS areas that share crooked borders: bench/maps."""
import json
import random
import sys

columns, rows = int(sys.argv[1]), int(sys.argv[2])
LEFT, BOTTOM, SIDE = 714000, 6179600, 7400
draw = random.Random(2018)


def node(column, row):
    """A corner, moved a little unless it lies on the outline."""
    inner = 0 < column < columns and 0 < row < rows
    dx, dy = (draw.uniform(-0.25, 0.25), draw.uniform(-0.25, 0.25)) if inner else (0, 0)
    return LEFT + (column + dx) * SIDE / columns, BOTTOM + (row + dy) * SIDE / rows


def crooked(a, b, depth=4):
    """The points from a up to but without b: midpoints moved sideways, again and again."""
    if depth == 0:
        return [a]
    push = draw.uniform(-0.06, 0.06)
    middle = ((a[0] + b[0]) / 2 - push * (b[1] - a[1]), (a[1] + b[1]) / 2 + push * (b[0] - a[0]))
    return crooked(a, middle, depth - 1) + crooked(middle, b, depth - 1)


nodes = {(c, r): node(c, r) for c in range(columns + 1) for r in range(rows + 1)}
across = {(c, r): crooked(nodes[c, r], nodes[c + 1, r]) for c in range(columns) for r in range(rows + 1)}
up = {(c, r): crooked(nodes[c, r], nodes[c, r + 1]) for c in range(columns + 1) for r in range(rows)}


def back(points, first):
    """A border walked from its other end, without its last point."""
    return [first] + points[:0:-1]


features = []
for c in range(columns):
    for r in range(rows):
        ring = (across[c, r] + up[c + 1, r] + back(across[c, r + 1], nodes[c + 1, r + 1]) + back(up[c, r], nodes[c, r + 1]))
        ring = [[round(x, 2), round(y, 2)] for x, y in ring]
        kind = draw.randrange(12)
        features.append({
            "type": "Feature",
            "properties": {
                "kode": "%d_%d" % (c, r), "klasse": kind % 5 + 1 if kind < 10 else None,
                "datastatus": "vist" if kind < 10 else "diskretioneret" if kind == 10 else "ingen_data"},
            "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}})
json.dump({"type": "FeatureCollection", "features": features}, sys.stdout)
