/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import dk.socialbalance.publication.Layer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Shapefiles in a zip archive: one a layer, or one for each kind of geometry where a layer has
 * several; a table alone where there is no geometry; and a text that says what the short names of
 * the columns stand for.
 *
 * <p>Everything is measured first and then streamed; nothing is kept.
 */
final class ShapefileZip {

  /** The text in the archive. */
  static final String README = "LAESMIG.txt";

  static final String TOO_LARGE =
      "A Shapefile holds two gigabytes, and this would be more: ask for fewer features, or for a"
          + " GeoPackage.";

  /** A set of files of one name; the shapes are null where it is a table alone. */
  private record Piece(String name, FeatureRows part, Shapefile shapes, DbfTable table) {}

  private interface Content {
    void writeTo(BinaryOut out) throws IOException;
  }

  private final Export export;
  private final List<Piece> pieces = new ArrayList<>();

  private ShapefileZip(Export export) {
    this.export = export;
    List<String> names = new ArrayList<>();
    for (FeatureRows part : export.parts()) {
      String name = FeatureRows.free(Export.fileName(part.layer().name()), names);
      names.add(name);
      addPieces(part, name);
    }
  }

  /** Measures what is asked for. */
  static FileFormat.Body of(Export export) {
    return new ShapefileZip(export)::writeTo;
  }

  private void addPieces(FeatureRows part, String name) {
    List<Set<ShapeKind>> kindsOfRow = new ArrayList<>();
    Set<ShapeKind> kinds = EnumSet.noneOf(ShapeKind.class);
    // There are few different sets: many rows must not cost a set each.
    Map<Set<ShapeKind>, Set<ShapeKind>> sets = new HashMap<>();
    for (int row : part.rows()) {
      Set<ShapeKind> ofRow = sets.computeIfAbsent(Set.copyOf(kinds(part, row)), set -> set);
      kindsOfRow.add(ofRow);
      kinds.addAll(ofRow);
    }
    if (kinds.isEmpty()) {
      kinds.addAll(kindOfLayer(part));
    }
    if (kinds.isEmpty()) {
      pieces.add(new Piece(name, part, null, new DbfTable(part, part.rows())));
      return;
    }
    boolean first = true;
    for (ShapeKind kind : kinds) {
      boolean withNulls = first;
      int[] all = part.rows();
      int[] rows =
          IntStream.range(0, all.length)
              .filter(
                  i ->
                      kindsOfRow.get(i).contains(kind)
                          || (withNulls && kindsOfRow.get(i).isEmpty()))
              .map(i -> all[i])
              .toArray();
      pieces.add(
          new Piece(
              kinds.size() == 1 ? name : name + "_" + kind.ending(),
              part,
              new Shapefile(part, export.srid(), rows, kind),
              new DbfTable(part, rows)));
      first = false;
    }
  }

  private Set<ShapeKind> kinds(FeatureRows part, int row) {
    return part.geometry()
        ? ShapeKind.parts(part.layer().geometry(row, export.srid())).keySet()
        : Set.of();
  }

  /** Where no row tells: the kind of the layer's first geometry; none where it has none. */
  private Set<ShapeKind> kindOfLayer(FeatureRows part) {
    Layer layer = part.layer();
    for (int row = 0; part.geometry() && row < layer.size(); row++) {
      Set<ShapeKind> kinds = kinds(part, row);
      if (!kinds.isEmpty()) {
        return EnumSet.of(kinds.iterator().next());
      }
    }
    return Set.of();
  }

  private void writeTo(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Piece piece : pieces) {
      if (piece.shapes() != null) {
        entry(zip, piece.name() + ".shp", piece.shapes()::writeShapes);
        entry(zip, piece.name() + ".shx", piece.shapes()::writeIndex);
        entry(zip, piece.name() + ".prj", o -> o.bytes(ascii(EsriWkt.of(export.srid()))));
      }
      entry(
          zip, piece.name() + ".dbf", o -> piece.table().writeTo(o, export.snapshot().createdAt()));
      entry(zip, piece.name() + ".cpg", o -> o.bytes(ascii("UTF-8")));
    }
    entry(zip, README, o -> o.bytes(readme().getBytes(StandardCharsets.UTF_8)));
    zip.finish();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void entry(ZipOutputStream zip, String name, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(export.snapshot().createdAt().toEpochMilli());
    zip.putNextEntry(entry);
    BufferedOutputStream buffered = new BufferedOutputStream(zip, 1 << 16);
    content.writeTo(new BinaryOut(buffered));
    buffered.flush();
    zip.closeEntry();
  }

  private String readme() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Kolonnerne i en Shapefile har højst ti tegn. Her står, hvad navnene dækker over.",
        "Columns of a Shapefile have ten characters at most. This is what the names stand for.");
    for (Piece piece : pieces) {
      Map<String, Layer.Attribute> attributes = new HashMap<>();
      piece.part().layer().attributes().forEach(a -> attributes.put(a.name(), a));
      text.append("\r\n").append(piece.name()).append(".dbf\r\n");
      for (DbfTable.Field field : piece.table().fields()) {
        Layer.Attribute attribute = attributes.get(field.name());
        text.append(field.shortName()).append('\t').append(field.name());
        if (attribute != null) {
          text.append('\t').append(attribute.title().da());
          text.append('\t').append(attribute.title().en());
        }
        text.append("\r\n");
        if (field.cut() > 0) {
          line(
              text,
              "\t! %d tekster er for lange til formatet og skåret af efter 254 bytes."
                  .formatted(field.cut()),
              "\t! %d texts are too long for the format and cut after 254 bytes."
                  .formatted(field.cut()));
        }
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String... lines) {
    Arrays.stream(lines).forEach(line -> text.append(line).append("\r\n"));
  }
}
