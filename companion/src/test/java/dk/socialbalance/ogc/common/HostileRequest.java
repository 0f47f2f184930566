/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request of an attacker, as a file says it. A line {@code status METHOD target} begins one;
 * lines that begin with two blanks are headers ({@code @charset} is the body's encoding, {@code
 * @says} a word of the answer), lines that begin with a bar are the body.
 *
 * <p>In all of them {@code ⟪n×text⟫} is a text n times, {@code \xNN} a byte, {@code {listener}} the
 * address of somebody who counts calls, {@code {circle n}} a ring of n corners; {@code {wfs}},
 * {@code {items}} and their kin begin an ordinary request, {@code {map:WIDTH,BBOX}} one but for
 * these parameters. In the target {@code ⟦text⟧} is
 * percent-encoded.
 *
 * @param status that the answer must have
 * @param line where it stands, for the one who reads the test's report
 * @param bytes of the request, as they go over the wire
 * @param says a word that the answer must hold; empty when any will do
 */
record HostileRequest(int status, String line, byte[] bytes, String says) {

  private static final Pattern REPEATED = Pattern.compile("⟪(\\d+)×(.*?)⟫", Pattern.DOTALL);
  private static final Pattern ENCODED = Pattern.compile("⟦(.*?)⟧", Pattern.DOTALL);
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
  private static final Pattern BUT = Pattern.compile("\\{(\\w+):([A-Z_,]+)}");
  private static final Pattern CIRCLE = Pattern.compile("\\{circle (\\d+)}");
  private static final String FEATURE =
      "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=";
  private static final String MAP =
      "&LAYERS=basisdistrikt_underretninger&STYLES=&CRS=EPSG:25832"
          + "&BBOX=714900,6179900,718100,6182100&WIDTH=320&HEIGHT=220&FORMAT=image/png&TIME=2016";
  private static final Map<String, String> SHORTHAND =
      Map.of(
          "{map}", "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap" + MAP,
          "{click}",
              "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo"
                  + MAP
                  + "&QUERY_LAYERS=basisdistrikt_underretninger&INFO_FORMAT=text/html&I=60&J=160",
          "{legend}",
              "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetLegendGraphic"
                  + "&LAYER=basisdistrikt_underretninger&FORMAT=image/png",
          "{wfs}", FEATURE + "basisdistrikt_underretninger",
          "{items}", "/ogc/collections/basisdistrikt_underretninger/items",
          "{large}", FEATURE + HostileFixture.LARGE + "&RESULTTYPE=hits",
          "{large1}", FEATURE + HostileFixture.LARGE,
          "{largeitems}", "/ogc/collections/" + HostileFixture.LARGE + "/items");

  /** All of a file beside this class. */
  static List<HostileRequest> all(String file, int listener) {
    List<HostileRequest> all = new ArrayList<>();
    List<String> entry = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.matches("\\d{3} .*") && !entry.isEmpty()) {
        all.add(of(file, entry, listener));
        entry.clear();
      }
      entry.add(line);
    }
    all.add(of(file, entry, listener));
    return all;
  }

  /** The lines of a file beside this class, without its remarks. */
  static List<String> lines(String file) {
    try (InputStream stream = HostileRequest.class.getResourceAsStream("hostile/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  private static HostileRequest of(String file, List<String> entry, int listener) {
    String[] head = entry.get(0).split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    for (String line : entry.subList(1, entry.size())) {
      if (line.startsWith("| ")) {
        body.append(expanded(line.substring(2), listener));
      } else {
        String[] header = line.strip().split(": ", 2);
        headers.put(header[0], expanded(header[1], listener));
      }
    }
    String charset = headers.remove("@charset");
    String says = headers.remove("@says");
    byte[] content =
        charset == null
            ? bytes(body.toString())
            : body.toString().getBytes(Charset.forName(charset));
    return of(
        Integer.parseInt(head[0]),
        file + ": " + entry.get(0) + (entry.size() > 1 ? " " + entry.get(entry.size() - 1) : ""),
        head[1],
        expanded(head[2], listener),
        headers,
        content,
        says == null ? "" : says);
  }

  /** A value at a place, both as their files write them. */
  static HostileRequest with(String value, String position) {
    String plain = new String(bytes(value), StandardCharsets.UTF_8);
    String target =
        position
            .replace("{v}", plain)
            .replace("{sql}", plain.replace("'", "''"))
            // In CQL2 a backslash before a quote is the quote: a text cannot end in one.
            .replace("{cql2}", plain.replace("\\", "").replace("'", "''"))
            .replace("{json}", json(plain))
            .replace("{xml}", xml(plain));
    String[] head = target.split(" ", 3);
    return of(
        Integer.parseInt(head[0]),
        value + " in " + position,
        head[1],
        head[2],
        Map.of(),
        new byte[0],
        "");
  }

  /** What XML cannot hold at all becomes a question mark. */
  private static String xml(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B-\\x1F]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String json(String text) {
    String quoted = JsonMapper.shared().writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static HostileRequest of(
      int status,
      String line,
      String method,
      String target,
      Map<String, String> headers,
      byte[] body,
      String says) {
    StringBuilder head = new StringBuilder(method + " " + encoded(target) + " HTTP/1.1\r\n");
    if (!headers.containsKey("Host")) {
      head.append("Host: localhost\r\n");
    }
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes(head.toString()));
    all.writeBytes(body);
    String shown = line.length() > 200 ? line.substring(0, 200) + "…" : line;
    return new HostileRequest(status, shown, all.toByteArray(), says);
  }

  /** A target with what stands between ⟦ and ⟧ percent-encoded, and short names written out. */
  private static String encoded(String target) {
    String whole = replaced(BUT, target, found -> without(found.group(1), found.group(2)));
    for (Map.Entry<String, String> name : SHORTHAND.entrySet()) {
      whole = whole.replace(name.getKey(), name.getValue());
    }
    return replaced(ENCODED, whole, found -> percent(found.group(1)));
  }

  /** An ordinary request but for some parameters, which the line says otherwise. */
  private static String without(String name, String parameters) {
    String whole = SHORTHAND.get("{" + name + "}");
    for (String parameter : parameters.split(",")) {
      String less = whole.replaceFirst("&" + parameter + "=[^&]*", "");
      if (less.equals(whole)) {
        throw new IllegalArgumentException(name + " has no " + parameter);
      }
      whole = less;
    }
    return whole;
  }

  static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(
          Character.isLetterOrDigit(b) && b > 0 ? Character.toString(b) : "%%%02X".formatted(b));
    }
    return encoded.toString();
  }

  private static String expanded(String text, int listener) {
    String address = "127.0.0.1:" + listener;
    String plain = text.replace("{listener}", "http://" + address).replace("{address}", address);
    String round = replaced(CIRCLE, plain, found -> circle(Integer.parseInt(found.group(1))));
    return replaced(
        REPEATED, round, found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
  }

  private static String circle(int corners) {
    StringBuilder positions = new StringBuilder();
    for (int i = 0; i <= corners; i++) {
      double angle = 2 * Math.PI * (i % corners) / corners;
      positions.append(716500 + 900 * Math.cos(angle)).append(' ');
      positions.append(6181000 + 900 * Math.sin(angle)).append(' ');
    }
    return positions.toString().strip();
  }

  private static String replaced(Pattern pattern, String text, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher next = BYTE.matcher(text);
    int done = 0;
    while (next.find()) {
      bytes.writeBytes(text.substring(done, next.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(Integer.parseInt(next.group(1), 16));
      done = next.end();
    }
    bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The request as text, percent signs resolved: what an answer may repeat. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return line;
  }
}
