/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.XmlIn;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.SnapshotFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.w3c.dom.Element;

/** Tables of cases on the layer of {@link SnapshotFixture}: how many rows, or which refusal. */
class FesFilterTest {

  static final Layer LAYER =
      SnapshotFixture.snapshot("<a/>", "<a/>").layers().get("basisdistrikt_underretninger");

  /** The door's rules, as WFS has them. */
  static final Vocabulary VOCABULARY =
      new Vocabulary() {
        @Override
        public String property(String reference) {
          if (!reference.equals(GEOMETRY) && LAYER.attribute(reference) < 0) {
            throw FilterException.noProperty(reference, LAYER.name());
          }
          return reference;
        }

        @Override
        public System system(String spelling) {
          return CrsTable.of(25832)
              .find(spelling == null ? "EPSG:25832" : spelling, CrsTable.Rules.WFS)
              .map(found -> new System(found.srid(), found.yx()))
              .orElseThrow(() -> FilterException.wrong("No system " + spelling));
        }
      };

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2017-12-01T12:00:00Z"), ZoneOffset.UTC);

  static Element filter(String attributes, String inside) {
    return XmlIn.parse("<Filter " + attributes + ">" + inside + "</Filter>", "FILTER")
        .getDocumentElement();
  }

  static Element fes2(String inside) {
    return filter(
        "xmlns='http://www.opengis.net/fes/2.0' xmlns:gml='http://www.opengis.net/gml/3.2'",
        inside);
  }

  static Element filter1(String inside) {
    return filter(
        "xmlns='http://www.opengis.net/ogc' xmlns:gml='http://www.opengis.net/gml'", inside);
  }

  static long count(Element filter) {
    RowCondition rows = Binding.of(FesFilter.parse(filter, VOCABULARY, CLOCK), LAYER);
    return IntStream.range(0, LAYER.size()).filter(rows::selects).count();
  }

  private static void expect(Element filter, String expected) {
    if (expected.matches("\\d+")) {
      assertThat(count(filter)).isEqualTo(Long.parseLong(expected));
      return;
    }
    FilterException problem = catchThrowableOfType(FilterException.class, () -> count(filter));
    assertThat(problem).as("accepted").isNotNull();
    String[] parts = expected.split(": ", 2);
    assertThat(problem).hasMessageContaining(parts[1]);
    assertThat(problem.isUnsupported() ? "unsupported" : "wrong").isEqualTo(parts[0]);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "fes_2_0.csv",
      delimiter = '|',
      quoteCharacter = '\u0001',
      numLinesToSkip = 1,
      maxCharsPerColumn = 9000)
  void fes20(String filter, String expected) {
    expect(fes2(filter), expected);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "filter_1.csv",
      delimiter = '|',
      quoteCharacter = '\u0001',
      numLinesToSkip = 1,
      maxCharsPerColumn = 9000)
  void filter10And11(String filter, String expected) {
    expect(filter1(filter), expected);
  }

  /** Many clients leave namespaces out of a parameter. */
  @Test
  void withoutNamespacesTheNamesAreEnough() {
    String literal = "<Literal>102</Literal></PropertyIsEqualTo>";
    String equal = "<PropertyIsEqualTo>";
    expect(filter("", equal + "<ValueReference>omraade_kode</ValueReference>" + literal), "3");
    expect(filter("", equal + "<PropertyName>omraade_kode</PropertyName>" + literal), "3");
  }

  @Test
  void aFilterOfAnotherNamespaceIsRefused() {
    expect(filter("xmlns='urn:other'", "<And/>"), "wrong: A filter begins with");
    expect(
        filter(
            "xmlns='http://www.opengis.net/fes/2.0'",
            "<PropertyIsNull><PropertyName xmlns='http://www.opengis.net/ogc'>vaerdi</PropertyName>"
                + "</PropertyIsNull>"),
        "wrong: PropertyName belongs to the namespace http://www.opengis.net/ogc");
  }

  @Test
  void tooManyVerticesAreRefused() {
    String list = "1 2 ".repeat(Condition.MAX_VERTICES + 1);
    expect(
        fes2(
            "<Intersects><ValueReference>geom</ValueReference><gml:LineString><gml:posList>"
                + list
                + "</gml:posList></gml:LineString></Intersects>"),
        "wrong: more than 100000 vertices");
  }

  @Test
  void nestingIsBounded() {
    Element filter = fes2("<Not/>");
    org.w3c.dom.Node inner = filter.getFirstChild();
    for (int i = 0; i < 5000; i++) {
      inner = inner.appendChild(inner.cloneNode(false));
    }
    expect(filter, "wrong: levels deep");
  }
}
