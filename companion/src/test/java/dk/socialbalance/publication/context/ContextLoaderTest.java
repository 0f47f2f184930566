/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import static dk.socialbalance.publication.context.ContextFixture.feature;
import static dk.socialbalance.publication.context.ContextFixture.geometry;
import static dk.socialbalance.publication.context.ContextFixture.layer;
import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.publication.Layer;
import dk.socialbalance.register.LoadOptions;
import dk.socialbalance.register.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextLoaderTest {

  private static final String POINT = geometry("Point", "[12.5, 55.7]");
  private static final LoadOptions ANY = new LoadOptions(false, 1, line -> {});

  @TempDir Path folder;
  private ContextFixture own;

  @BeforeEach
  void open() {
    own = new ContextFixture(folder);
  }

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void everyTypeOfAttributeArrives() throws IOException {
    LoadReport report =
        own.features(
            layer("skoler"),
            feature(
                POINT,
                "'Navn på skole': 'Åløkke', 'elever': 12, 'loebenr': 5000000000, 'andel': 0.25,"
                    + " 'aabnet': '2001-08-12', 'set': '2024-05-31T12:00:00+02:00', 'privat': true,"
                    + " 'tom': null, 'mere': {'a': [1]}"),
            feature(
                "null",
                "'Navn på skole': null, 'elever': -3, 'loebenr': 1, 'andel': 2, 'aabnet': null,"
                    + " 'set': '2024-05-31', 'privat': null, 'ny': 7"));
    assertThat(report.result()).isEqualTo("done");
    assertThat(report.rowsOut()).isEqualTo(2);
    assertThat(report.notes())
        .anyMatch(n -> n.contains("'Navn på skole' is called Navn_paa_skole"));
    Layer layer = own.snapshot().layer("skoler");
    assertThat(layer.attributes().stream().map(a -> a.name() + " " + a.type()))
        .containsExactly(
            "Navn_paa_skole TEXT",
            "elever INTEGER",
            "loebenr BIGINT",
            "andel DOUBLE",
            "aabnet DATE",
            "set TIMESTAMP",
            "privat BOOLEAN",
            "tom TEXT",
            "mere TEXT",
            "ny INTEGER");
    assertThat(ContextFixture.rows(layer))
        .containsExactly(
            "skoler.1 Åløkke 12 5000000000 0.25 2001-08-12 2024-05-31T10:00:00Z true -"
                + " {\"a\":[1]} -",
            "skoler.2 - -3 1 2.0 - 2024-05-31T00:00:00Z - - - 7");
    assertThat(layer.nativeSrid()).isEqualTo(4326);
    assertThat(layer.geometry(0, 4326).toText()).isEqualTo("POINT (12.5 55.7)");
    assertThat(layer.geometry(1, 25832)).isNull();
    assertThat(own.query("SELECT fid, elever, postgis.ST_AsText(geom) FROM publish.lag_skoler"))
        .containsExactly("1 12 POINT(12.5 55.7)", "2 -3 -");
    assertThat(own.query("SELECT name, kind, source_table, styles FROM publish.shown_layer"))
        .containsExactly("skoler context lag_skoler {skoler}");
  }
}
