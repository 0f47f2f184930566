/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.register;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a zipped Shapefile (ESRI Shapefile Technical Description, July 1998): {@code .shp} and
 * {@code .dbf} side by side, {@code .cpg} for the encoding, {@code .prj} for the coordinates. One
 * feature is in memory at a time, and no length in the file is believed before it is checked.
 */
public final class ShapefileReader implements AutoCloseable {

  private static final int MAX_ENTRIES = 1000;
  private static final long MAX_ENTRY = 4L << 30;
  private static final int MAX_RECORD = 256 << 20;
  private static final int HEADER = 100;
  private static final int MAGIC = 9994;
  private static final int MAX_SIDE_FILE = 1 << 16;
  private final ZipFile zip;
  private final String fileName;
  private final ZipEntry shapes;

  private ShapefileReader(ZipFile zip, String fileName, ZipEntry shapes) {
    this.zip = zip;
    this.fileName = fileName;
    this.shapes = shapes;
  }

  /** Whether the file begins as a zip does. */
  public static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(4), new byte[] {'P', 'K', 3, 4});
    }
  }

  /**
   * Opens a file.
   *
   * @param name of the Shapefile in it, without ending; empty: the only one
   * @throws LoadFailedException when it holds none, or a choice
   */
  public static ShapefileReader open(Path file, Optional<String> name) throws IOException {
    String fileName = Masking.fileName(file);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new LoadFailedException(fileName + " is no zip file, or it is damaged.");
    }
    try {
      if (zip.size() > MAX_ENTRIES) {
        throw new LoadFailedException(
            "%s holds %d files; a zipped Shapefile holds a handful."
                .formatted(fileName, zip.size()));
      }
      List<? extends ZipEntry> all =
          zip.stream()
              .filter(e -> !e.isDirectory() && lower(e).endsWith(".shp"))
              .filter(e -> !e.getName().startsWith("__MACOSX/"))
              .toList();
      List<? extends ZipEntry> chosen =
          all.stream().filter(e -> name.isEmpty() || stem(e).equalsIgnoreCase(name.get())).toList();
      if (chosen.size() != 1) {
        throw new LoadFailedException(
            all.isEmpty()
                ? fileName + " holds no file .shp: a zipped Shapefile is expected."
                : "%s: name the Shapefile that is meant: %s."
                    .formatted(
                        fileName,
                        String.join(
                            ", ",
                            all.stream().map(e -> Masking.value(stem(e))).distinct().toList())));
      }
      return new ShapefileReader(zip, fileName, chosen.get(0));
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static String lower(ZipEntry entry) {
    return entry.getName().toLowerCase(Locale.ROOT);
  }

  private static String stem(ZipEntry entry) {
    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    return name.substring(0, name.length() - 4);
  }

  /** The file beside the shapes with another ending. */
  private Optional<ZipEntry> beside(String ending) {
    String wanted = lower(shapes).substring(0, lower(shapes).length() - 4) + ending;
    return zip.stream()
        .filter(entry -> lower(entry).equals(wanted))
        .findFirst()
        .map(ZipEntry.class::cast);
  }

  private Optional<String> text(String ending) throws IOException {
    Optional<ZipEntry> entry = beside(ending);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = zip.getInputStream(entry.get())) {
      return Optional.of(
          new String(in.readNBytes(MAX_SIDE_FILE), StandardCharsets.UTF_8)
              .replace("\uFEFF", "")
              .strip());
    }
  }

  /** EPSG code of the coordinates as the {@code .prj} tells it; 0 when it cannot be told. */
  public int epsg() throws IOException {
    Optional<String> wkt = text(".prj");
    if (wkt.isEmpty()) {
      return 0;
    }
    return PrjNames.epsg(wkt.get());
  }

  /** The attributes and their types, in order. */
  public Map<String, Class<?>> fields() throws IOException {
    try (DbfReader table = table()) {
      return table.fields();
    }
  }

  private DbfReader table() throws IOException {
    ZipEntry entry =
        beside(".dbf")
            .orElseThrow(
                () ->
                    new LoadFailedException(
                        fileName + ": the Shapefile has no .dbf; its attributes are missing."));
    return new DbfReader(open(entry), fileName, text(".cpg"));
  }

  private InputStream open(ZipEntry entry) throws IOException {
    if (entry.getSize() > MAX_ENTRY) {
      throw new LoadFailedException(
          "%s: %s is larger than 4 GB.".formatted(fileName, Masking.value(entry.getName())));
    }
    return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
  }

  /**
   * Reads all features.
   *
   * @throws LoadFailedException when the file breaks off or contradicts itself; the message names
   *     the record
   */
  public void read(GeoFeature.Sink sink) throws IOException, SQLException {
    try (InputStream in = open(shapes);
        DbfReader table = table()) {
      readHeader(in);
      byte[] head = new byte[8];
      for (long record = 1; in.readNBytes(head, 0, 8) == 8; record++) {
        ByteBuffer frame = ByteBuffer.wrap(head);
        int number = frame.getInt();
        long length = 2L * frame.getInt();
        if (number != record || length < 4 || length > MAX_RECORD) {
          throw broken("its record %d is broken".formatted(record));
        }
        byte[] content = in.readNBytes((int) length);
        if (content.length < length) {
          throw broken("it breaks off in record %d".formatted(record));
        }
        Map<String, Object> values = table.next(record);
        if (values == null) {
          continue; // deleted
        }
        sink.accept(feature(record, values, content));
      }
      table.end();
    } catch (EOFException | ZipException e) {
      throw broken("it breaks off");
    }
  }

  private GeoFeature feature(long record, Map<String, Object> values, byte[] content) {
    ByteBuffer shape = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return new GeoFeature(record, null, values, ShapeGeometry.read(shape), null);
    } catch (IllegalArgumentException e) {
      return new GeoFeature(record, null, values, null, e.getMessage());
    }
  }

  private void readHeader(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER || ByteBuffer.wrap(header).getInt() != MAGIC) {
      throw broken("it does not begin as one");
    }
  }

  private LoadFailedException broken(String how) {
    return new LoadFailedException(
        "%s: the .shp is no Shapefile, or damaged: %s.".formatted(fileName, how));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
