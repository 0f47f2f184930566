/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The attributes of a Shapefile: a dBASE III table in UTF-8. Texts are as wide as the longest, at
 * most 254 bytes; numbers stand as text with all their digits; what has no value is blank.
 */
final class DbfTable {

  private static final int MOST_FIELDS = 255;
  private static final int WIDEST_TEXT = 254;
  private static final int REAL_WIDTH = 24;
  private static final int REAL_DECIMALS = 15;

  /** Widths from which up readers take a whole number for one of 32 or 64 bits. */
  private static final int INTEGER_WIDTH = 9;

  private static final int BIGINT_WIDTH = 18;

  /**
   * A column.
   *
   * @param name its long name
   * @param type C, N, D or L
   * @param decimals digits behind the point; 0 unless real
   * @param cut how many texts did not fit whole
   */
  record Field(
      String name,
      String shortName,
      char type,
      int width,
      int decimals,
      int cut,
      IntFunction<Object> value) {}

  private final List<Field> fields = new ArrayList<>();
  private final int[] rows;

  /**
   * A table of some rows of a part.
   *
   * @throws FormatException when there are too many columns, or bytes
   */
  DbfTable(FeatureRows part, int[] rows) {
    Layer layer = part.layer();
    this.rows = rows;
    if (part.attributes().length + 1 > MOST_FIELDS) {
      throw new FormatException(
          "A Shapefile holds "
              + MOST_FIELDS
              + " columns, and "
              + layer.name()
              + " has "
              + (part.attributes().length + 1)
              + ": choose some of them, or ask for a GeoPackage.");
    }
    List<String> names = new ArrayList<>();
    String id = part.besideAttributes(FeatureRows.ID);
    names.add(id);
    layer.attributes().forEach(attribute -> names.add(attribute.name()));
    Map<String, String> shortNames = ShortNames.of(names);
    fields.add(field(id, shortNames.get(id), Column.Type.TEXT, layer::id));
    for (int attribute : part.attributes()) {
      Layer.Attribute described = layer.attributes().get(attribute);
      fields.add(
          field(
              described.name(),
              shortNames.get(described.name()),
              described.type(),
              row -> layer.value(row, attribute)));
    }
    if (length() > Integer.MAX_VALUE) {
      throw new FormatException(ShapefileZip.TOO_LARGE);
    }
  }

  private Field field(String name, String shortName, Column.Type type, IntFunction<Object> value) {
    return switch (type) {
      case INTEGER -> whole(name, shortName, INTEGER_WIDTH, value);
      case BIGINT -> whole(name, shortName, BIGINT_WIDTH, value);
      case DOUBLE -> new Field(name, shortName, 'N', REAL_WIDTH, REAL_DECIMALS, 0, value);
      case BOOLEAN -> new Field(name, shortName, 'L', 1, 0, 0, value);
      case DATE ->
          Arrays.stream(rows).mapToObj(value).allMatch(DbfTable::fitsDay)
              ? new Field(name, shortName, 'D', 8, 0, 0, value)
              : text(name, shortName, value);
      case TEXT, TIMESTAMP -> text(name, shortName, value);
    };
  }

  private static boolean fitsDay(Object day) {
    return day == null || (((LocalDate) day).getYear() > 0 && ((LocalDate) day).getYear() < 10_000);
  }

  private Field whole(String name, String shortName, int least, IntFunction<Object> value) {
    int longest =
        Arrays.stream(rows)
            .mapToObj(value)
            .mapToInt(number -> number == null ? 0 : number.toString().length())
            .max()
            .orElse(0);
    return new Field(name, shortName, 'N', Math.max(least, longest), 0, 0, value);
  }

  private Field text(String name, String shortName, IntFunction<Object> value) {
    int longest = 1;
    int cut = 0;
    for (int row : rows) {
      Object text = value.apply(row);
      int bytes = text == null ? 0 : text.toString().getBytes(StandardCharsets.UTF_8).length;
      longest = Math.max(longest, bytes);
      cut += bytes > WIDEST_TEXT ? 1 : 0;
    }
    return new Field(name, shortName, 'C', Math.min(longest, WIDEST_TEXT), 0, cut, value);
  }

  /** Its columns, the feature id first. */
  List<Field> fields() {
    return fields;
  }

  private int recordLength() {
    return 1 + fields.stream().mapToInt(Field::width).sum();
  }

  private int headerLength() {
    return 32 + 32 * fields.size() + 1;
  }

  private long length() {
    return headerLength() + (long) rows.length * recordLength() + 1;
  }

  /**
   * Writes the table.
   *
   * @param changed the day that stands in its header
   */
  void writeTo(BinaryOut out, Instant changed) throws IOException {
    LocalDate day = LocalDate.ofInstant(changed, ZoneOffset.UTC);
    out.one(3);
    out.one(day.getYear() - 1900);
    out.one(day.getMonthValue());
    out.one(day.getDayOfMonth());
    out.littleEndian(rows.length);
    out.littleEndian16(headerLength());
    out.littleEndian16(recordLength());
    out.zeros(20);
    for (Field field : fields) {
      out.bytes(Arrays.copyOf(field.shortName().getBytes(StandardCharsets.US_ASCII), 11));
      out.one(field.type());
      out.zeros(4);
      out.one(field.width());
      out.one(field.decimals());
      out.zeros(14);
    }
    out.one('\r');
    for (int row : rows) {
      out.one(' ');
      for (Field field : fields) {
        out.bytes(cell(field, field.value().apply(row)));
      }
    }
    out.one(0x1A);
  }

  private static byte[] cell(Field field, Object value) {
    byte[] cell = new byte[field.width()];
    Arrays.fill(cell, (byte) ' ');
    byte[] text = written(field, value).getBytes(StandardCharsets.UTF_8);
    int length = text.length;
    if (length > cell.length) {
      length = cell.length;
      // Not within a character: its further bytes begin with the bits 10.
      while ((text[length] & 0xC0) == 0x80) {
        length--;
      }
    }
    System.arraycopy(text, 0, cell, field.type() == 'N' ? cell.length - length : 0, length);
    return cell;
  }

  private static String written(Field field, Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean known) {
      return known ? "T" : "F";
    }
    if (value instanceof Double number) {
      return Double.isInfinite(number) ? "" : CsvCells.number(number);
    }
    if (field.type() == 'D') {
      return DateTimeFormatter.BASIC_ISO_DATE.format((LocalDate) value);
    }
    return value.toString();
  }
}
