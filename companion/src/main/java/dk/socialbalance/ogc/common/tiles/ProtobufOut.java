/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.tiles;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message in the wire format of Protocol Buffers: fields in the order they are written. */
final class ProtobufOut {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtobufOut number(int field, long value) {
    varint(field << 3 | VARINT);
    varint(value);
    return this;
  }

  ProtobufOut real(int field, double value) {
    varint(field << 3 | FIXED64);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    return this;
  }

  ProtobufOut bytes(int field, byte[] value) {
    varint(field << 3 | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  ProtobufOut text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Numbers without their field, one after the other: the content of a packed field. */
  ProtobufOut varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** A signed number, small ones short. */
  ProtobufOut zigzag(int value) {
    return varint((value << 1 ^ value >> 31) & 0xFFFFFFFFL);
  }

  /** All fields of another. */
  ProtobufOut fields(ProtobufOut others) {
    out.writeBytes(others.toBytes());
    return this;
  }

  boolean isEmpty() {
    return out.size() == 0;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
