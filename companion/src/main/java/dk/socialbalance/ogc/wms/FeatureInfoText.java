/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import java.nio.charset.StandardCharsets;

/** Feature info as plain text: {@code name = value} lines, as other servers write it. */
final class FeatureInfoText {

  private static final String RULE = "--------------------------------------------\n";

  private FeatureInfoText() {}

  static byte[] write(FeatureInfo info) {
    StringBuilder text = new StringBuilder();
    for (FeatureInfo.Found found : info.layers()) {
      if (found.rows().length > 0) {
        append(text, info, found);
      }
    }
    if (text.isEmpty()) {
      text.append("en".equals(info.language()) ? "No features here\n" : "Intet fundet her\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, FeatureInfo info, FeatureInfo.Found found) {
    Layer layer = found.layer();
    text.append(layer.description().title().in(info.language()))
        .append(" (")
        .append(layer.name())
        .append("):\n")
        .append(RULE);
    for (int row : found.rows()) {
      for (Attribute attribute : found.attributes()) {
        text.append(attribute.name())
            .append(" = ")
            .append(oneLine(info.text(layer, row, attribute)))
            .append('\n');
      }
      text.append(RULE);
    }
  }

  /** A value cannot start a line of its own and so pass for another attribute. */
  private static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ");
  }
}
