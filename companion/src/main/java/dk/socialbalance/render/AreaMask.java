/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Which area every pixel of a picture lies in, and how near it is to a border: all that a
 * choropleth needs of its geometry, whatever its figures and colours. Runs of equal pixels, row by
 * row, each row led by a pixel that is in no area and far from all borders ({@link PngRows}).
 *
 * @param bytes the runs, four bytes each, as they are kept
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record AreaMask(byte[] bytes) {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /** No border is near. */
  static final int FAR = 255;

  /** Steps of the distance to a border in a pixel. */
  static final int STEPS = 8;

  /** Pixels from a border that can be told apart. */
  static final double MAX_REACH = (FAR / 3 - 1) / (double) STEPS;

  /** What lies on both sides of the nearest border. */
  enum Side {
    /** The pixel's area, and one that is painted after it; or the pixel is in no area. */
    LATER,
    /** The pixel's area, and one that is painted before it. */
    EARLIER,
    /** One area alone. */
    ALONE
  }

  private static final Side[] SIDES = Side.values();

  /** An edge: nearer ones are smaller. */
  static int edge(double distance, Side side) {
    return (int) (distance * STEPS) * 3 + side.ordinal();
  }

  /** Pixels to the nearest border, in the middle of the step. */
  static double distance(int edge) {
    return (edge / 3 + 0.5) / STEPS;
  }

  /** What lies beside it. */
  static Side side(int edge) {
    return SIDES[edge % 3];
  }

  /** A mask of the first of some runs. */
  static AreaMask of(int[] runs, int count) {
    byte[] bytes = new byte[Integer.BYTES * count];
    for (int i = 0; i < count; i++) {
      INTS.set(bytes, Integer.BYTES * i, runs[i]);
    }
    return new AreaMask(bytes);
  }

  /** How many runs there are. */
  int runs() {
    return bytes.length / Integer.BYTES;
  }

  /**
   * A run of equal pixels: its length (1 to 255) in bits 0 to 7, its edge in bits 8 to 15 and its
   * area, counted from 1, in bits 16 to 31; 0 where there is none.
   */
  int run(int index) {
    return (int) INTS.get(bytes, Integer.BYTES * index);
  }
}
