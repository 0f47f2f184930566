/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dk.socialbalance.ogc.common.GeoJson;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.io.WKTWriter;

/**
 * Features as comma-separated values in UTF-8 with CRLF: one line a feature, below a header; first
 * the feature id, then the attributes. A value that is missing is an empty field, an empty text two
 * quotation marks.
 */
final class CsvFile {

  /** The rows of a sheet of Excel, without the header. */
  private static final int EXCEL_ROWS = 1_048_575;

  private final Export export;
  private final FeatureRows part;
  private final boolean excel;

  private CsvFile(Export export, boolean excel) {
    if (export.parts().size() != 1) {
      throw new FormatException(
          "A CSV file holds the features of one layer: ask for one layer at a time, or for a"
              + " GeoPackage.");
    }
    this.export = export;
    this.part = export.parts().get(0);
    this.excel = excel;
    if (excel && part.rows().length > EXCEL_ROWS) {
      throw new FormatException(
          "Excel holds "
              + EXCEL_ROWS
              + " features in a sheet, and "
              + part.rows().length
              + " were asked for: ask for fewer, or for another format.");
    }
  }

  /** RFC 4180; the geometry last, as WKT. */
  static FileFormat.Body plain(Export export) {
    return new CsvFile(export, false)::write;
  }

  /** For Excel with Danish settings, without geometry: its cells are too small. */
  static FileFormat.Body excel(Export export) {
    return new CsvFile(export, true)::write;
  }

  private void write(OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (excel) {
      text.write('\uFEFF');
    }
    CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(excel ? ';' : ',')
            .lineDelimiter(LineDelimiter.CRLF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(text);
    try {
      csv.writeRecord(header());
      for (int row : part.rows()) {
        csv.writeRecord(fields(row));
      }
      csv.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean withGeometry() {
    return part.geometry() && !excel;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    header.add(part.besideAttributes(FeatureRows.ID));
    for (Attribute attribute : part.chosen()) {
      header.add(cell(attribute.name()));
    }
    if (withGeometry()) {
      header.add(part.besideAttributes(FeatureRows.GEOMETRY));
    }
    return header;
  }

  private List<String> fields(int row) {
    Layer layer = part.layer();
    List<String> fields = new ArrayList<>();
    fields.add(cell(layer.id(row)));
    for (int attribute : part.attributes()) {
      fields.add(cell(layer.value(row, attribute)));
    }
    if (withGeometry()) {
      Geometry geometry = layer.geometry(row, export.srid());
      fields.add(
          geometry == null
              ? null
              : wkt(geometry, GeoJson.scale(layer.nativeSrid(), export.srid())));
    }
    return fields;
  }

  private String cell(Object value) {
    return value == null ? null : excel ? ExcelCells.cell(value) : CsvCells.cell(value);
  }

  /** Simple Features' text; coordinates rounded as {@link GeoJson#scale} says. */
  private static String wkt(Geometry geometry, double scale) {
    Geometry plain = geometry;
    if (plain instanceof LinearRing ring) {
      plain = ring.getFactory().createLineString(ring.getCoordinateSequence());
    }
    if (scale != 0) {
      plain = plain.copy();
      plain.apply(new Rounding(scale));
    }
    return new WKTWriter(2).write(plain);
  }
}
