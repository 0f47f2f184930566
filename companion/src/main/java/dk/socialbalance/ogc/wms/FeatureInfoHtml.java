/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/**
 * Feature info as a small page: a table a feature. Every text is escaped where it is written, on
 * all branches; the only link is the area report's.
 */
final class FeatureInfoHtml {

  private static final String STYLE =
      "body{font:14px sans-serif;margin:8px}table{border-collapse:collapse;margin:0 0 12px}"
          + "caption{font-weight:bold;text-align:left;padding:4px 0}"
          + "th{text-align:left;font-weight:normal;color:#444;padding:1px 12px 1px 0}"
          + "td{padding:1px 0}";

  private FeatureInfoHtml() {}

  static byte[] write(FeatureInfo info) {
    boolean english = "en".equals(info.language());
    StringBuilder html = new StringBuilder(2048);
    html.append("<!DOCTYPE html>\n<html lang=\"")
        .append(english ? "en" : "da")
        .append("\"><head><meta charset=\"UTF-8\"><title>")
        .append(english ? "Feature information" : "Oplysninger om området")
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n");
    for (FeatureInfo.Found found : info.layers()) {
      for (int row : found.rows()) {
        table(html, info, found, row);
      }
    }
    if (info.isEmpty()) {
      html.append("<p>").append(english ? "Nothing here" : "Intet fundet her").append("</p>\n");
    }
    html.append("</body></html>\n");
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void table(
      StringBuilder html, FeatureInfo info, FeatureInfo.Found found, int row) {
    Layer layer = found.layer();
    html.append("<table><caption>");
    escape(html, layer.description().title().in(info.language()));
    html.append("</caption>\n");
    for (Attribute attribute : found.attributes()) {
      html.append("<tr><th scope=\"row\">");
      escape(html, attribute.title().in(info.language()));
      html.append("</th><td>");
      String value = info.text(layer, row, attribute);
      if ("link".equals(attribute.name())
          && (value.startsWith("http://") || value.startsWith("https://"))) {
        html.append("<a href=\"");
        escape(html, value);
        html.append("\">");
        escape(html, value);
        html.append("</a>");
      } else {
        escape(html, value);
      }
      html.append("</td></tr>\n");
    }
    html.append("</table>\n");
  }

  private static void escape(StringBuilder html, String text) {
    html.append(HtmlUtils.htmlEscape(text, "UTF-8"));
  }
}
