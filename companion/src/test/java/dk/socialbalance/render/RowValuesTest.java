/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import java.util.stream.IntStream;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Rows of the small layer: kode a0 to a4; tal 0 to 4; andel 0, null, 5, 7.5, 10; farve #336699 for
 * even rows, none for odd ones.
 */
class RowValuesTest {

  private static final Layer LAYER = TestMaps.layer();

  @ParameterizedTest
  @CsvFileSource(resources = "filters.csv", delimiter = '|')
  void letsThrough(String filter, String expected) throws StyleException {
    Filter read =
        TestMaps.style(
                "<ogc:Filter>"
                    + prefixed(filter)
                    + "</ogc:Filter><PolygonSymbolizer><Fill/>"
                    + "</PolygonSymbolizer>")
            .featureTypeStyles()
            .get(0)
            .rules()
            .get(0)
            .getFilter();
    String rows =
        IntStream.range(0, LAYER.size())
            .filter(new RowValues(LAYER).filter(read))
            .mapToObj(Integer::toString)
            .reduce("", String::concat);
    assertThat(rows).isEqualTo(expected == null ? "" : expected);
  }

  /** The table leaves out the prefix of the namespace, and writes [a] and 'b' for operands. */
  private static String prefixed(String filter) {
    return filter
        .replaceAll("\\[(\\w+)\\]", "<PropertyName>$1</PropertyName>")
        .replaceAll("'([^']*)'", "<Literal>$1</Literal>")
        .replaceAll("<(/?)([A-Z])", "<$1ogc:$2");
  }
}
