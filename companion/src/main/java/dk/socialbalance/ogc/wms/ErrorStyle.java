/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import java.util.List;
import java.util.Locale;

/** How an error is told: the parameter EXCEPTIONS. JSON is GeoServer's addition. */
enum ErrorStyle {
  XML,
  INIMAGE,
  BLANK,
  JSON;

  /** The names, as the capabilities of a version list them. */
  static List<String> advertised(WmsVersion version) {
    return version == WmsVersion.V1_3_0
        ? List.of("XML", "INIMAGE", "BLANK", "JSON")
        : List.of(
            "application/vnd.ogc.se_xml",
            "application/vnd.ogc.se_inimage",
            "application/vnd.ogc.se_blank",
            "application/json");
  }

  /** The style that is asked for, by either version's name; XML for anything else. */
  static ErrorStyle of(String text) {
    if (text == null) {
      return XML;
    }
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "inimage", "application/vnd.ogc.se_inimage" -> INIMAGE;
      case "blank", "application/vnd.ogc.se_blank" -> BLANK;
      case "json", "application/json" -> JSON;
      default -> XML;
    };
  }
}
