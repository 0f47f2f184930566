/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends what attackers send: each request gets the status that its file says, an answer that is
 * well formed and tells nothing of the inside, within two seconds. Nobody is called, and memory
 * stays what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileRunner {

  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** What may stay of some thousand requests: remembered queries, class data, buffers. */
  private static final long GROWTH = 24L << 20;

  private final List<String> files;
  private final Snapshot snapshot;
  private final List<String> ordinary;
  private final AtomicInteger calls = new AtomicInteger();
  private ServerSocket listener;
  private DoorsServer server;

  /**
   * @param files of requests
   * @param snapshot that is attacked
   * @param ordinary requests that are answered, to begin with
   */
  HostileRunner(List<String> files, Snapshot snapshot, List<String> ordinary) {
    this.files = files;
    this.snapshot = snapshot;
    this.ordinary = ordinary;
  }

  /** The doors under attack. */
  DoorsServer server() {
    return server;
  }

  /** Where calls are counted. */
  ServerSocket listener() {
    return listener;
  }

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
    server = DoorsServer.start(snapshot);
    for (String path : ordinary) {
      assertThat(server.get(path).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    listener.close();
  }

  Stream<HostileRequest> requests() {
    return files.stream().flatMap(f -> HostileRequest.all(f, listener.getLocalPort()).stream());
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
    assertThat(answer.headers() + answer.text()).as(request.toString()).contains(request.says());
    assertThat(took).as(request.toString()).isLessThan(LONGEST);
    assertThat(calls).as(request + " made the service call out").hasValue(0);
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
