/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.CurrentSnapshot;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tile lives as long as the revision it was made from, and all together take what they may. */
class ReadyCacheTest {

  private static final String NAME = "basisdistrikt";

  private final CurrentSnapshot current = new CurrentSnapshot();

  private static ReadyCache.Key key(Snapshot snapshot, int column) {
    return new ReadyCache.Key(
        List.of(ReadyCache.Source.of(snapshot.layers().get(NAME))), "column " + column);
  }

  @Test
  void whatSeveralAskForAtOnceIsMadeOnce() throws Exception {
    Snapshot snapshot = SnapshotFixture.snapshot("", "");
    current.swap(snapshot);
    ReadyCache cache = new ReadyCache(current, 1_000_000);
    AtomicInteger made = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ReadyCache.Maker slow =
        () -> {
          made.incrementAndGet();
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return new byte[] {1};
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Future<byte[]> first = threads.submit(() -> cache.get(key(snapshot, 1), slow));
      begun.await();
      List<Future<byte[]>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(threads.submit(() -> cache.get(key(snapshot, 1), slow)));
      }
      go.countDown();
      for (Future<byte[]> other : others) {
        assertThat(other.get()).isEqualTo(first.get());
      }
      assertThat(made).hasValue(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whatFailsIsTriedAgain() throws IOException {
    Snapshot snapshot = SnapshotFixture.snapshot("", "");
    current.swap(snapshot);
    ReadyCache cache = new ReadyCache(current, 1_000_000);
    assertThatThrownBy(
            () ->
                cache.get(
                    key(snapshot, 1),
                    () -> {
                      throw new IOException("no room");
                    }))
        .hasMessage("no room");
    assertThat(cache.get(key(snapshot, 1), () -> new byte[] {2})).containsExactly(2);
  }

  @Test
  void aTileIsMadeOnce() throws IOException {
    Snapshot snapshot = SnapshotFixture.snapshot("", "");
    current.swap(snapshot);
    ReadyCache cache = new ReadyCache(current, 1_000_000);
    byte[] made = cache.get(key(snapshot, 1), () -> new byte[] {1});
    assertThat(cache.get(key(snapshot, 1), () -> new byte[] {2})).isEqualTo(made);
    assertThat(cache.get(key(snapshot, 2), () -> new byte[] {2})).containsExactly(2);
  }

  @Test
  void anotherRevisionTakesTheOldTilesAway() throws IOException {
    Snapshot former = SnapshotFixture.snapshot("", "");
    Snapshot next = revised(former);
    current.swap(former);
    ReadyCache cache = new ReadyCache(current, 1_000_000);
    cache.get(key(former, 1), () -> new byte[100]);
    assertThat(cache.held()).isOne();
    current.swap(next);
    assertThat(cache.held()).isZero();
    // A request that began before the swap ends after it: answered, but not kept.
    assertThat(cache.get(key(former, 1), () -> new byte[] {7})).containsExactly(7);
    assertThat(cache.held()).isZero();
    assertThat(cache.get(key(next, 1), () -> new byte[] {8})).containsExactly(8);
    assertThat(cache.held()).isOne();
  }

  @Test
  void whatIsMadeWhileTheSnapshotChangesIsNotKept() throws IOException {
    Snapshot former = SnapshotFixture.snapshot("", "");
    current.swap(former);
    ReadyCache cache = new ReadyCache(current, 1_000_000);
    cache.get(
        key(former, 1),
        () -> {
          current.swap(revised(former));
          return new byte[100];
        });
    assertThat(cache.held()).isZero();
  }

  @Test
  void theLongestUnusedGoFirst() throws IOException {
    Snapshot snapshot = SnapshotFixture.snapshot("", "");
    current.swap(snapshot);
    ReadyCache cache = new ReadyCache(current, 20_000);
    List<Integer> made = new ArrayList<>();
    for (int column = 0; column < 50; column++) {
      int now = column;
      cache.get(key(snapshot, now), () -> new byte[1000]);
      cache.get(
          key(snapshot, 0),
          () -> {
            made.add(now);
            return new byte[1000];
          });
      assertThat(cache.held()).isLessThanOrEqualTo(20);
    }
    assertThat(made).as("the one in use stays").isEmpty();
    cache.get(
        key(snapshot, 1),
        () -> {
          made.add(1);
          return new byte[1];
        });
    assertThat(made).containsExactly(1);
  }

  private static Snapshot revised(Snapshot of) {
    Layer layer = of.layers().get(NAME);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < layer.attributes().size(); i++) {
      int attribute = i;
      columns.add(
          Column.of(
              layer.attributes().get(i).type(),
              IntStream.range(0, layer.size())
                  .mapToObj(row -> layer.value(row, attribute))
                  .toList()));
    }
    Map<String, Layer> layers = new LinkedHashMap<>(of.layers());
    layers.put(
        NAME,
        new Layer(
            layer.description(),
            layer.revision() + "x",
            columns,
            layer.geometries(),
            IntStream.range(0, layer.size()).map(layer::geometryIndex).toArray()));
    return new Snapshot(
        of.publication(),
        of.revision() + "x",
        of.createdAt(),
        of.place(),
        of.synthetic(),
        of.srid(),
        layers,
        of.styles(),
        of.groups());
  }
}
