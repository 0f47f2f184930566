/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * The map of the demo municipality: an outline of about Gladsaxe's extent, 84 districts that tile
 * it, 19 quarters made of them, and three housing areas that lie across district borders. It is the
 * same for every seed and size.
 */
final class Geography {

  static final String MUNICIPALITY = "0159";

  private static final double WEST = 714_370;
  private static final double SOUTH = 6_179_983;
  private static final long MAP_SEED = 159;

  /** Corners in metres from the south-west, clockwise from the west. */
  private static final int[][] OUTLINE = {
    {0, 4250},
    {180, 4900},
    {500, 5250},
    {760, 5900},
    {1500, 6150},
    {2050, 6530},
    {2700, 6614},
    {3300, 6330},
    {3680, 5860},
    {4200, 5560},
    {4640, 5380},
    {4980, 4850},
    {5300, 4270},
    {5760, 4060},
    {6050, 3420},
    {6450, 2900},
    {6747, 2300},
    {6600, 1750},
    {6280, 1400},
    {6200, 820},
    {5640, 610},
    {5100, 190},
    {4500, 300},
    {3900, 0},
    {3250, 110},
    {2850, 520},
    {2250, 760},
    {2130, 1350},
    {1700, 1750},
    {1660, 2450},
    {1330, 2960},
    {740, 3050},
    {330, 3480}
  };

  /** Corners in metres from the south-west; the last one has two parts. */
  private static final int[][][][] HOUSING = {
    {
      {
        {1300, 3880},
        {1620, 4000},
        {1760, 3910},
        {2020, 3960},
        {2000, 3600},
        {1720, 3480},
        {1580, 3560},
        {1350, 3510}
      }
    },
    {
      {
        {4020, 1790},
        {4330, 1900},
        {4800, 1930},
        {4860, 1640},
        {4560, 1590},
        {4540, 1440},
        {4080, 1420}
      }
    },
    {
      {{3420, 1130}, {3800, 1190}, {3850, 900}, {3640, 820}, {3450, 860}},
      {{3960, 760}, {4240, 830}, {4290, 520}, {4010, 470}}
    }
  };

  private static final List<String> HOUSING_NAMES =
      List.of("Værebro Park", "Høje Gladsaxe", "Mørkhøj almene boliger");

  private final Area municipality;
  private final List<Area> quarters = new ArrayList<>();
  private final List<Area> districts = new ArrayList<>();
  private final List<Area> housing = new ArrayList<>();

  Geography() {
    List<Coordinate> seeds = new ArrayList<>();
    List<Integer> quarterOfSeed = new ArrayList<>();
    Polygon outline = polygon(OUTLINE);
    sow(outline, seeds, quarterOfSeed);
    List<Geometry> cells = voronoi(seeds, outline);
    List<List<Polygon>> byQuarter = new ArrayList<>();
    Quarter.ALL.forEach(q -> byQuarter.add(new ArrayList<>()));
    for (Polygon face : Borders.wind(cells)) {
      Coordinate inside = face.getInteriorPoint().getCoordinate();
      byQuarter.get(quarterOfSeed.get(nearest(inside, seeds))).add(face);
    }
    List<Geometry> all = new ArrayList<>();
    for (int q = 0; q < Quarter.ALL.size(); q++) {
      List<Polygon> faces = byQuarter.get(q);
      Geometry quarter = union(faces);
      String code = "B%02d".formatted(q + 1);
      quarters.add(new Area("bydel", code, Quarter.ALL.get(q).name(), MUNICIPALITY, quarter));
      addDistricts(q, code, faces, quarter);
      all.addAll(faces);
    }
    municipality =
        new Area("kommune", MUNICIPALITY, "Gladsaxe (syntetiske data)", null, union(all));
    for (int h = 0; h < HOUSING.length; h++) {
      Polygon[] parts = new Polygon[HOUSING[h].length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Borders.wind(List.of(polygon(HOUSING[h][i]))).get(0);
      }
      Geometry whole = parts.length == 1 ? parts[0] : Borders.FACTORY.createMultiPolygon(parts);
      housing.add(new Area("boligomraade", "H" + (h + 1), HOUSING_NAMES.get(h), null, whole));
    }
  }

  /** The whole place. */
  Area municipality() {
    return municipality;
  }

  /** By code. */
  List<Area> quarters() {
    return quarters;
  }

  /** By code. */
  List<Area> districts() {
    return districts;
  }

  /** By code. */
  List<Area> housing() {
    return housing;
  }

  /** Number of the quarter that a district is a part of. */
  static int quarterOf(Area district) {
    return Integer.parseInt(district.parent().substring(1)) - 1;
  }

