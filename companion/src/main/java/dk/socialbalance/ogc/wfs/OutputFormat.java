/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.formats.FileFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats of features, and how clients spell them. */
enum OutputFormat {
  GML32(
      GmlFeatures.TYPE,
      Set.of(
          "application/gml+xml;version=3.2",
          "text/xml;subtype=gml/3.2",
          "text/xml;subtype=gml/3.2.1",
          "application/gml+xml",
          "text/xml",
          "application/xml",
          "gml32",
          "gml3.2")),
  GEOJSON(
      "application/json",
      Set.of(
          "application/json",
          "application/geo+json",
          "json",
          "geojson",
          "application/json;subtype=geojson")),
  CSV("text/csv", FileFormat.CSV, Set.of("text/csv", "csv")),
  EXCEL(
      "excel-csv",
      FileFormat.EXCEL,
      Set.of("excel-csv", "text/csv;subtype=excel", "excel", "csv-excel"));

  private final String advertised;
  private final FileFormat file;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> spellings;

  OutputFormat(String contentType, Set<String> spellings) {
    this(contentType, null, spellings);
  }

  OutputFormat(String advertised, FileFormat file, Set<String> spellings) {
    this.advertised = advertised;
    this.file = file;
    this.spellings = spellings;
  }

  /** What capabilities name. */
  String advertisedName() {
    return advertised;
  }

  /** What answers carry. */
  String contentType() {
    return file == null ? advertised : file.mediaType();
  }

  /** The format as a file to keep; null for those that are not. */
  FileFormat file() {
    return file;
  }

  /** All of them. */
  static List<OutputFormat> advertised() {
    return List.of(values());
  }

  /** Reads OUTPUTFORMAT; GML 3.2 when absent. */
  static OutputFormat of(String value) {
    if (value == null) {
      return GML32;
    }
    // A plus sign arrives as a blank from queries that do not encode it.
    String plain =
        value
            .toLowerCase(Locale.ROOT)
            .replaceAll(";\\s+", ";")
            .replace("gml xml", "gml+xml")
            .replace("geo json", "geo+json")
            .replace("geopackage sqlite3", "geopackage+sqlite3");
    return Arrays.stream(values())
        .filter(format -> format.spellings.contains(plain))
        .findFirst()
        .orElseThrow(
            () ->
                OwsException.invalid(
                    "OUTPUTFORMAT",
                    "There is no output format '"
                        + OwsException.shown(value)
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(OutputFormat::advertisedName)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
