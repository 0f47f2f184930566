/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.xml;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.InputSource;

/**
 * The only place that makes XML readers, for requests and for styles: no document type, no external
 * entity, no schema, no inclusion; bounds on depth, attributes and names. {@code RoomsTest} sees to
 * it that nobody makes another.
 */
public final class HardenedXml {

  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";
  private static final String MAX_DEPTH = "100";
  private static final String MAX_ATTRIBUTES = "100";
  private static final String MAX_NAME = "1000";

  private static final DocumentBuilderFactory DOCUMENTS = documents();
  private static final XMLInputFactory STREAMS = streams();

  private HardenedXml() {}

  private static DocumentBuilderFactory documents() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The Java XML parser lacks a safety feature", e);
    }
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setAttribute(LIMITS + "maxElementDepth", MAX_DEPTH);
    factory.setAttribute(LIMITS + "elementAttributeLimit", MAX_ATTRIBUTES);
    factory.setAttribute(LIMITS + "maxXMLNameLimit", MAX_NAME);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setValidating(false);
    factory.setNamespaceAware(true);
    return factory;
  }

  private static XMLInputFactory streams() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(LIMITS + "maxElementDepth", MAX_DEPTH);
    factory.setProperty(LIMITS + "elementAttributeLimit", MAX_ATTRIBUTES);
    factory.setProperty(LIMITS + "maxXMLNameLimit", MAX_NAME);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are refused");
        });
    return factory;
  }

  /** A builder of documents, aware of namespaces; the caller sets its error handler. */
  public static DocumentBuilder documentBuilder() {
    try {
      DocumentBuilder builder;
      synchronized (DOCUMENTS) {
        builder = DOCUMENTS.newDocumentBuilder();
      }
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("No XML parser", e);
    }
  }

  /**
   * A reader of events.
   *
   * @throws XMLStreamException when the text does not begin as XML
   */
  public static XMLStreamReader streamReader(String text) throws XMLStreamException {
    synchronized (STREAMS) {
      return STREAMS.createXMLStreamReader(new StringReader(text));
    }
  }
}
