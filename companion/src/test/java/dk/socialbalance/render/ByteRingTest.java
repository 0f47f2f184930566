/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRingTest {

  private static final int MEMORY = 80_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsThereIsWhatWasPutLast(long seed) {
    Random random = new Random(seed);
    ByteRing<Integer> ring = new ByteRing<>(MEMORY);
    Map<Integer, byte[]> put = new HashMap<>();
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(200);
      switch (random.nextInt(20)) {
        case 0 -> {
          ring.removeIf(k -> k % 7 == key % 7);
          put.keySet().removeIf(k -> k % 7 == key % 7);
        }
        case 1, 2, 3, 4, 5 -> {
          byte[] bytes = new byte[random.nextInt(3000)];
          random.nextBytes(bytes);
          ring.put(key, bytes);
          put.put(key, bytes);
        }
        default -> {
          byte[] bytes = ring.get(key);
          if (bytes != null) {
            found++;
            assertThat(bytes).isEqualTo(put.get(key));
          }
        }
      }
      assertThat(ring.held()).isLessThanOrEqualTo(MEMORY);
      assertThat(ring.keys()).isLessThanOrEqualTo(put.size());
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void whatIsAskedForStays() {
    ByteRing<Integer> ring = new ByteRing<>(MEMORY);
    ring.put(-1, new byte[] {42});
    for (int i = 0; i < 1000; i++) {
      ring.put(i, new byte[500]);
      assertThat(ring.get(-1)).as("after %d", i).containsExactly(42);
    }
    assertThat(ring.get(0)).isNull();
    assertThat(ring.get(999)).hasSize(500);
  }

  @Test
  void manyKeysWithFewBytesDoNotPileUp() {
    ByteRing<Integer> ring = new ByteRing<>(MEMORY);
    for (int i = 0; i < 10_000; i++) {
      ring.put(i, new byte[1]);
    }
    assertThat(ring.keys()).isBetween(10, 100);
  }

  @Test
  void whatIsTooLargeIsNotKept() {
    ByteRing<Integer> ring = new ByteRing<>(MEMORY);
    ring.put(1, new byte[MEMORY / 8 + 1]);
    assertThat(ring.get(1)).isNull();
    ring.put(1, new byte[MEMORY / 8]);
    assertThat(ring.get(1)).hasSize(MEMORY / 8);
  }
}
