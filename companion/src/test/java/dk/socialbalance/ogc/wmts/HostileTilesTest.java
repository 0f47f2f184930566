/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of attackers, byte for byte as the file says: refused shortly, quickly, quietly. */
class HostileTilesTest {

  private static final Pattern REPEATED = Pattern.compile("<<(.*?)\\*(\\d+)>>");

  static List<String> requests() throws IOException {
    try (InputStream file = HostileTilesTest.class.getResourceAsStream("hostile.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @BeforeAll
  static void warm() {
    TileServer.picture(TileServer.tile(""));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithoutHarm(String line) throws IOException {
    String[] parts = line.split("\t");
    long start = System.nanoTime();
    String answer = exchange(expanded(parts[0]));
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer).startsWith("HTTP/1.1 4").contains(parts[1]);
    assertThat(answer.length()).isLessThan(2500);
    assertThat(answer)
        .doesNotContainIgnoringCase("<script")
        .doesNotContainIgnoringCase("<img")
        .doesNotContain("java.lang", "\tat ", "at dk.socialbalance", "org.spring")
        .doesNotContain("root:x:");
    assertThat(answer.substring(0, answer.indexOf("\r\n\r\n")))
        .doesNotContain("X-Evil", "Set-Cookie");
    assertThat(taken).isLessThan(Duration.ofSeconds(2));
  }

  /** {@code <<text*n>>} stands for the text n times. */
  private static String expanded(String line) {
    Matcher repeated = REPEATED.matcher(line);
    return repeated.replaceAll(
        found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
  }

  private static String exchange(String requestLine) throws IOException {
    URI server = URI.create(TileServer.server().url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          requestLine
              + " HTTP/1.1\r\nHost: "
              + server.getAuthority()
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