  private void addDistricts(int quarter, String parent, List<Polygon> faces, Geometry whole) {
    List<Polygon> fromNorthWest = new ArrayList<>(faces);
    fromNorthWest.sort(
        Comparator.comparingDouble(f -> f.getCentroid().getX() - f.getCentroid().getY()));
    String name = Quarter.ALL.get(quarter).name();
    Coordinate middle = whole.getCentroid().getCoordinate();
    double radius = Math.sqrt(whole.getArea() / Math.PI);
    Set<String> used = new HashSet<>();
    for (int i = 0; i < fromNorthWest.size(); i++) {
      Coordinate centre = fromNorthWest.get(i).getCentroid().getCoordinate();
      String full = name + " " + place(centre, middle, radius, used);
      String code = String.valueOf((quarter + 1) * 100 + i + 1);
      districts.add(new Area("basisdistrikt", code, full, parent, fromNorthWest.get(i)));
    }
  }

  private static String place(
      Coordinate centre, Coordinate middle, double radius, Set<String> used) {
    String[] compass = {"Øst", "Nordøst", "Nord", "Nordvest", "Vest", "Sydvest", "Syd", "Sydøst"};
    List<String> names = new ArrayList<>();
    if (centre.distance(middle) < 0.25 * radius) {
      names.add("Midt");
    }
    double angle = StrictMath.atan2(centre.y - middle.y, centre.x - middle.x);
    names.add(compass[(int) Math.floorMod(Math.round(angle / (Math.PI / 4)), 8L)]);
    names.addAll(List.of("ved Søen", "ved Kirken", "ved Banen", "ved Åen", "Skovbryn"));
    String chosen = names.stream().filter(used::add).findFirst().orElseThrow();
    return chosen;
  }

  /** District seeds: evenly spread within each quarter, but not too evenly. */
  private static void sow(Polygon outline, List<Coordinate> seeds, List<Integer> quarterOfSeed) {
    List<Coordinate> middles = new ArrayList<>();
    for (Quarter quarter : Quarter.ALL) {
      middles.add(new Coordinate(WEST + quarter.east(), SOUTH + quarter.north()));
    }
    List<Geometry> cells = voronoi(middles, outline);
    for (int q = 0; q < middles.size(); q++) {
      Geometry cell = cells.get(q);
      Dice dice = new Dice(MAP_SEED, q);
      List<Coordinate> points = new ArrayList<>();
      Envelope box = cell.getEnvelopeInternal();
      while (points.size() < Quarter.ALL.get(q).districts()) {
        Coordinate point =
            new Coordinate(
                box.getMinX() + dice.uniform() * box.getWidth(),
                box.getMinY() + dice.uniform() * box.getHeight());
        if (cell.contains(Borders.FACTORY.createPoint(point))) {
          points.add(point);
        }
      }
      for (int round = 0; round < 4; round++) {
        List<Geometry> parts = voronoi(points, cell);
        points.clear();
        parts.forEach(part -> points.add(part.getCentroid().getCoordinate()));
      }
      for (Coordinate point : points) {
        seeds.add(new Coordinate(point.x + dice.normal(0, 35), point.y + dice.normal(0, 35)));
        quarterOfSeed.add(q);
      }
    }
  }

  /** The cells around the points, cut to the region, in the order of the points. */
  private static List<Geometry> voronoi(List<Coordinate> points, Geometry region) {
    VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
    builder.setSites(points);
    Envelope box = new Envelope(region.getEnvelopeInternal());
    box.expandBy(10_000);
    builder.setClipEnvelope(box);
    Geometry diagram = builder.getDiagram(region.getFactory());
    Geometry[] cells = new Geometry[points.size()];
    for (int i = 0; i < diagram.getNumGeometries(); i++) {
      // A cell can be invalid by rounding; it is convex, so its hull is the cell.
      Geometry cell = diagram.getGeometryN(i).convexHull();
      Coordinate site = (Coordinate) diagram.getGeometryN(i).getUserData();
      cells[nearest(site, points)] = cell.intersection(region);
    }
    return List.of(cells);
  }

  private static int nearest(Coordinate point, List<Coordinate> points) {
    int best = 0;
    for (int i = 1; i < points.size(); i++) {
      if (point.distance(points.get(i)) < point.distance(points.get(best))) {
        best = i;
      }
    }
    return best;
  }

  private static Polygon polygon(int[][] corners) {
    Coordinate[] ring = new Coordinate[corners.length + 1];
    for (int i = 0; i < ring.length; i++) {
      int[] corner = corners[i % corners.length];
      ring[i] = new Coordinate(WEST + corner[0], SOUTH + corner[1]);
    }
    return Borders.FACTORY.createPolygon(ring);
  }

  private static Geometry union(List<? extends Geometry> parts) {
    return CoverageUnion.union(parts.toArray(Geometry[]::new)).norm();
  }
}
