/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import java.io.IOException;
import java.io.OutputStream;

/** Numbers in the byte orders that Shapefiles mix. */
final class BinaryOut {

  private final OutputStream out;
  private final byte[] eight = new byte[8];

  BinaryOut(OutputStream out) {
    this.out = out;
  }

  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void zeros(int count) throws IOException {
    out.write(new byte[count]);
  }

  void one(int value) throws IOException {
    out.write(value);
  }

  /** Four bytes, the highest first. */
  void bigEndian(int value) throws IOException {
    littleEndian(Integer.reverseBytes(value));
  }

  /** Two bytes, the lowest first. */
  void littleEndian16(int value) throws IOException {
    out.write(value);
    out.write(value >>> 8);
  }

  /** Four bytes, the lowest first. */
  void littleEndian(int value) throws IOException {
    little(value, 4);
  }

  /** Eight bytes, the lowest first. */
  void littleEndian(double value) throws IOException {
    little(Double.doubleToRawLongBits(value), 8);
  }

  private void little(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      eight[i] = (byte) (value >>> (8 * i));
    }
    out.write(eight, 0, bytes);
  }
}
