/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers send to the query doors. */
class HostileCorpusTest extends HostileRunner {

  HostileCorpusTest() {
    super(
        List.of("xml.txt", "filters.txt", "resources.txt", "web.txt"),
        HostileFixture.snapshot(),
        List.of(
            "/ogc?f=html",
            "/ogc/collections/stort/items?limit=1&sortby=tekst",
            "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=stort&SRSNAME=EPSG:4326"));
  }

  static Stream<String> positions() {
    return HostileRequest.lines("positions.txt").stream();
  }

  /** A value is a value, wherever it stands: each of values.txt at each place of positions.txt. */
  @ParameterizedTest
  @MethodSource("positions")
  void aValueIsNothingButAValue(String position) throws IOException {
    for (String line : HostileRequest.lines("values.txt")) {
      HostileRequest request = HostileRequest.with(line, position);
      RawAnswer answer = RawAnswer.to(server().url(), request.bytes());
      Harmless.check(request, answer);
      assertThat(answer.status()).as(request + "\n" + answer.text()).isEqualTo(request.status());
      if (answer.status() == 200) {
        assertThat(answer.text())
            .as(request.toString())
            .doesNotContain("basisdistrikt_underretninger.1");
      }
    }
  }

  /** A body without an end is refused when it is too long, not when it ends. */
  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "application/x-www-form-urlencoded"})
  void anEndlessBodyIsCutOff(String type) throws IOException {
    byte[] chunk = ("100000\r\n" + " ".repeat(1 << 20) + "\r\n").getBytes(US_ASCII);
    int sent = 0;
    try (Socket socket =
        new Socket(listener().getInetAddress(), URI.create(server().url()).getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /wfs HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
              + type
              + "\r\nTransfer-Encoding: chunked\r\n\r\n";
      out.write(head.getBytes(US_ASCII));
      try {
        while (sent < 200) {
          out.write(chunk);
          sent++;
        }
      } catch (SocketException e) {
        // Cut off, as it should be.
      }
    }
    assertThat(sent).as("megabytes that the service took").isLessThan(50);
  }

  /** Whatever an identifier is made of, the address that we give for it leads to the feature. */
  @Test
  void everyIdentifierIsReachedByItsLink() {
    String page = server().get("/ogc/collections/fjendtlig/items?f=html&lang=en").body();
    List<String> links =
        Pattern.compile("href=\"([^\"]*/fjendtlig/items/[^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1).replace("&amp;", "&").replace("&#39;", "'"))
            .distinct()
            .toList();
    assertThat(links).hasSize(HostileFixture.TEXTS.size());
    for (String link : links) {
      String path = link.substring(server().url().length());
      assertThat(server().get(path).statusCode()).as(path).isEqualTo(200);
    }
  }
}
