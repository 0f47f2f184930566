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
  GML("GML 3.2", null),
  CSV("CSV", FileFormat.CSV),
  EXCEL("Excel (CSV)", FileFormat.EXCEL),
  GPKG("GeoPackage", FileFormat.GEOPACKAGE),
  SHP("Shapefile", FileFormat.SHAPEFILE);

  /** What every resource comes as. */
  static final List<Format> PAGES = List.of(JSON, HTML);

  /** What a single item comes as. */
  static final List<Format> ITEM = List.of(JSON, HTML, GML);

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

  /** The format as a file to keep; null for those that come in pages. */
  FileFormat file() {
    return file;
  }

  /** The media type, where it does not depend on the resource. */
  String mediaType() {
    if (this == GML) {
      return "application/gml+xml;version=3.2";
    }
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
    Format best = null;
    for (Format format : offered) {
      if (format.rank(wanted, json) > (best == null ? 0 : best.rank(wanted, json))) {
        best = format;
      }
    }
    if (best == null) {
      throw ProblemException.notAcceptable("This resource comes as " + types(json, offered));
    }
    return best;
  }

  /**
   * How welcome it is (RFC 9110, 12.5.1): the quality of the most specific range that names it, and
   * among equal qualities how specific that range is. 0: not at all.
   */
  private double rank(List<MediaType> wanted, MediaType json) {
    double quality = 0;
    int specificity = -1;
    for (MediaType range : wanted) {
      int how = specificity(range, json);
      if (how > specificity) {
        specificity = how;
        quality = range.getQualityValue();
      }
    }
    return quality == 0 ? 0 : quality + specificity * 1e-4;
  }

  /** 2 for the type itself, 1 for its family, 0 for anything; -1 when the range is another. */
  private int specificity(MediaType range, MediaType json) {
    MediaType own = this == JSON ? json : MediaType.parseMediaType(mediaType());
    boolean named =
        range.includes(own) || (this == JSON && range.includes(MediaType.APPLICATION_JSON));
    if (!named) {
      return -1;
    }
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }

  private static String types(MediaType json, List<Format> offered) {
    List<String> types = new ArrayList<>();
    for (Format format : offered) {
      types.add(format == JSON ? json.toString() : format.mediaType());
    }
    return types.stream().distinct().collect(Collectors.joining(", ")) + ".";
  }

  /** Those of items beside JSON and HTML. */
  static Stream<Format> others() {
    return ITEMS.stream().filter(format -> !PAGES.contains(format));
  }

  /** Those that are files. */
  static Stream<Format> files() {
    return Arrays.stream(values()).filter(format -> format.file != null);
  }
}
