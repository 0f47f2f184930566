/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.publication.GeometrySet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * The areas of a geometry set as arcs: pieces of border between two areas, or between an area and
 * nothing. What neighbours share is there once, so that it is brought to pixels once, and in the
 * same way for both. Neighbours that do not share their vertices have an arc each.
 *
 * <p>Only for areas that lie beside each other: where they overlap, or something else than areas is
 * among them, there are no borders.
 */
final class Borders {

  /** No area on this side. */
  static final int NOTHING = -1;

  /** Larger sets are left to the general painter: working them out would hold up the first map. */
  static final int MAX_VERTICES = 500_000;

  /** Areas that share no more of the smaller one than this lie beside each other. */
  private static final double SLIVER = 0.01;

  private static final AtomicLong NUMBERS = new AtomicLong();

  /** Kept for as long as the geometries themselves; empty: there are none. */
  private static final Map<Object, List<Borders>> KEPT = new WeakHashMap<>();

  private final long number = NUMBERS.incrementAndGet();
  private final List<double[]> arcs = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final List<int[]> sides = new ArrayList<>();
  private final int[][] arcsOfArea;
  private final Envelope[] extents;

  /**
   * The borders of a set in a system; made once per system, then kept as long as its geometries.
   *
   * @return null when the set has none
   */
  static Borders of(GeometrySet set, int srid) {
    Object lifetime = set.lifetime(srid);
    synchronized (KEPT) {
      List<Borders> kept = KEPT.get(lifetime);
      if (kept == null) {
        Geometry[] areas = new Geometry[set.size()];
        Arrays.setAll(areas, index -> set.geometry(index, srid));
        kept = liesBesideEachOther(areas) ? List.of(new Borders(areas)) : List.of();
        KEPT.put(lifetime, kept);
      }
      return kept.isEmpty() ? null : kept.get(0);
    }
  }

  /**
   * @param areas that lie beside each other; null where there is none
   */
  Borders(Geometry[] areas) {
    this.arcsOfArea = new int[areas.length][];
    this.extents = new Envelope[areas.length];
    new Builder(areas).build();
  }

  /** Tells borders apart, without keeping any alive. */
  long number() {
    return number;
  }

  /** How many areas there are, those without a geometry counted. */
  int areas() {
    return arcsOfArea.length;
  }

  /** How many arcs there are. */
  int arcs() {
    return arcs.size();
  }

  /** The points of an arc, x and y in turn. */
  double[] arc(int arc) {
    return arcs.get(arc);
  }

  /**
   * What each point of an arc counts for: a border without those that count for less than some
   * distance, in units of the system, is nowhere further than it from where it was (Douglas and
   * Peucker, 1973).
   */
  float[] weights(int arc) {
    return weights.get(arc);
  }

  /** The areas on both sides of an arc; {@link #NOTHING} where there is none. */
  int[] sides(int arc) {
    return sides.get(arc);
  }

  /** All arcs around an area, in no order: even-odd, they make its inside. */
  int[] around(int area) {
    return arcsOfArea[area];
  }

  /** The extent of an area; an empty one when there is none. */
  Envelope extent(int area) {
    return extents[area];
  }

  /** Whether all are areas, not too many, and none covers another. */
  static boolean liesBesideEachOther(Geometry[] areas) {
    long vertices = 0;
    List<Geometry> there = new ArrayList<>();
    for (Geometry area : areas) {
      if (area == null || area.isEmpty()) {
        continue;
      }
      if (!(area instanceof Polygon) && !(area instanceof MultiPolygon)) {
        return false;
      }
      vertices += area.getNumPoints();
      there.add(area);
    }
    if (vertices == 0 || vertices > MAX_VERTICES || areas.length >= Character.MAX_VALUE) {
      return false;
    }
    return CoverageValidator.isValid(there.toArray(Geometry[]::new)) || !overlap(there);
  }

