/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dk.socialbalance.xml.HardenedXml;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/** What every answer is, whatever was asked: well formed for its type, without internals. */
final class Harmless {

  /** Names of classes, traces, the machine's own folders, words of a database. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "\\tat |\\n\\s+at [\\w.$]+\\(|Caused by|dk\\.socialbalance\\.|org\\.(spring|apache|postgres"
              + "|geotools|locationtech|thymeleaf)|tools\\.jackson|com\\.fasterxml|[a-z]\\.[A-Z]\\w+"
              + "Exception|NullPointer|IllegalArgument|ClassCast|StackOverflow|root:x:|PSQL"
              + "|syntax error at|relation \"|Whitelabel|Apache Tomcat");

  /** What an answer may hold only when the request did. */
  private static final List<String> NOT_OURS =
      List.of("SELECT ", " FROM ", "/etc/", "java.util", "java.lang", "java.base", "postgres");

  private static final int LONGEST_REFUSAL = 3000;

  private Harmless() {}

  /** Fails on any harm; what the request itself said may be repeated, escaped. */
  static void check(HostileRequest request, RawAnswer answer) {
    String body = answer.text();
    String as = request + "\n" + answer.headers() + "\n" + OwsException.shown(body);
    assertThat(answer.status()).as(as).isLessThan(500);
    assertThat(answer.headers())
        .as(as)
        .doesNotContainKeys("set-cookie", "x-evil", "server", "x-powered-by");
    assertThat(INTERNALS.matcher(body).results().map(found -> found.group()).toList())
        .as(as + body)
        .isEmpty();
    assertThat(body).as(as).doesNotContain(System.getProperty("user.dir"));
    String asked = decoded(request.text());
    for (String word : NOT_OURS) {
      assertThat(body.contains(word) && !asked.contains(word)).as(word + " in " + as).isFalse();
    }
    if (answer.status() >= 400) {
      assertThat(answer.body().length).as(as).isLessThan(LONGEST_REFUSAL);
    }
    if (answer.body().length > 0) {
      wellFormed(answer, as);
    }
  }

  private static String decoded(String request) {
    try {
      return URLDecoder.decode(request, StandardCharsets.UTF_8) + request;
    } catch (IllegalArgumentException e) {
      return request;
    }
  }

  private static void wellFormed(RawAnswer answer, String as) {
    String type = answer.header("content-type").replaceAll("\\s*;.*", "");
    assertThat(type).as(as).isNotEmpty();
    String text = answer.text();
    if (type.startsWith("image/")) {
      picture(answer.body(), as);
    } else if (type.equals("text/plain") || type.equals("application/vnd.mapbox-vector-tile")) {
      assertThat(answer.header("x-content-type-options")).as(as).isIn("", "nosniff");
    } else if (type.endsWith("xml") || type.contains("gml")) {
      // The document types that WMS 1.1.1 asks for name a DTD, and nothing else.
      xml(
          text.replaceFirst(
              "<!DOCTYPE \\w+ SYSTEM \"http://schemas\\.opengis\\.net/[\\w./]+\">", ""),
          as);
      assertThat(text).as(as).doesNotContain("<script", "<img", "<svg");
    } else if (type.endsWith("json")) {
      assertThat(JsonMapper.shared().readTree(text)).as(as).isNotNull();
    } else if (type.equals("text/html")) {
      html(text, as);
    } else if (type.equals("text/csv")) {
      csv(text.replace("\uFEFF", ""), as);
    } else if (type.equals("application/zip")) {
      assertThat(entries(answer.body())).as(as).isPositive();
    } else {
      throw new AssertionError("An unexpected type, " + type + ": " + as);
    }
  }

  private static void picture(byte[] body, String as) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(body));
      assertThat(image).as(as).isNotNull();
      assertThat(Math.max(image.getWidth(), image.getHeight())).as(as).isLessThanOrEqualTo(4096);
    } catch (IOException e) {
      throw new AssertionError(as, e);
    }
  }

  private static void xml(String text, String as) {
    try {
      HardenedXml.documentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException e) {
      throw new AssertionError(as, e);
    }
  }

  private static void html(String text, String as) {
    ParseConfiguration strict = ParseConfiguration.htmlConfiguration();
    strict.setElementBalancing(ParseConfiguration.ElementBalancing.REQUIRE_BALANCED);
    strict.setUniqueAttributesInElementRequired(true);
    try {
      new MarkupParser(strict).parse(text, new AbstractMarkupHandler() {});
    } catch (ParseException e) {
      throw new AssertionError(as, e);
    }
    assertThat(text)
        .as(as)
        .startsWithIgnoringCase("<!DOCTYPE html>")
        .doesNotContainIgnoringCase("<script>alert")
        .doesNotContainIgnoringCase("<img src=x")
        .doesNotContainIgnoringCase("<svg onload")
        .doesNotContainIgnoringCase("=\"javascript:")
        .doesNotContain(" onmouseover='alert");
  }

  private static void csv(String text, String as) {
    char separator = text.startsWith("id;") ? ';' : ',';
    try (Stream<CsvRecord> records =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text).stream()) {
      assertThat(records.map(CsvRecord::getFieldCount).distinct().count()).as(as).isEqualTo(1);
    }
  }

  private static int entries(byte[] zip) {
    int count = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (in.getNextEntry() != null) {
        in.readAllBytes();
        count++;
      }
    } catch (IOException e) {
      throw new AssertionError("not a zip", e);
    }
    return count;
  }
}
