/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The only reader of XML from outside: no document type, no external entity, no schema, no
 * inclusion; bounds on size, depth and attributes.
 */
public final class XmlIn {

  /** Longest document, bytes or characters. */
  public static final int MAX_SIZE = 2 * 1024 * 1024;

  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";
  private static final DocumentBuilderFactory FACTORY = factory();

  private XmlIn() {}

  private static DocumentBuilderFactory factory() {
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
    factory.setAttribute(LIMITS + "maxElementDepth", "100");
    factory.setAttribute(LIMITS + "elementAttributeLimit", "100");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setValidating(false);
    factory.setNamespaceAware(true);
    return factory;
  }

  /**
   * Reads a document from bytes.
   *
   * @throws OwsException when it is no well-formed XML, or beyond the bounds
   */
  public static Document parse(InputStream stream, String parameter) throws IOException {
    byte[] bytes = stream.readNBytes(MAX_SIZE + 1);
    if (bytes.length > MAX_SIZE) {
      throw OwsException.invalid(parameter, "The XML is too long: at most " + MAX_SIZE + " bytes.");
    }
    return parse(new InputSource(new java.io.ByteArrayInputStream(bytes)), parameter);
  }

  /**
   * Reads a document from a parameter's text.
   *
   * @throws OwsException when it is no well-formed XML, or beyond the bounds
   */
  public static Document parse(String text, String parameter) {
    if (text.length() > MAX_SIZE) {
      throw OwsException.invalid(
          parameter, "The XML is too long: at most " + MAX_SIZE + " characters.");
    }
    Reader reader = new StringReader(text);
    return parse(new InputSource(reader), parameter);
  }

  private static Document parse(InputSource source, String parameter) {
    try {
      DocumentBuilder builder;
      synchronized (FACTORY) {
        builder = FACTORY.newDocumentBuilder();
      }
      builder.setErrorHandler(new Refusal());
      builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      return builder.parse(source);
    } catch (SAXParseException e) {
      throw OwsException.invalid(
          parameter,
          "The XML cannot be read (line "
              + e.getLineNumber()
              + ", column "
              + e.getColumnNumber()
              + "): it must be well formed, without a document type, and not nested deeply.");
    } catch (SAXException | IOException e) {
      throw OwsException.invalid(parameter, "The XML cannot be read: its encoding is broken.");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("No XML parser", e);
    }
  }

  /** Every problem ends the reading; nothing is printed. */
  private static final class Refusal implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
