/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a feature-info answer. */
public enum FeatureInfoFormat {
  TEXT("text/plain"),
  HTML("text/html"),
  JSON("application/json"),
  GML2("application/vnd.ogc.gml"),
  GML3("application/vnd.ogc.gml/3.1.1");

  /** The names, as the capabilities list them. */
  public static final List<String> NAMES = List.of(values()).stream().map(f -> f.label).toList();

  private final String label;

  FeatureInfoFormat(String label) {
    this.label = label;
  }

  /** What the answer's Content-Type says; all but plain text tell themselves that it is UTF-8. */
  public String contentType() {
    return this == TEXT ? label + ";charset=UTF-8" : label;
  }

  /** The format of an INFO_FORMAT parameter; text when it is absent or empty. */
  public static Optional<FeatureInfoFormat> of(String text) {
    if (text == null || text.isBlank()) {
      return Optional.of(TEXT);
    }
    String wanted = text.replace(" ", "").toLowerCase(Locale.ROOT);
    for (FeatureInfoFormat format : values()) {
      if (format.label.equals(wanted)) {
        return Optional.of(format);
      }
    }
    return switch (wanted) {
      case "application/geo+json", "application/geojson" -> Optional.of(JSON);
      case "application/vnd.ogc.gml/2.1.2" -> Optional.of(GML2);
      default -> Optional.empty();
    };
  }

  /** The answer. */
  byte[] write(FeatureInfo info) throws IOException {
    return switch (this) {
      case TEXT -> FeatureInfoText.write(info);
      case HTML -> FeatureInfoHtml.write(info);
      case JSON -> FeatureInfoJson.write(info);
      case GML2 -> FeatureInfoGml.write(info, false);
      case GML3 -> FeatureInfoGml.write(info, true);
    };
  }
}
