/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.formats.FileFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The encodings: JSON and HTML of every resource, files of the items of a collection. */
enum Format {
  JSON("JSON", null),
  HTML("HTML", null),
  CSV("CSV", FileFormat.CSV),
  EXCEL("Excel (CSV)", FileFormat.EXCEL),
  GPKG("GeoPackage", FileFormat.GEOPACKAGE),
  SHP("Shapefile", FileFormat.SHAPEFILE);

  /** What every resource comes as. */
  static final List<Format> PAGES = List.of(JSON, HTML);

  /** What the items of a collection come as. */
  static final List<Format> ITEMS = List.of(values());

  private final String title;
  private final FileFormat file;

  Format(String title, FileFormat file) {
    this.title = title;
    this.file = file;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The value of the parameter {@code f}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format as a file to keep; null for JSON and HTML. */
  FileFormat file() {
    return file;
  }

  /** The media type, where it does not depend on the resource. */
  String mediaType() {
    return file == null ? MediaType.TEXT_HTML_VALUE : file.mediaType();
  }

  /**
   * Chooses by {@code f}, else by Accept, else JSON.
   *
   * @param f value of the parameter; may be null
   * @param accept value of the header; may be null
   * @param json the resource's JSON media type
   * @param offered what the resource comes as; of two with one media type Accept means the first
   */
  static Format of(String f, String accept, MediaType json, List<Format> offered) {
    if (f != null) {
      return offered.stream()
          .filter(format -> format.key().equals(f))
          .findFirst()
          .orElseThrow(
              () ->
                  ProblemException.badRequest(
                      "Parameter 'f': write one of "
                          + offered.stream().map(Format::key).collect(Collectors.joining(", "))
                          + "."));
    }
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    List<MediaType> wanted;
    try {
      wanted = MediaType.parseMediaTypes(accept);
    } catch (InvalidMediaTypeException e) {
      throw ProblemException.notAcceptable("The Accept header cannot be read.");
    }
    return wanted.stream()
        .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
        .filter(m -> m.getQualityValue() > 0)
        .flatMap(m -> offered.stream().filter(format -> format.suits(m, json)).limit(1))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.notAcceptable("This resource comes as " + types(json, offered)));
  }

  private boolean suits(MediaType wanted, MediaType json) {
    return this == JSON
        ? wanted.includes(json) || wanted.includes(MediaType.APPLICATION_JSON)
        : wanted.includes(MediaType.parseMediaType(mediaType()));
  }

  private static String types(MediaType json, List<Format> offered) {
    List<String> types = new ArrayList<>();
    for (Format format : offered) {
      types.add(format == JSON ? json.toString() : format.mediaType());
    }
    return types.stream().distinct().collect(Collectors.joining(", ")) + ".";
  }

  /** Those that are files. */
  static Stream<Format> files() {
    return Arrays.stream(values()).filter(format -> format.file != null);
  }
}
