/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Values and what becomes of them; {@code !} before a part of the reason. */
class StrictParseTest {

  private static final Map<String, CsvRow.Parser<Object>> PARSERS =
      Map.of(
          "date", StrictParse::date,
          "end", StrictParse::endDate,
          "decimal", StrictParse::danishDecimal,
          "measure", StrictParse::decimal,
          "count", StrictParse::count);

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvFileSource(
      resources = "values.csv",
      delimiter = '|',
      quoteCharacter = '\'',
      numLinesToSkip = 1)
  void isReadOrRefused(String kind, String text, String expected) throws RejectedRow {
    CsvRow.Parser<Object> parser = Objects.requireNonNull(PARSERS.get(kind), kind);
    if (expected.startsWith("!")) {
      assertThatThrownBy(() -> parser.parse(text))
          .isInstanceOf(RejectedRow.class)
          .hasMessageContaining(expected.substring(1));
    } else {
      assertThat(String.valueOf(parser.parse(text))).isEqualTo(expected);
    }
  }
}
