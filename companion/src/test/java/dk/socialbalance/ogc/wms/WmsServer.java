/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import dk.socialbalance.publication.StyleTemplates;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** One started server with the small snapshot, for all tests of the map door. */
final class WmsServer {

  static final String LAYER = "socialbalance:basisdistrikt_underretninger";

  private static final DoorsServer SERVER = DoorsServer.start(snapshot());

  private WmsServer() {}

  static Snapshot snapshot() {
    LocalText title = new LocalText("Underretninger", "Notifications");
    return SnapshotFixture.snapshot(
        StyleTemplates.choropleth(
                "basisdistrikt_underretninger",
                title,
                List.of(4.0, 8.0, 12.0, 16.0),
                true,
                new LocalText("%", "%"),
                1)
            .sld(),
        StyleTemplates.outline("basisdistrikt", new LocalText("Omrids", "Outlines")).sld());
  }

  /** The fill colour of a class, 1 to 5, as the style says it. */
  static int colour(int klasse) {
    String sld = snapshot().styles().get("basisdistrikt_underretninger").sld();
    Matcher fill =
        Pattern.compile(
                "<Name>klasse_" + klasse + "</Name>.*?name=\"fill\">#([0-9a-f]{6})<",
                Pattern.DOTALL)
            .matcher(sld);
    if (!fill.find()) {
      throw new AssertionError("No class " + klasse + " in the style");
    }
    return Integer.parseInt(fill.group(1), 16);
  }

  static DoorsServer server() {
    return SERVER;
  }

  /** A GetMap of the whole fixture in 2016, 320 x 220 pixels of ten metres; change what matters. */
  static Map<String, String> map(String... changes) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("SERVICE", "WMS");
    parameters.put("VERSION", "1.3.0");
    parameters.put("REQUEST", "GetMap");
    parameters.put("LAYERS", LAYER);
    parameters.put("STYLES", "");
    parameters.put("CRS", "EPSG:25832");
    parameters.put("BBOX", "714900,6179900,718100,6182100");
    parameters.put("WIDTH", "320");
    parameters.put("HEIGHT", "220");
    parameters.put("FORMAT", "image/png");
    parameters.put("TIME", "2016");
    return changed(parameters, changes);
  }

  /** A GetFeatureInfo on the same map, at the middle of district 101; change what matters. */
  static Map<String, String> info(String... changes) {
    Map<String, String> parameters = map();
    parameters.put("REQUEST", "GetFeatureInfo");
    parameters.put("QUERY_LAYERS", LAYER);
    parameters.put("INFO_FORMAT", "application/json");
    parameters.put("I", "60");
    parameters.put("J", "160");
    return changed(parameters, changes);
  }

  /** Names and values in turn; a null value takes the parameter away. */
  private static Map<String, String> changed(Map<String, String> parameters, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1] == null) {
        parameters.remove(changes[i]);
      } else {
        parameters.put(changes[i], changes[i + 1]);
      }
    }
    return parameters;
  }

  static String query(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder("/wms");
    char before = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      query
          .append(before)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      before = '&';
    }
    return query.toString();
  }

  static HttpResponse<String> get(Map<String, String> parameters) {
    return SERVER.get(query(parameters));
  }

  /** The picture of a GetMap or a legend; fails when the answer is none. */
  static BufferedImage picture(Map<String, String> parameters) {
    HttpResponse<byte[]> answer = SERVER.getBytes(query(parameters));
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() != 200 || !type.startsWith("image/")) {
      throw new AssertionError(
          answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    try {
      return ImageIO.read(new ByteArrayInputStream(answer.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines of a table of cases beside the tests. */
  static List<NamedCsvRecord> cases(String file) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    WmsServer.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
