/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import static dk.socialbalance.ogc.common.formats.ExportFixture.attribute;
import static dk.socialbalance.ogc.common.formats.ExportFixture.export;
import static dk.socialbalance.ogc.common.formats.ExportFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvFileTest {

  private static final List<Layer.Attribute> ALL_TYPES =
      Arrays.stream(Column.Type.values())
          .map(type -> attribute(type.name().toLowerCase(java.util.Locale.ROOT), type))
          .toList();

  private static String write(FileFormat format, Export export) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(export, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Layer oneOfEach() {
    return layer(
        "alt",
        ALL_TYPES,
        List.of(
            Arrays.asList(
                "Åse; \"Ø\", æ\nny linje",
                -7,
                12_345_678_901L,
                -0.0,
                Instant.parse("2016-12-31T23:59:59Z"),
                LocalDate.of(2020, 2, 29),
                true),
            Arrays.asList("", null, null, null, null, null, null),
            Arrays.asList("=1+1", 0, 1_234_567_890_123_456L, 1e-7, Instant.EPOCH, null, false)),
        Arrays.asList("POINT (1.5 2)", null, "POINT EMPTY"));
  }

  @Test
  void plainCsvIsExactToTheByte() throws IOException {
    assertThat(write(FileFormat.CSV, export(25832, oneOfEach())))
        .isEqualTo(
            "id,text,integer,bigint,double,timestamp,date,boolean,geom\r\n"
                + "\"alt.Åse; \"\"Ø\"\", æ\nny linje\",\"Åse; \"\"Ø\"\", æ\nny linje\","
                + "-7,12345678901,-0.0,2016-12-31T23:59:59Z,2020-02-29,true,POINT (1.5 2)\r\n"
                + "alt.,\"\",,,,,,,\r\n"
                + "alt.=1+1,'=1+1,0,1234567890123456,0.00000010,"
                + "1970-01-01T00:00:00Z,,false,POINT EMPTY\r\n");
  }

  @Test
  void excelReadsWhatIsMeant() throws IOException {
    assertThat(write(FileFormat.EXCEL, export(25832, oneOfEach())))
        .isEqualTo(
            "\uFEFFid;text;integer;bigint;double;timestamp;date;boolean\r\n"
                + "\"alt.Åse; \"\"Ø\"\", æ\nny linje\";\"Åse; \"\"Ø\"\", æ\nny linje\";"
                + "-7;12345678901;-0,0;31-12-2016 23:59:59;29-02-2020;SAND\r\n"
                + "alt.;\"\";;;;;;\r\n"
                + "alt.=1+1;'=1+1;0;\"=\"\"1234567890123456\"\"\";0,00000010;"
                + "01-01-1970 00:00:00;;FALSK\r\n");
  }

  /** What a text becomes; "same" where it stays as it is. */
  @ParameterizedTest
  @CsvFileSource(resources = "cells.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
  void textsAreHarmlessAndNotGuessedAt(String text, String csv, String excel) {
    String value = text.replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
    assertThat(CsvCells.cell(value))
        .isEqualTo("same".equals(csv) ? value : csv.replace("\\t", "\t"));
    assertThat(ExcelCells.cell(value))
        .isEqualTo("same".equals(excel) ? value : excel.replace("\\t", "\t"));
  }

  private static String text(Random random) {
    String letters = "aÆøå€\uD83D\uDE00 ;,\"'\n\r\t=+-@0159.|\u00a0＝";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @Test
  void randomValuesComeBack() throws IOException {
    Random random = new Random(20260101);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      boolean missing = random.nextInt(9) == 0;
      double real = Double.longBitsToDouble(random.nextLong());
      rows.add(
          Arrays.asList(
              i + "x" + text(random),
              random.nextInt(),
              missing ? null : random.nextLong(),
              Double.isNaN(real) ? null : random.nextBoolean() ? real : random.nextGaussian() * 1e9,
              missing ? null : Instant.ofEpochMilli(random.nextLong() >> 18),
              missing ? null : LocalDate.ofEpochDay(random.nextInt(4_000_000) - 900_000),
              missing ? null : random.nextBoolean()));
      rows.set(i, new ArrayList<>(rows.get(i)));
    }
    List<Layer.Attribute> attributes = new ArrayList<>(ALL_TYPES);
    attributes.add(attribute("fri", Column.Type.TEXT));
    rows.forEach(row -> row.add(text(random)));
    Layer layer = layer("alt", attributes, rows, null);
    String csv = write(FileFormat.CSV, export(25832, layer));
    List<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv).stream().toList();
    assertThat(records).hasSize(3001);
    for (int row = 0; row < layer.size(); row++) {
      CsvRecord record = records.get(row + 1);
      assertThat(record.getField(0)).isEqualTo(layer.id(row));
      for (int a = 0; a < attributes.size(); a++) {
        Object value = layer.value(row, a);
        String field = record.getField(a + 1);
        Object back =
            field.isEmpty() && value == null ? null : parsed(attributes.get(a).type(), field);
        assertThat(Objects.equals(back, value)).as(field + " for " + value).isTrue();
      }
    }
  }

  private static Object parsed(Column.Type type, String field) {
    return switch (type) {
      case TEXT -> field.matches("(?s)'+[=+\\-@\t\r\n＝＋－＠].*") ? field.substring(1) : field;
      case INTEGER -> Integer.valueOf(field);
      case BIGINT -> Long.valueOf(field);
      case DOUBLE -> Double.valueOf(field);
      case TIMESTAMP -> Instant.parse(field);
      case DATE -> LocalDate.parse(field);
      case BOOLEAN -> Boolean.valueOf(field);
    };
  }

  @Test
  void anAttributeMayHaveTheNameOfTheIdOrTheGeometry() throws IOException {
    Layer layer =
        layer(
            "lag",
            List.of(attribute("ID", Column.Type.TEXT), attribute("Geom", Column.Type.TEXT)),
            List.of(List.of("a", "b")),
            List.of("LINESTRING (0 0, 1 1)"));
    assertThat(write(FileFormat.CSV, export(25832, layer)))
        .isEqualTo("id_1,ID,Geom,geom_1\r\nlag.a,a,b,\"LINESTRING (0 0, 1 1)\"\r\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"CSV", "EXCEL"})
  void severalLayersAreRefused(FileFormat format) {
    Layer one = layer("a", List.of(attribute("k", Column.Type.TEXT)), List.of(List.of("1")), null);
    assertThatThrownBy(() -> write(format, export(25832, one, one)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("one layer at a time");
  }
}
