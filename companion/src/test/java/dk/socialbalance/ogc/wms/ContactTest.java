/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.wms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.catalogue.Catalogue.Contact;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.ogc.common.DoorsServer;
import dk.socialbalance.ogc.common.OgcSchemas;
import dk.socialbalance.ogc.common.ServiceSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom to ask: every service tells it in its own words, valid by its schema. */
class ContactTest {

  private static final Contact ALL =
      new Contact(
          "Bo By",
          Optional.of(new LocalText("Geodata & kort", "Geodata & maps")),
          "Rosenvej 1, <2. sal>",
          "2860",
          "Søborg",
          "Hovedstaden",
          "Danmark",
          "+45 39 57 50 00",
          "+45 39 57 50 01",
          "kort@by.example",
          "https://by.example/kort?a=1&b=2");
  private static final Contact PHONE_ONLY =
      new Contact("", Optional.empty(), "", "", "", "", "DK", "+45 1", "", "", "");

  private static ServiceSettings settings(Contact contact) {
    ServiceSettings plain = ServiceSettings.defaults();
    return new ServiceSettings(
        "",
        List.of(),
        plain.description(),
        plain.provider(),
        contact,
        plain.fees(),
        plain.accessConstraints(),
        plain.limits());
  }

  @Test
  void inEveryServiceWhateverIsKnown() throws Exception {
    for (Contact contact : List.of(ALL, PHONE_ONLY, Contact.NONE)) {
      try (DoorsServer server = DoorsServer.start(WmsServer.snapshot(), settings(contact))) {
        CapabilitiesTest.validate(
            server.get("/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities").body(),
            "/ogc/wms/1.3.0/capabilities_1_3_0.xsd",
            CapabilitiesTest.SLD);
        CapabilitiesTest.validateByDtd(
            server.get("/wms?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetCapabilities").body(),
            "/ogc/wms/1.1.1/WMS_MS_Capabilities.dtd");
        assertValid(
            server,
            "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
            "wmts/1.0/wmtsGetCapabilities_response.xsd");
        assertValid(
            server, "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities", "wfs/2.0/wfs.xsd");
        assertValid(
            server, "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities", "wfs/1.1.0/wfs.xsd");
        assertValid(server, "/metadata/niveau_basisdistrikt", "iso/19139/20070417/gmd/gmd.xsd");
      }
    }
  }

  private static void assertValid(DoorsServer server, String address, String schema) {
    String body = server.get(address).body();
    assertThat(OgcSchemas.problems(OgcSchemas.schema(List.of(schema)), body)).as(body).isEmpty();
  }

  @Test
  void allOfItIsTold() {
    try (DoorsServer server = DoorsServer.start(WmsServer.snapshot(), settings(ALL))) {
      for (String version : List.of("1.3.0", "1.1.1")) {
        String wms = "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=" + version;
        assertThat(compact(server, wms))
            .contains(
                "<ContactPerson>Bo By</ContactPerson>",
                "<ContactPosition>Geodata &amp; kort</ContactPosition><ContactAddress>"
                    + "<AddressType>postal</AddressType>"
                    + "<Address>Rosenvej 1, &lt;2. sal&gt;</Address><City>Søborg</City>"
                    + "<StateOrProvince>Hovedstaden</StateOrProvince><PostCode>2860</PostCode>"
                    + "<Country>Danmark</Country></ContactAddress>"
                    + "<ContactVoiceTelephone>+45 39 57 50 00</ContactVoiceTelephone>"
                    + "<ContactFacsimileTelephone>+45 39 57 50 01</ContactFacsimileTelephone>"
                    + "<ContactElectronicMailAddress>kort@by.example</ContactElectronicMailAddress>"
                    + "</ContactInformation>");
        assertThat(compact(server, wms + "&LANGUAGE=en"))
            .contains("<ContactPosition>Geodata &amp; maps</ContactPosition>");
      }
      for (String door :
          List.of(
              "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
              "/wfs?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetCapabilities",
              "/wfs?SERVICE=WFS&VERSION=1.1.0&REQUEST=GetCapabilities")) {
        assertThat(compact(server, door))
            .contains(
                "<ows:ServiceContact><ows:IndividualName>Bo By</ows:IndividualName>"
                    + "<ows:PositionName>Geodata &amp; kort</ows:PositionName><ows:ContactInfo>"
                    + "<ows:Phone><ows:Voice>+45 39 57 50 00</ows:Voice>"
                    + "<ows:Facsimile>+45 39 57 50 01</ows:Facsimile></ows:Phone><ows:Address>"
                    + "<ows:DeliveryPoint>Rosenvej 1, &lt;2. sal&gt;</ows:DeliveryPoint>"
                    + "<ows:City>Søborg</ows:City>",
                "xlink:href=\"https://by.example/kort?a=1&amp;b=2\"");
      }
      assertThat(compact(server, "/metadata/niveau_basisdistrikt"))
          .contains("Bo By", "Geodata &amp; kort", "+45 39 57 50 01", "Søborg", "kort@by.example");
    }
  }

  private static String compact(DoorsServer server, String address) {
    return server.get(address).body().replaceAll(">\\s+<", "><");
  }

  /** The same publication told by another contact is another document to a client that asks. */
  @Test
  void anotherContactIsAnotherDocument() {
    for (String address :
        List.of(
            "/wms?SERVICE=WMS&REQUEST=GetCapabilities",
            "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities",
            "/metadata/niveau_basisdistrikt")) {
      assertThat(tag(address, ALL)).isNotEqualTo(tag(address, PHONE_ONLY));
      assertThat(tag(address, ALL)).isEqualTo(tag(address, ALL));
    }
  }

  /** What the ETag is made from does not depend on the port of the test's server. */
  private static String tag(String address, Contact contact) {
    ServiceSettings plain = settings(contact);
    ServiceSettings known =
        new ServiceSettings(
            "https://kort.example",
            List.of(),
            plain.description(),
            plain.provider(),
            contact,
            plain.fees(),
            plain.accessConstraints(),
            plain.limits());
    try (DoorsServer server = DoorsServer.start(WmsServer.snapshot(), known)) {
      return server.get(address).headers().firstValue("ETag").orElseThrow();
    }
  }
}
