/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common.formats;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** The formats that are kept as files. What each holds is said in docs/data-formats.md. */
public enum FileFormat {
  /** RFC 4180, for programs. */
  CSV("text/csv", "csv", CsvFile::plain),
  /** For Excel with Danish settings. */
  EXCEL("text/csv", "csv", CsvFile::excel),
  /** Shapefiles in a zip archive. */
  SHAPEFILE("application/zip", "zip", ShapefileZip::of),
  /** GeoPackage 1.3, with styles for QGIS. */
  GEOPACKAGE("application/geopackage+sqlite3", "gpkg", GeoPackageFile::of);

  private final String mediaType;
  private final String ending;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Export, Body> maker;

  FileFormat(String mediaType, String ending, Function<Export, Body> maker) {
    this.mediaType = mediaType;
    this.ending = ending;
    this.maker = maker;
  }

  /** A file that is ready to be written. */
  @FunctionalInterface
  interface Body {
    /** Writes the file from its beginning to its end; leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Answers with the file: its headers, and unless only these were asked for (HEAD) its bytes.
   *
   * @throws FormatException before anything is written, when the format cannot hold it
   */
  public void send(Export export, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Body body = maker.apply(export);
    response.setContentType(mediaType);
    response.setCharacterEncoding(mediaType.startsWith("text/") ? "UTF-8" : null);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + export.fileName() + "." + ending + "\"");
    if ("HEAD".equals(request.getMethod())) {
      return;
    }
    try {
      body.writeTo(response.getOutputStream());
    } catch (RuntimeException e) {
      // What is answered in its place is no file.
      response.setHeader("Content-Disposition", null);
      throw e;
    }
  }

  /** Writes the file. */
  void write(Export export, OutputStream out) throws IOException {
    maker.apply(export).writeTo(out);
  }
}
