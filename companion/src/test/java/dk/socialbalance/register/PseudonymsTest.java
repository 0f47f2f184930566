/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Pseudonyms pseudonyms = Pseudonyms.fromSecret(KEY);

  @Test
  void aPseudonymIsTheFirstSixteenBytesOfTheKeyedHash() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] full = mac.doFinal("person:6101121001".getBytes(StandardCharsets.US_ASCII));

    assertThat(pseudonyms.person("610112-1001")).isEqualTo(Arrays.copyOf(full, 16));
  }

  @Test
  void everySpellingOfANumberIsOnePerson() throws RejectedRow {
    byte[] person = pseudonyms.person("0101121001");
    assertThat(pseudonyms.person("010112-1001")).isEqualTo(person);
    assertThat(pseudonyms.person("101121001")).as("a lost leading zero").isEqualTo(person);
    assertThat(pseudonyms.person("0101121002")).isNotEqualTo(person);
  }

  @Test
  void householdsAndKeysHaveDomainsOfTheirOwn() throws RejectedRow {
    byte[] person = pseudonyms.person("6101121001");
    assertThat(pseudonyms.household("6101121001")).hasSize(16).isNotEqualTo(person);
    assertThat(pseudonyms.household("")).isNull();

    byte[] otherKey = KEY.clone();
    otherKey[31]++;
    Pseudonyms other = Pseudonyms.fromSecret(otherKey);
    assertThat(other.person("6101121001")).isNotEqualTo(person);
    assertThat(other.fingerprint()).hasSize(16).isNotEqualTo(pseudonyms.fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "610112",
        "610112-100",
        "610112-10011",
        "61011210011",
        "61011-21001",
        "610112 1001",
        "610112-1o01",
        "６１０１１２1001",
        "10112-1001",
        "0000000000",
        "000000-0000",
        "111111111"
      })
  void anythingElseIsRefusedWithoutRepeatingIt(String value) {
    assertThatThrownBy(() -> pseudonyms.person(value))
        .isInstanceOfSatisfying(
            RejectedRow.class,
            e -> {
              assertThat(e.reason()).contains("CPR number");
              assertThat(e.reason())
                  .satisfies(r -> assertThat(value.isEmpty() || !r.contains(value)).isTrue());
              assertThat(e.value()).isNull();
            });
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> Pseudonyms.fromSecret(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The pseudonym key has 32 bytes, not 16");
  }
}
