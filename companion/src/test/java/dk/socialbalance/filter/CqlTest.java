/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CQL2 text, CQL2 JSON and ECQL select of places.csv; the answers are worked out by hand. */
class CqlTest {

  @BeforeAll
  static void readCoordinateSystems() {
    Places.selected(Cql2Text.parse("S_INTERSECTS(geom, POINT(1 2))", Places.NAMES));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "cql2-cases.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void cql2Selects(String text, String json, String expected) {
    Condition condition = Cql2Text.parse(text, Places.NAMES);
    assertThat(Places.selected(condition)).isEqualTo(expected == null ? "" : expected);
    if (json != null) {
      assertThat(Cql2Json.parse(json, Places.NAMES)).isEqualTo(condition);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "ecql-cases.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void ecqlSelects(String ecql, String expected) {
    assertThat(Places.selected(Ecql.parse(ecql, Places.NAMES)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "refused.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void refuses(String language, String filter, String message) {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> Places.selected(read(language, filter == null ? "" : filter)))
        .withMessageContaining(message)
        .satisfies(
            e ->
                assertThat(e.isUnsupported())
                    .isEqualTo(message.matches("(?s).* (is|are) not supported.*")));
  }

  private static Condition read(String language, String filter) {
    return switch (language) {
      case "text" -> Cql2Text.parse(filter, Places.NAMES);
      case "json" -> Cql2Json.parse(filter, Places.NAMES);
      default -> Ecql.parse(filter, Places.NAMES);
    };
  }

  @Test
  void aFilterOfSeveralLinesNamesTheLine() {
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> Cql2Text.parse("antal = 1\nAND ukendt = 2", Places.NAMES))
        .withMessageStartingWith("Line 2, character 5: ");
  }

  @Test
  void coordinatesAreInTheOrderOfTheDoorsSystem() {
    Vocabulary latitudeFirst = Places.names(new Vocabulary.System(4326, true));
    Vocabulary longitudeFirst = Places.names(new Vocabulary.System(4326, false));
    String all = "1 2 3 4 5 6 7 9 10 11 12 13 14 15";
    assertThat(
            Places.selected(
                Cql2Text.parse("S_INTERSECTS(geom, BBOX(55.8,12.1,56,12.3))", latitudeFirst)))
        .isEqualTo(all);
    assertThat(
            Places.selected(
                Cql2Text.parse("S_INTERSECTS(geom, BBOX(12.1,55.8,12.3,56))", longitudeFirst)))
        .isEqualTo(all);
    assertThat(
            Places.selected(
                Cql2Json.parse(
                    "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"geom\"},"
                        + "{\"bbox\":[55.8,12.1,56,12.3]}]}",
                    latitudeFirst)))
        .isEqualTo(all);
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> Cql2Text.parse("S_INTERSECTS(geom,POINT(12 95))", longitudeFirst))
        .withMessageContaining("latitude 95.0 is no place on earth");
  }

  @Test
  void aBoxOverTheAntimeridianIsTwo() {
    Vocabulary names = Places.names(new Vocabulary.System(4326, false));
    assertThat(Places.selected(Cql2Text.parse("S_DISJOINT(geom,BBOX(170,50,-170,60))", names)))
        .isEqualTo("1 2 3 4 5 6 7 9 10 11 12 13 14 15");
    assertThat(Places.selected(Cql2Text.parse("S_WITHIN(geom,BBOX(12,50,-170,60))", names)))
        .isEqualTo("1 2 3 4 5 6 7 9 10 11 12 13 14 15");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "ecql"})
  void deepAndLongFiltersAreRefusedAtOnce(String language) {
    boolean json = language.equals("json");
    String not = json ? "{\"op\":\"not\",\"args\":[" : "NOT ";
    String fine = not.repeat(99) + (json ? "true" + "]}".repeat(99) : "antal = 1");
    assertThat(read(language, fine)).isNotNull();
    for (String deep :
        json
            ? new String[] {not.repeat(5_000), "[".repeat(60_000), "{\"op\":".repeat(9_000)}
            : new String[] {
              not.repeat(10_000) + "antal = 1",
              "(".repeat(60_000),
              "-".repeat(60_000) + "antal = 1",
              "GEOMETRYCOLLECTION(".repeat(3_000),
              "antal = 1" + " + 1".repeat(15_000),
              "antal = 1" + " AND antal = 1".repeat(4_000),
              "antal IN (1" + ",1".repeat(20_000) + ")",
              "'".repeat(65_535),
              "CASEI(".repeat(10_000)
            }) {
      long before = System.nanoTime();
      FilterException refused =
          catchThrowableOfType(FilterException.class, () -> Places.selected(read(language, deep)));
      assertThat(refused).as(deep.substring(0, 20)).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
    assertThatExceptionOfType(FilterException.class)
        .isThrownBy(() -> read(language, " ".repeat(65_537)))
        .withMessageContaining("longer than 65536 characters");
  }

  @Test
  void longChainsOfConditionsAreRead() {
    String many =
        IntStream.range(0, 1_000).mapToObj(i -> "antal = " + i).collect(Collectors.joining(" OR "));
    assertThat(Places.selected(Cql2Text.parse(many, Places.NAMES)))
        .isEqualTo("1 2 3 5 6 9 10 11 12 13 14 15");
    assertThat(Ecql.parse(many, Places.NAMES)).isEqualTo(Cql2Text.parse(many, Places.NAMES));
  }
}
