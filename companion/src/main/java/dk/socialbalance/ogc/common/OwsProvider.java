/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.catalogue.Catalogue.Contact;
import java.io.IOException;

/** The provider of a service as OWS Common 1.0 and 1.1 tell it (OGC 06-121r3, 7.4.4). */
public final class OwsProvider {

  private OwsProvider() {}

  /** Writes {@code ows:ServiceProvider}. */
  public static void write(XmlOut xml, ServiceSettings settings, String language)
      throws IOException {
    Contact contact = settings.contact();
    xml.start("ows:ServiceProvider");
    xml.element("ows:ProviderName", settings.provider().in(language));
    if (!contact.site().isEmpty()) {
      xml.element("ows:ProviderSite", "", "xlink:href", contact.site());
    }
    xml.start("ows:ServiceContact");
    xml.elementUnlessEmpty("ows:IndividualName", contact.person());
    xml.elementUnlessEmpty(
        "ows:PositionName", contact.position().map(position -> position.in(language)).orElse(""));
    xml.start("ows:ContactInfo");
    if (!contact.phone().isEmpty() || !contact.fax().isEmpty()) {
      xml.start("ows:Phone");
      xml.elementUnlessEmpty("ows:Voice", contact.phone());
      xml.elementUnlessEmpty("ows:Facsimile", contact.fax());
      xml.end();
    }
    xml.start("ows:Address");
    xml.elementUnlessEmpty("ows:DeliveryPoint", contact.street());
    xml.elementUnlessEmpty("ows:City", contact.city());
    xml.elementUnlessEmpty("ows:AdministrativeArea", contact.region());
    xml.elementUnlessEmpty("ows:PostalCode", contact.postcode());
    xml.elementUnlessEmpty("ows:Country", contact.country());
    xml.elementUnlessEmpty("ows:ElectronicMailAddress", contact.email());
    xml.end();
    xml.end().end().end();
  }
}
