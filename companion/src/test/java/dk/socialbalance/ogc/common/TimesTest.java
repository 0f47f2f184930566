/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TimesTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "times.csv", delimiter = ';', numLinesToSkip = 1, quoteCharacter = '`')
  void aValueNamesAnInterval(String value, String start, String end) {
    if ("error".equals(start)) {
      assertThatThrownBy(() -> Times.parse(value)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Times.Interval interval = Times.parse(value);
    assertThat(interval.start())
        .isEqualTo("open".equals(start) ? Instant.MIN : Instant.parse(start));
    assertThat(interval.end()).isEqualTo("open".equals(end) ? Instant.MAX : Instant.parse(end));
  }

  @Test
  void periodsThatOverlapMatch() {
    Instant first = Instant.parse("2018-01-01T00:00:00Z");
    Instant last = Instant.parse("2018-12-31T23:59:59Z");
    assertThat(Times.parse("2018").overlaps(first, last)).isTrue();
    assertThat(Times.parse("2018-12-31T23:59:59Z").overlaps(first, last)).isTrue();
    assertThat(Times.parse("2019").overlaps(first, last)).isFalse();
    assertThat(Times.parse("2017").overlaps(first, last)).isFalse();
    assertThat(Times.parseList("2010,2018-05,2011")).hasSize(3);
  }

  @Test
  void endlessListsAreRefused() {
    assertThatThrownBy(() -> Times.parseList("2018,".repeat(501) + "2018"))
        .hasMessageContaining("500");
  }
}
