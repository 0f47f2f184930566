/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

  @ParameterizedTest
  @CsvSource({
    "a*, abc, true", "a*, bac, false", "*a*a*, banana, true", "?, x, true", "?, xy, false",
    "!*, *, true", "!*, x, false", "*, '', true", "'', '', true", "a!, a!, true",
    "a?c*e, abcde, true", "***a, bba, true"
  })
  void patterns(String pattern, String text, boolean expected) {
    assertThat(new LikePattern(pattern, '*', '?', '!').matches(text)).isEqualTo(expected);
  }

  @Test
  void aHostilePatternTakesNoTime() {
    String text = "a".repeat(20_000);
    assertThat(new LikePattern("*a".repeat(200) + "b", '*', '?', '!').matches(text)).isFalse();
  }
}
