/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dk.socialbalance.geoserver.Published;
import dk.socialbalance.geoserver.state.Plan.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {

  private final Published published = new Published();
  private final MemoryTarget target = new MemoryTarget();
  private final Catalogue catalogue = new Catalogue(published.settings());
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean away;
  private int reads;

  private final Publisher publisher =
      new Publisher(
          new Publisher.Source() {
            @Override
            public Connection connect() throws SQLException {
              if (away) {
                throw new SQLException("connection refused");
              }
              return catalogue.connect();
            }

            @Override
            public State wanted(Connection connection) throws SQLException {
              reads++;
              return catalogue.wanted(connection);
            }
          },
          target,
          new Publisher.Report() {
            @Override
            public void inStep(Pulse pulse, int layers, int writes, Instant at) {
              told.add("publication " + pulse.publication() + ", " + layers + " layers");
              // The caches are empty before this is said.
              assertThat(target.revisions.keySet()).isEqualTo(target.layers.keySet());
            }

            @Override
            public void failed(String sentence, Exception cause) {
              told.add(sentence);
            }
          },
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @AfterEach
  void drop() {
    published.close();
  }

  private List<Change> poll() {
    target.done.clear();
    publisher.poll();
    now = now.plus(Publisher.POLL);
    return List.copyOf(target.done);
  }

  @Test
  void makesEverythingThatIsPublished() {
    published.publish("uro");
    poll();
    assertThat(told).containsExactly("publication 1, 4 layers");
    assertThat(target.layers.keySet())
        .containsExactly("distrikt", "noegletal", "distrikt_uro", "distrikt_uro_seneste");
    LayerState layer = target.layers.get("distrikt_uro");
    assertThat(layer.title()).isEqualTo(new Text("Titel distrikt_uro", "Title distrikt_uro"));
    assertThat(layer.srs()).isEqualTo("EPSG:25832");
    assertThat(layer.bounds()).isEqualTo(new LayerState.Bounds(715000, 6180000, 717000, 6181000));
    // Reference: PROJ, EPSG:25832 to EPSG:4326 of 715000 6180000, rounded outwards.
    assertThat(layer.geographic().minX()).isEqualTo(12.422343, offset(0.001));
    assertThat(layer.geographic().minY()).isEqualTo(55.717965, offset(0.001));
    assertThat(layer.time()).containsExactly("periode_start", "periode_slut");
    assertThat(layer.tileTimes())
        .containsExactly("2023-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z");
    assertThat(layer.styles()).containsExactly("distrikt_uro", "distrikt_uro_udvikling");
    assertThat(layer.columns()).contains("periode_start timestamp with time zone");
    LayerState latest = target.layers.get("distrikt_uro_seneste");
    assertThat(latest.inWms()).isFalse();
    assertThat(latest.tiled()).isFalse();
    assertThat(latest.time()).isEmpty();
    assertThat(latest.styles()).isEmpty();
    assertThat(target.layers.get("noegletal").bounds()).isEqualTo(LayerState.Bounds.WORLD);
    assertThat(target.groups.get("niveau_distrikt").members())
        .containsExactly("distrikt", "tema_boern");
    assertThat(target.groups.get("tema_boern").members()).containsExactly("distrikt_uro");
    assertThat(target.service.orElseThrow().title().da()).isEqualTo("Social balance · Prøveby");
    assertThat(target.service.orElseThrow().crs())
        .containsExactly("25832", "25833", "3857", "4326", "4258", "3044");
    assertThat(target.store)
        .containsEntry("schema", "lag")
        .containsEntry("user", "sb_publish")
        .containsEntry("Primary key metadata table", "lag.gt_pk_metadata");
  }

  @Test
  void aSecondRunWritesNothing() {
    published.publish("uro");
    poll();
    assertThat(poll()).isEmpty();
    assertThat(reads).isEqualTo(1);
    now = now.plus(Publisher.LATE_TILES);
    assertThat(poll()).hasSize(2).allMatch(Change.EmptyTiles.class::isInstance);
    now = now.plus(Publisher.COMPARE);
    assertThat(poll()).isEmpty();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aNewPublicationEmptiesTheTilesOfEveryLayerBeforeItIsReported() {
    published.publish("uro");
    poll();
    published.publish("uro");
    assertThat(poll())
        .contains(
            new Change.EmptyTiles("distrikt_uro"),
            new Change.EmptyTiles("distrikt"),
            new Change.Reset("distrikt_uro_seneste"))
        .noneMatch(Change.PutLayer.class::isInstance);
    assertThat(told).last().isEqualTo("publication 2, 4 layers");
    List<Change> steps = List.copyOf(target.done);
    assertThat(steps.indexOf(new Change.EmptyTiles("distrikt_uro")))
        .isLessThan(
            steps.indexOf(
                steps.stream()
                    .filter(
                        s -> s instanceof Change.KeepRevision k && k.layer().equals("distrikt_uro"))
                    .findFirst()
                    .orElseThrow()));
  }

  @Test
  void tilesThatWereBeingDrawnAreEmptiedOnceMore() {
    published.publish("uro");
    poll();
    published.publish("uro");
    poll();
    away = true; // that needs no database
    now = now.plus(Publisher.LATE_TILES);
    assertThat(poll()).contains(new Change.EmptyTiles("distrikt_uro"));
    assertThat(poll()).isEmpty();
  }

  @Test
  void aRetiredIndicatorIsRemovedAndANewOneAppears() {
    published.publish("uro");
    poll();
    published.publish("skole");
    poll();
    assertThat(told).last().isEqualTo("publication 2, 4 layers");
    assertThat(target.layers.keySet())
        .containsExactlyInAnyOrder(
            "distrikt", "noegletal", "distrikt_skole", "distrikt_skole_seneste");
    assertThat(target.styles.keySet())
        .containsExactlyInAnyOrder("distrikt", "distrikt_skole", "distrikt_skole_udvikling");
    published.publish();
    poll();
    assertThat(target.groups.keySet()).containsExactly("niveau_distrikt");
    assertThat(target.layers.keySet()).containsExactlyInAnyOrder("distrikt", "noegletal");
  }

  @Test
  void anAddedColumnMakesGeoServerLookAgain() {
    published.publish("uro");
    poll();
    published
        .database()
        .execute(
            """
            UPDATE publish.layer SET attributes = jsonb_insert(attributes, '{6}', '{"name":"naevner","type":"bigint"}')
            WHERE name = 'distrikt_uro';
            UPDATE publish.current_publication SET switched_at = clock_timestamp();
            """);
    assertThat(poll()).contains(new Change.ResetStore(), new Change.Reset("distrikt_uro"));
    assertThat(target.layers.get("distrikt_uro").columns()).contains("naevner bigint");
  }

  @Test
  void warningsAndOwnLayersEmptyTheirOwnTilesOnly() {
    published.publish("uro");
    poll();
    published
        .database()
        .execute(
            """
            CREATE TABLE publish."lag_traer" (fid bigint PRIMARY KEY, art text, geom postgis.geometry(Point, 25832));
            ALTER TABLE publish."lag_traer" OWNER TO sb_owner;
            INSERT INTO publish.context_layer (name, audience, title_da, title_en, abstract_da, abstract_en, attributes,
                geometry_type, srid, sld, rows, vertices, geometry_hash, revision)
            VALUES ('traer', 'offentlig', 'Træer', 'Trees', '', '', '[]', 'Point', 25832, '<sld>traer</sld>', 0, 0, '', 1);
            INSERT INTO publish.context_revision VALUES ('offentlig', 1);
            """);
    assertThat(poll())
        .contains(new Change.EmptyTiles("traer"))
        .doesNotContain(new Change.EmptyTiles("distrikt_uro"));
    assertThat(target.groups.get("egne_lag").members()).containsExactly("traer");
    // Without features it has the extent of all areas.
    assertThat(target.layers.get("traer").bounds().minX()).isEqualTo(715000);
    published
        .database()
        .execute(
            """
            DELETE FROM publish.context_layer;
            UPDATE publish.context_revision SET revision = 2;
            """);
    poll();
    assertThat(target.layers).doesNotContainKey("traer");
    assertThat(target.groups).doesNotContainKey("egne_lag");
  }

  @Test
  void theDatabaseMayGoAwayAndComeBack() {
    published.publish("uro");
    poll();
    away = true;
    assertThat(poll()).isEmpty();
    assertThat(told).last().isEqualTo("The database cannot be read: connection refused");
    away = false;
    assertThat(poll()).isEmpty();
    assertThat(told).last().isEqualTo("publication 1, 4 layers");
  }

  @Test
  void whatFailsHalfwayIsFinishedAtTheNextLook() {
    published.publish("uro");
    target.failing = Change.EmptyTiles.class;
    poll();
    assertThat(told).containsExactly("The disk is full.");
    assertThat(poll())
        .contains(new Change.EmptyTiles("distrikt"), new Change.EmptyTiles("distrikt_uro"));
    assertThat(told).last().isEqualTo("publication 1, 4 layers");
    now = now.plus(Duration.ofHours(1));
    poll();
    assertThat(poll()).isEmpty();
  }

  @Test
  void whatSomebodyChangedByHandIsPutRight() {
    published.publish("uro");
    poll();
    target.styles.put("distrikt", new StyleState("distrikt", "<sld>by hand</sld>"));
    now = now.plus(Publisher.COMPARE);
    assertThat(poll())
        .contains(
            new Change.PutStyle(new StyleState("distrikt", "<sld>områder</sld>\n")),
            new Change.EmptyTiles("distrikt"));
  }

  @Test
  void anEmptyDatabaseMakesNothingButTheStore() {
    poll();
    assertThat(told).containsExactly("publication 0, 0 layers");
    assertThat(target.done)
        .containsExactly(new Change.PutStore(published.settings().storeParameters()));
  }
}
