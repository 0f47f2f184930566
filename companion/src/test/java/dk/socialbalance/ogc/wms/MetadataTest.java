/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.ogc.common.OgcSchemas;
import java.util.List;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;

/** The metadata that MetadataURL leads to: valid by ISO's schemas, in both languages. */
class MetadataTest {

  private static final Schema GMD = OgcSchemas.schema(List.of("iso/19139/20070417/gmd/gmd.xsd"));

  private static String document(String id) {
    return WmsServer.server().get("/metadata/" + id).body();
  }

  @Test
  void aLevelAndAThemeHaveDocumentsOfTheirOwn() {
    String level = document("niveau_basisdistrikt");
    String theme = document("basisdistrikt_tema_boern");
    for (String document : new String[] {level, theme}) {
      assertThat(OgcSchemas.problems(GMD, document)).isEmpty();
      assertThat(document)
          .contains("<gco:Date>2019-02-01</gco:Date>")
          .contains("http://www.opengis.net/def/crs/EPSG/0/25832")
          .contains("<gmd:URL>" + WmsServer.server().url() + "/wms?SERVICE=WMS&amp;REQUEST=")
          .containsPattern("<gmd:westBoundLongitude><gco:Decimal>12\\.42")
          .containsPattern("<gmd:northBoundLatitude><gco:Decimal>55\\.73")
          .contains("<gml:beginPosition>2016-01-01T00:00:00Z</gml:beginPosition>")
          .contains("<gml:endPosition>2018-12-31T23:59:59Z</gml:endPosition>")
          .contains("Kommunen", "The municipality")
          .contains("Syntetiske demodata", "Synthetic demo data");
    }
    assertThat(level).contains("<gco:CharacterString>Basisdistrikter – Prøveby<");
    assertThat(theme)
        .contains("<gco:CharacterString>Basisdistrikter: Børn – Prøveby<")
        .contains(">Districts: Children – Testville<")
        .contains("<gmd:keyword><gco:CharacterString>underretninger<");
  }

  @Test
  void theSchemasWouldFindAMistake() {
    String wrong =
        document("niveau_basisdistrikt").replaceAll("<gmd:dateStamp>.*?</gmd:dateStamp>", "");
    assertThat(OgcSchemas.problems(GMD, wrong)).singleElement().asString().contains("dateStamp");
  }

  @Test
  void thereIsNoneOfWhatIsNotThere() {
    for (String id : new String[] {"nowhere", "noegletal", "basisdistrikt", "register.person"}) {
      assertThat(WmsServer.server().get("/metadata/" + id).statusCode()).isEqualTo(404);
    }
  }
}
