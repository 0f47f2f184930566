/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import dk.socialbalance.ogc.common.Gml;
import dk.socialbalance.ogc.common.OwsException;
import dk.socialbalance.ogc.common.formats.FileFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats of features, and how clients spell them. */
enum OutputFormat {
  GML2(
      "text/xml; subtype=gml/2.1.2",
      Gml.V2_1,
      Set.of(
          "gml2",
          "xmlschema",
          "text/xml;subtype=gml/2.1.2",
          "text/xml;subtype=gml/2.1.1",
          "text/xml;subtype=gml/2.1",
          "text/xml;subtype=gml/2",
          "application/gml+xml;version=2.1",
          "application/gml+xml;version=2.1.2")),
  GML3(
      "text/xml; subtype=gml/3.1.1",
      Gml.V3_1,
      Set.of(
          "gml3",
          "gml31",
          "gml3.1",
          "text/xml;subtype=gml/3.1.1",
          "text/xml;subtype=gml/3.1",
          "application/gml+xml;version=3.1",
          "application/gml+xml;version=3.1.1")),
  GML32(
      "application/gml+xml; version=3.2",
      Gml.V3_2,
      Set.of(
          "gml32",
          "gml3.2",
          "text/xml;subtype=gml/3.2",
          "text/xml;subtype=gml/3.2.1",
          "application/gml+xml;version=3.2",
          "application/gml+xml;version=3.2.1")),
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
      Set.of("excel-csv", "text/csv;subtype=excel", "excel", "csv-excel")),
  SHAPE(
      "SHAPE-ZIP",
      FileFormat.SHAPEFILE,
      Set.of("shape-zip", "application/zip", "shapezip", "shapefile", "shp")),
  GEOPACKAGE(
      "application/geopackage+sqlite3",
      FileFormat.GEOPACKAGE,
      Set.of(
          "application/geopackage+sqlite3", "application/x-gpkg", "geopackage", "geopkg", "gpkg"));

  /** Names that leave it to the version which GML is meant. */
  private static final Set<String> OF_VERSION =
      Set.of("text/xml", "application/xml", "application/gml+xml", "text/gml", "gml", "xml");

  private final String advertised;
  private final Gml gml;
  private final FileFormat file;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> spellings;

  OutputFormat(String contentType, Set<String> spellings) {
    this(contentType, null, null, spellings);
  }

  OutputFormat(String contentType, Gml gml, Set<String> spellings) {
    this(contentType, gml, null, spellings);
  }

  OutputFormat(String advertised, FileFormat file, Set<String> spellings) {
    this(advertised, null, file, spellings);
  }

  OutputFormat(String advertised, Gml gml, FileFormat file, Set<String> spellings) {
    this.advertised = advertised;
    this.gml = gml;
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

  /** The version of GML; null for those that are none. */
  Gml gml() {
    return gml;
  }

  /** The format as a file to keep; null for those that are not. */
  FileFormat file() {
    return file;
  }

  /** All of them. */
  static List<OutputFormat> advertised() {
    return List.of(values());
  }

  /** Reads the name of a format; the one that the version writes by itself when absent. */
  static OutputFormat of(String value, WfsVersion version) {
    if (value == null) {
      return version.format();
    }
    // A plus sign arrives as a blank from queries that do not encode it.
    String plain =
        value
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s*;\\s*", ";")
            .replace("gml xml", "gml+xml")
            .replace("geo json", "geo+json")
            .replace("geopackage sqlite3", "geopackage+sqlite3");
    if (OF_VERSION.contains(plain)) {
      return version.format();
    }
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
