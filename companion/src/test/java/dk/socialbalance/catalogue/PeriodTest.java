/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which periods lie in which, and which fill them. */
class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2016, 2016-Q1, true",
    "2016, 2016-Q4, true",
    "2016, 2016-12, true",
    "2016, 2016, true",
    "2016, 2017-Q1, false",
    "2016-Q1, 2016, false",
    "2016-Q1, 2016-03, true",
    "2016-Q1, 2016-04, false",
    "2015S, 2016-Q2, true",
    "2015S, 2015-Q3, false",
    "2014-2016, 2015, true",
    "2016, 2015S, false",
  })
  void holds(String longer, String shorter, boolean expected) {
    assertThat(Period.parse(longer).holds(Period.parse(shorter))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2016, 2016-Q1 2016-Q2 2016-Q3 2016-Q4, true",
    "2016, 2016-Q1 2016-Q2 2016-Q4, false",
    "2016, 2016-Q2 2016-Q3 2016-Q4, false",
    "2016, 2016-Q1 2016-Q2 2016-Q3, false",
    "2016, 2016-Q1 2016-Q2 2016-Q3 2016-Q4 2017-Q1, false",
    "2016-Q1, 2016-01 2016-02 2016-03, true",
    "2014-2016, 2014 2015 2016, true",
  })
  void isFilledBy(String longer, String parts, boolean expected) {
    List<Period> those = Stream.of(parts.split(" ")).map(Period::parse).toList();
    assertThat(Period.parse(longer).isFilledBy(those)).isEqualTo(expected);
  }
}