  private static boolean overlap(List<Geometry> areas) {
    STRtree tree = new STRtree();
    for (int i = 0; i < areas.size(); i++) {
      tree.insert(areas.get(i).getEnvelopeInternal(), i);
    }
    for (int i = 0; i < areas.size(); i++) {
      Geometry one = areas.get(i);
      for (Object found : tree.query(one.getEnvelopeInternal())) {
        Geometry other = areas.get((Integer) found);
        if ((Integer) found > i && overlap(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean overlap(Geometry one, Geometry other) {
    Geometry both;
    try {
      both = OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION);
    } catch (TopologyException e) {
      return true; // One crosses itself; nobody can say what lies beside it.
    }
    return both.getArea() > SLIVER * Math.min(one.getArea(), other.getArea());
  }

  /** A piece of border by the numbers of its vertices, the same from both sides. */
  private record Piece(int[] vertices) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Piece piece && Arrays.equals(vertices, piece.vertices);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vertices);
    }
  }

  private final class Builder {

    private final Geometry[] areas;
    private final Map<Coordinate, Integer> numbers = new HashMap<>();
    private final List<Coordinate> vertices = new ArrayList<>();
    private final Map<Piece, Integer> pieces = new HashMap<>();

    /** For each vertex its two neighbours, and whether another border meets there. */
    private int[] before = new int[1024];

    private int[] after = new int[1024];
    private boolean[] junction = new boolean[1024];

    Builder(Geometry[] areas) {
      this.areas = areas;
    }

    void build() {
      List<List<int[]>> rings = new ArrayList<>();
      for (Geometry area : areas) {
        List<int[]> numbered = new ArrayList<>();
        for (LinearRing ring : rings(area)) {
          int[] numbers = numbered(ring.getCoordinateSequence());
          if (numbers.length >= 3) {
            numbered.add(numbers);
            findJunctions(numbers);
          }
        }
        rings.add(numbered);
      }
      for (int area = 0; area < areas.length; area++) {
        List<Integer> around = new ArrayList<>();
        for (int[] ring : rings.get(area)) {
          cut(ring, area, around);
        }
        arcsOfArea[area] = around.stream().mapToInt(Integer::intValue).toArray();
        extents[area] = areas[area] == null ? new Envelope() : areas[area].getEnvelopeInternal();
      }
    }

    private static List<LinearRing> rings(Geometry area) {
      List<LinearRing> rings = new ArrayList<>();
      if (area instanceof GeometryCollection parts) {
        for (int i = 0; i < parts.getNumGeometries(); i++) {
          rings.addAll(rings(parts.getGeometryN(i)));
        }
      } else if (area instanceof Polygon polygon && !polygon.isEmpty()) {
        rings.add(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          rings.add(polygon.getInteriorRingN(i));
        }
      }
      return rings;
    }

    /** The ring's vertices without the last, which is the first again, and without doubles. */
    private int[] numbered(CoordinateSequence ring) {
      int[] numbered = new int[ring.size()];
      int length = 0;
      for (int i = 0; i + 1 < ring.size(); i++) {
        int number = number(new Coordinate(ring.getX(i), ring.getY(i)));
        if (length == 0 || numbered[length - 1] != number) {
          numbered[length++] = number;
        }
      }
      while (length > 1 && numbered[length - 1] == numbered[0]) {
        length--;
      }
      return Arrays.copyOf(numbered, length);
    }

    private int number(Coordinate vertex) {
      Integer known = numbers.putIfAbsent(vertex, vertices.size());
      if (known != null) {
        return known;
      }
      int number = vertices.size();
      vertices.add(vertex);
      if (number == before.length) {
        before = Arrays.copyOf(before, 2 * number);
        after = Arrays.copyOf(after, 2 * number);
        junction = Arrays.copyOf(junction, 2 * number);
      }
      before[number] = -1;
      return number;
    }

    private void findJunctions(int[] ring) {
      for (int i = 0; i < ring.length; i++) {
        int vertex = ring[i];
        int one = ring[i == 0 ? ring.length - 1 : i - 1];
        int other = ring[i + 1 == ring.length ? 0 : i + 1];
        if (before[vertex] < 0) {
          before[vertex] = one;
          after[vertex] = other;
        } else if ((before[vertex] != one || after[vertex] != other)
            && (before[vertex] != other || after[vertex] != one)) {
          junction[vertex] = true;
        }
      }
    }

    private void cut(int[] ring, int area, List<Integer> around) {
      int start = -1;
      int least = 0;
      for (int i = 0; i < ring.length && start < 0; i++) {
        start = junction[ring[i]] ? i : -1;
        least = ring[i] < ring[least] ? i : least;
      }
      if (start < 0) {
        start = least; // An island: begins at the same vertex, whichever area it is told by.
      }
      int[] piece = new int[ring.length + 1];
      int length = 0;
      for (int i = 0; i <= ring.length; i++) {
        int vertex = ring[(start + i) % ring.length];
        piece[length++] = vertex;
        if (i > 0 && (junction[vertex] || i == ring.length)) {
          around.add(arc(Arrays.copyOf(piece, length), area));
          piece[0] = vertex;
          length = 1;
        }
      }
    }

    private int arc(int[] numbers, int area) {
      Piece piece = new Piece(oneWay(numbers));
      Integer known = pieces.get(piece);
      if (known != null && sides.get(known)[1] == NOTHING) {
        sides.get(known)[1] = area;
        return known;
      }
      double[] points = new double[2 * numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        Coordinate vertex = vertices.get(piece.vertices()[i]);
        points[2 * i] = vertex.x;
        points[2 * i + 1] = vertex.y;
      }
      arcs.add(points);
      weights.add(ArcWeights.of(points));
      sides.add(new int[] {area, NOTHING});
      pieces.put(piece, arcs.size() - 1);
      return arcs.size() - 1;
    }

    private static int[] oneWay(int[] numbers) {
      int last = numbers.length - 1;
      int from = numbers[0] == numbers[last] ? 1 : 0;
      if (numbers[from] <= numbers[last - from]) {
        return numbers;
      }
      int[] turned = new int[numbers.length];
      for (int i = 0; i <= last; i++) {
        turned[i] = numbers[last - i];
      }
      return turned;
    }
  }
}
