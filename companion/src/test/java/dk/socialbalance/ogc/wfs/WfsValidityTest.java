/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wfs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.SnapshotFixture;
import java.util.List;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer in XML against the published schemas of OGC and the service's own. */
class WfsValidityTest {

  private static final String WFS = "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=";

  private static DoorsServer server;
  private static Schema schema;

  @BeforeAll
  static void start() {
    server = DoorsServer.start(SnapshotFixture.snapshot("<a/>", "<a/>"));
    schema =
        OgcSchemas.schema(
            List.of("wfs/2.0/wfs.xsd", "gml/3.2.1/gml.xsd"),
            server.get(WFS + "DescribeFeatureType").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetCapabilities",
        "GetCapabilities&ACCEPTLANGUAGES=en",
        "ListStoredQueries",
        "DescribeStoredQueries",
        "GetFeature&TYPENAMES=basisdistrikt",
        "GetFeature&TYPENAMES=socialbalance:basisdistrikt_underretninger",
        "GetFeature&TYPENAMES=basisdistrikt_underretninger_seneste&SRSNAME=EPSG:4326",
        "GetFeature&TYPENAMES=noegletal",
        "GetFeature&TYPENAMES=basisdistrikt&RESULTTYPE=hits",
        "GetFeature&TYPENAMES=basisdistrikt_underretninger&COUNT=5&STARTINDEX=4",
        "GetFeature&TYPENAMES=basisdistrikt_underretninger&PROPERTYNAME=vaerdi,omraade_kode",
        "GetFeature&TYPENAMES=basisdistrikt&BBOX=0,0,1,1",
        "GetFeature&RESOURCEID=basisdistrikt.101.2000-01-01,noegletal.101.underretninger.2018",
        "GetFeature&RESOURCEID=nothing.1",
        "GetFeature&STOREDQUERY_ID=urn:ogc:def:query:OGC-WFS::GetFeatureById"
            + "&ID=basisdistrikt_underretninger.103.2017",
        "GetPropertyValue&TYPENAMES=basisdistrikt_underretninger&VALUEREFERENCE=vaerdi",
        "GetPropertyValue&TYPENAMES=basisdistrikt&VALUEREFERENCE=geom",
        "GetFeature&TYPENAMES=nothing",
        "GetFeature&TYPENAMES=basisdistrikt&FILTER=%3Cx/%3E",
        "GetFeature&TYPENAMES=basisdistrikt&CQL_FILTER=a",
        "Transaction"
      })
  void anAnswerIsValid(String request) {
    var answer = server.get(WFS + request);
    assertThat(answer.statusCode()).isLessThan(500);
    assertThat(OgcSchemas.problems(schema, answer.body())).as(answer.body()).isEmpty();
  }

  @Test
  void theValidatorFindsMistakes() {
    String body = server.get(WFS + "GetFeature&TYPENAMES=basisdistrikt_underretninger").body();
    assertThat(OgcSchemas.problems(schema, body.replace("klasse>3<", "klasse>3.5<"))).isNotEmpty();
    assertThat(OgcSchemas.problems(schema, body.replace("MultiSurface", "MultiCurve")))
        .isNotEmpty();
  }

  @Test
  void anEmptyPublicationHasValidCapabilities() {
    try (DoorsServer empty = DoorsServer.start(Snapshot.empty())) {
      assertThat(OgcSchemas.problems(schema, empty.get(WFS + "GetCapabilities").body())).isEmpty();
    }
  }
}
