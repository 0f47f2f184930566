/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** The demo's map is a clean coverage on every nested level, and looks like a town. */
class GeographyTest {

  private static final Geography MAP = new Geography();

  @Test
  void eightyFourDistrictsTileNineteenQuartersAndTheMunicipality() {
    assertThat(MAP.districts()).hasSize(84);
    assertThat(MAP.quarters()).hasSize(19);
    for (List<Area> level : List.of(MAP.districts(), MAP.quarters())) {
      assertThat(level).allMatch(area -> area.geometry().isValid(), "valid");
      assertThat(CoverageValidator.isValid(geometries(level))).isTrue();
      assertThat(same(geometries(level), MAP.municipality())).isTrue();
    }
    for (Area quarter : MAP.quarters()) {
      List<Area> parts =
          MAP.districts().stream().filter(d -> d.parent().equals(quarter.code())).toList();
      assertThat(same(geometries(parts), quarter)).as(quarter.name()).isTrue();
    }
  }

  @Test
  void everyQuarterAndTheMunicipalityIsInOnePieceWithoutHoles() {
    assertThat(Stream.concat(MAP.quarters().stream(), Stream.of(MAP.municipality())))
        .allMatch(
            area -> area.geometry() instanceof Polygon whole && whole.getNumInteriorRing() == 0);
  }

  @Test
  void namesAndCodesAreUnique() {
    List<Area> all =
        Stream.of(List.of(MAP.municipality()), MAP.quarters(), MAP.districts(), MAP.housing())
            .flatMap(List::stream)
            .toList();
    assertThat(all).extracting(Area::code).doesNotHaveDuplicates().hasSize(107);
    assertThat(MAP.districts()).extracting(Area::name).doesNotHaveDuplicates();
    assertThat(MAP.districts())
        .allSatisfy(
            district ->
                assertThat(district.name())
                    .startsWith(MAP.quarters().get(Geography.quarterOf(district)).name() + " "));
  }

  @Test
  void bordersWindAndDistrictsDifferInSize() {
    assertThat(MAP.districts()).allMatch(d -> d.geometry().getNumPoints() > 40);
    assertThat(MAP.districts())
        .extracting(d -> d.geometry().getArea())
        .allMatch(size -> size > 100_000 && size < 600_000)
        .anyMatch(size -> size < 150_000)
        .anyMatch(size -> size > 500_000);
    Envelope extent = new Envelope(714_370, 721_117, 6_179_983, 6_186_597);
    Envelope real = MAP.municipality().geometry().getEnvelopeInternal();
    assertThat(real.getMinX()).isBetween(extent.getMinX() - 50, extent.getMinX() + 50);
    assertThat(real.getMaxX()).isBetween(extent.getMaxX() - 50, extent.getMaxX() + 50);
    assertThat(real.getMinY()).isBetween(extent.getMinY() - 50, extent.getMinY() + 50);
    assertThat(real.getMaxY()).isBetween(extent.getMaxY() - 50, extent.getMaxY() + 50);
  }

  @Test
  void housingAreasLieAcrossDistrictBordersAndApart() {
    assertThat(CoverageValidator.isValid(geometries(MAP.housing()))).isTrue();
    for (Area area : MAP.housing()) {
      assertThat(area.geometry().isValid()).isTrue();
      assertThat(MAP.municipality().geometry().contains(area.geometry())).isTrue();
      assertThat(
              MAP.districts().stream()
                  .filter(d -> d.geometry().intersection(area.geometry()).getArea() > 10_000))
          .as(area.name())
          .hasSizeGreaterThan(1);
    }
  }

  /** Whether the parts together have exactly the points of the whole. */
  private static boolean same(Geometry[] parts, Area whole) {
    return CoverageUnion.union(parts).norm().equalsExact(whole.geometry().norm());
  }

  private static Geometry[] geometries(List<Area> areas) {
    return areas.stream().map(Area::geometry).toArray(Geometry[]::new);
  }
}
