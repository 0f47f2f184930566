/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What attackers send to the query doors: each gets the status that its file says, an answer that
 * is well formed and tells nothing of the inside, within two seconds. Nobody is called, and memory
 * stays what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCorpusTest {

  private static final List<String> FILES =
      List.of("xml.txt", "filters.txt", "resources.txt", "web.txt");
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** What may stay of some thousand requests: remembered queries, class data, buffers. */
  private static final long GROWTH = 24L << 20;

  private final AtomicInteger calls = new AtomicInteger();
  private ServerSocket listener;
  private DoorsServer server;

  @BeforeAll
  void start() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread counting =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                try (Socket caller = listener.accept()) {
                  calls.incrementAndGet();
                } catch (IOException e) {
                  return;
                }
              }
            });
    counting.setDaemon(true);
    counting.start();
    // It hears what there is to hear.
    new Socket(listener.getInetAddress(), listener.getLocalPort()).close();
    while (!calls.compareAndSet(1, 0)) {
      Thread.onSpinWait();
    }
    server = DoorsServer.start(HostileFixture.snapshot());
    for (String path :
        List.of(
            "/ogc?f=html",
            "/ogc/collections/stort/items?limit=1&sortby=tekst",
            "/wfs?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=stort&SRSNAME=EPSG:4326")) {
      assertThat(server.get(path).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    listener.close();
  }

  Stream<HostileRequest> requests() {
    return FILES.stream().flatMap(f -> HostileRequest.all(f, listener.getLocalPort()).stream());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anAttackGetsItsStatusAndNothingElse(HostileRequest request) throws IOException {
    long before = System.nanoTime();
    RawAnswer answer = RawAnswer.to(server.url(), request.bytes());
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    // A machine that is busy with other work only ever adds: what is slow is tried again.
    for (int again = 0; again < 3 && took.compareTo(LONGEST) >= 0; again++) {
      before = System.nanoTime();
      RawAnswer.to(server.url(), request.bytes());
      took = Duration.ofNanos(System.nanoTime() - before);
    }
    Harmless.check(request, answer);
    assertThat(answer.status()).as(request + "\n" + answer.text()).isEqualTo(request.status());
    assertThat(took).as(request.toString()).isLessThan(LONGEST);
    assertThat(calls).as(request + " made the service call out").hasValue(0);
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
      RawAnswer answer = RawAnswer.to(server.url(), request.bytes());
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
        new Socket(listener.getInetAddress(), URI.create(server.url()).getPort())) {
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
    String page = server.get("/ogc/collections/fjendtlig/items?f=html&lang=en").body();
    List<String> links =
        Pattern.compile("href=\"([^\"]*/fjendtlig/items/[^\"]+)\"")
            .matcher(page)
            .results()
            .map(found -> found.group(1).replace("&amp;", "&").replace("&#39;", "'"))
            .distinct()
            .toList();
    assertThat(links).hasSize(HostileFixture.TEXTS.size());
    for (String link : links) {
      String path = link.substring(server.url().length());
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void memoryIsWhatItWas() throws IOException {
    List<HostileRequest> all = requests().toList();
    assertThat(all).hasSizeGreaterThan(250);
    sendAll(all);
    long before = Heap.held();
    for (int round = 0; round < 3; round++) {
      sendAll(all);
    }
    long growth = Heap.held() - before;
    System.out.printf("Heap after %d requests: %+d kB%n", 3 * all.size(), growth >> 10);
    assertThat(growth).isLessThan(GROWTH);
    assertThat(calls).hasValue(0);
  }

  private void sendAll(List<HostileRequest> requests) throws IOException {
    for (HostileRequest request : requests) {
      RawAnswer.to(server.url(), request.bytes());
    }
  }
}
