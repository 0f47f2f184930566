/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  @ParameterizedTest
  @CsvFileSource(resources = "storable.csv", delimiter = '|', numLinesToSkip = 1)
  void whatHasTheFormOfANumberIsNotStored(String text, String refused) {
    if (refused.equals("yes")) {
      assertThatThrownBy(() -> Masking.refuseCpr(text))
          .isInstanceOf(RejectedRow.class)
          .hasMessageNotContaining(text);
    } else {
      assertThatCode(() -> Masking.refuseCpr(text)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "31-02-2016, 31-02-2016",
    "2016.02.31, 2016.02.31",
    "KTH, KTH",
    "123456, 123456",
    "1234567, ******-****",
    "610112-1001, ******-****",
    "61o112-1oo1, ******-****",
    "01-01-20161, ******-****"
  })
  void aValueIsShownOnlyWhenItCannotBeANumber(String value, String shown) {
    assertThat(Masking.value(value)).isEqualTo(shown);
  }

  @Test
  void longValuesAreCutAndControlCharactersMadeVisible() {
    assertThat(Masking.value("x".repeat(100))).isEqualTo("x".repeat(40) + "…");
    assertThat(Masking.value("a\nb\0c")).isEqualTo("a·b·c");
    assertThat(Masking.form("Ærø 12-3")).isEqualTo("*** **-*");
  }

  @Test
  void numbersInFileNamesAreMasked() {
    assertThat(Masking.fileName(Path.of("/data/sag 610112-1001 2016.csv")))
        .isEqualTo("sag ******-**** 2016.csv");
    assertThat(Masking.fileName(Path.of("ydelser_20161231.csv"))).isEqualTo("ydelser_20161231.csv");
  }
}
