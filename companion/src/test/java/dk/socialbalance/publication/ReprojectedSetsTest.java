/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class ReprojectedSetsTest {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private static ReprojectedSets.Kept line(int vertices) {
    Coordinate[] line = new Coordinate[vertices];
    for (int i = 0; i < vertices; i++) {
      line[i] = new Coordinate(i, i);
    }
    return new ReprojectedSets.Kept(new Geometry[] {GEOMETRIES.createLineString(line), null});
  }

  @Test
  void whatNobodyAskedForGoesFirst() {
    ReprojectedSets sets = new ReprojectedSets(100);
    ConcurrentMap<Integer, ReprojectedSets.Kept> owner = new ConcurrentHashMap<>();
    for (int srid = 1; srid <= 4; srid++) {
      ReprojectedSets.Kept kept = line(30);
      owner.put(srid, kept);
      if (srid != 2) {
        kept.use();
      }
      sets.add(owner, srid, kept);
      sets.add(owner, srid, kept);
    }
    assertThat(owner).containsOnlyKeys(1, 3, 4);
    assertThat(sets.total()).isEqualTo(90);
  }

  @Test
  void whatIsLargerThanTheLimitIsKeptAlone() {
    ReprojectedSets sets = new ReprojectedSets(100);
    ConcurrentMap<Integer, ReprojectedSets.Kept> owner = new ConcurrentHashMap<>();
    for (int srid = 1; srid <= 3; srid++) {
      ReprojectedSets.Kept kept = line(500);
      kept.use();
      owner.put(srid, kept);
      sets.add(owner, srid, kept);
      assertThat(owner).containsOnlyKeys(srid);
    }
    assertThat(sets.total()).isEqualTo(500);
  }

  @Test
  void aGeometryThatASystemCannotExpressIsLeftOutThere() {
    Geometry pole = GEOMETRIES.createPoint(new Coordinate(0, 90));
    Geometry here = GEOMETRIES.createPoint(new Coordinate(12, 55));
    GeometrySet set = new GeometrySet("r", 4326, List.of(pole, here));
    assertThat(set.geometry(1, 3857).getCoordinate().x).isBetween(1335833.0, 1335834.0);
    Geometry there = set.geometry(0, 3857);
    assertThat(there == null || Double.isFinite(there.getCoordinate().y)).isTrue();
    assertThat(set.extent(3857).getMaxY()).isFinite();
    assertThat(set.geometry(0, 4326)).isSameAs(pole);
  }

  @Test
  void theExtentOfALargeSetHoldsItWithoutReprojectingIt() {
    List<Geometry> small = grid(100);
    List<Geometry> large = grid(400);
    Envelope exact = new GeometrySet("a", 4326, small).extent(25832);
    Envelope quick = new GeometrySet("b", 4326, large).extent(25832);
    assertThat(large.size()).isGreaterThan(100_000);
    assertThat(quick.contains(exact)).isTrue();
    assertThat(quick.getWidth()).isCloseTo(exact.getWidth(), within(exact.getWidth() / 100));
    assertThat(quick.getHeight()).isCloseTo(exact.getHeight(), within(exact.getHeight() / 100));
  }

  /** Points in a square of one degree, so many along each side. */
  private static List<Geometry> grid(int side) {
    List<Geometry> points = new ArrayList<>();
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        points.add(
            GEOMETRIES.createPoint(
                new Coordinate(12 + (double) i / (side - 1), 55 + (double) j / (side - 1))));
      }
    }
    return points;
  }
}
