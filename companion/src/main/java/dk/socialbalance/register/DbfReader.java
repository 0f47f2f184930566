/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The attributes of a Shapefile (dBASE III), record by record. */
final class DbfReader implements AutoCloseable {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int MOST_RECORD_BYTES = 65_535;

  private record Field(String name, char type, int length, int decimals) {}

  private final InputStream in;
  private final String fileName;
  private final Charset charset;
  private final List<Field> fields = new ArrayList<>();
  private final long records;
  private final byte[] row;

  /**
   * @param codePage the content of the {@code .cpg}
   * @throws LoadFailedException when it is no dBASE table
   */
  DbfReader(InputStream in, String fileName, Optional<String> codePage) throws IOException {
    this.in = in;
    this.fileName = fileName;
    this.charset = codePage.map(this::charset).orElse(null);
    byte[] head = in.readNBytes(32);
    if (head.length < 32) {
      throw broken("it breaks off");
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    this.records = Integer.toUnsignedLong(header.getInt(4));
    int headerLength = Short.toUnsignedInt(header.getShort(8));
    int rowLength = Short.toUnsignedInt(header.getShort(10));
    byte[] rest = in.readNBytes(Math.max(0, headerLength - 32));
    if (headerLength < 33 || rest.length < headerLength - 32) {
      throw broken("its header breaks off");
    }
    int used = 1;
    for (int at = 0; at + 32 <= rest.length && rest[at] != 0x0D; at += 32) {
      Field field = field(rest, at);
      used += field.length();
      fields.add(field);
    }
    if (fields.isEmpty() || used > rowLength || rowLength > MOST_RECORD_BYTES) {
      throw broken("its header contradicts itself");
    }
    this.row = new byte[rowLength];
  }

  private Field field(byte[] rest, int at) {
    int end = at;
    while (end < at + 11 && rest[end] != 0) {
      end++;
    }
    byte[] name = java.util.Arrays.copyOfRange(rest, at, end);
    int length = rest[at + 16] & 0xFF;
    int decimals = rest[at + 17] & 0xFF;
    char type = (char) (rest[at + 11] & 0xFF);
    if (type == 'C') {
      length += decimals << 8; // texts longer than 255 keep the high byte here
      decimals = 0;
    }
    String text = decode(name, 0).strip();
    if (text.isEmpty() || length == 0 || "CNFDL".indexOf(type) < 0) {
      throw broken(
          "the column '%s' is of the type '%s'; read are C, N, F, D and L"
              .formatted(Masking.value(text), Masking.value(String.valueOf(type))));
    }
    return new Field(text, type, length, decimals);
  }

  private Charset charset(String told) {
    String name =
        told.toLowerCase(Locale.ROOT).replaceFirst("^(ansi|oem|cp)[ -]?(?=\\d)", "").strip();
    try {
      return switch (name) {
        case "65001" -> StandardCharsets.UTF_8;
        case "1252" -> WINDOWS;
        case "88591", "iso88591" -> StandardCharsets.ISO_8859_1;
        default -> Charset.forName(name.matches("\\d{3,5}") ? "cp" + name : name);
      };
    } catch (IllegalArgumentException e) {
      throw new LoadFailedException(
          "%s: the .cpg names the unknown encoding '%s'.".formatted(fileName, Masking.value(told)));
    }
  }

  /** Names and types, in order. */
  Map<String, Class<?>> fields() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Field field : fields) {
      types.put(field.name(), type(field));
    }
    return types;
  }

  private static Class<?> type(Field field) {
    return switch (field.type()) {
      case 'D' -> LocalDate.class;
      case 'L' -> Boolean.class;
      case 'F' -> Double.class;
      case 'N' ->
          field.decimals() > 0 || field.length() > 18
              ? Double.class
              : field.length() > 9 ? Long.class : Integer.class;
      default -> String.class;
    };
  }

  /**
   * The next record; null when it is marked as deleted.
   *
   * @param number for messages, 1 for the first
   */
  Map<String, Object> next(long number) throws IOException {
    if (number > records || in.readNBytes(row, 0, row.length) < row.length) {
      throw broken("it has fewer records than the .shp");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    int at = 1;
    for (Field field : fields) {
      byte[] bytes = java.util.Arrays.copyOfRange(row, at, at + field.length());
      at += field.length();
      String text = decode(bytes, number).replace("\0", "").strip();
      values.put(field.name(), value(field, text, number));
    }
    return row[0] == '*' ? null : values;
  }

  private Object value(Field field, String text, long number) {
    if (text.isEmpty() || (field.type() != 'C' && text.matches("\\*+"))) {
      return null;
    }
    try {
      return switch (field.type()) {
        case 'D' ->
            text.equals("00000000")
                ? null
                : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        case 'L' ->
            switch (text.toUpperCase(Locale.ROOT)) {
              case "T", "Y", "J" -> Boolean.TRUE;
              case "F", "N" -> Boolean.FALSE;
              case "?" -> null;
              default -> throw new NumberFormatException();
            };
        case 'N', 'F' ->
            type(field) == Double.class
                ? (Object) Double.valueOf(text)
                : (Object) new BigDecimal(text).longValueExact();
        default -> text;
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw broken(
          "record %d, column %s: '%s' is no value of its type"
              .formatted(number, Masking.value(field.name()), Masking.value(text)));
    }
  }

  /** Without a {@code .cpg}: UTF-8 when the bytes are, else Windows-1252. */
  private String decode(byte[] bytes, long number) {
    Charset first = charset == null ? StandardCharsets.UTF_8 : charset;
    try {
      return first.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      if (charset == null) {
        return new String(bytes, WINDOWS);
      }
      throw broken("record %d is not in the encoding that the .cpg names".formatted(number));
    }
  }

  /**
   * Checks that nothing is left.
   *
   * @throws LoadFailedException when there are more records than shapes
   */
  void end() throws IOException {
    if (in.readNBytes(row, 0, row.length) == row.length) {
      throw broken("it has more records than the .shp");
    }
  }

  private LoadFailedException broken(String how) {
    return new LoadFailedException(
        "%s: the .dbf is no table of a Shapefile, or damaged: %s.".formatted(fileName, how));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
