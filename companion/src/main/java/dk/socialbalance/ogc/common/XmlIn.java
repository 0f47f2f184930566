/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import dk.socialbalance.xml.HardenedXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Documents from requests, read by {@link HardenedXml}'s reader; bounded in size, and whatever is
 * wrong is said in words.
 */
public final class XmlIn {

  /** Longest document, bytes or characters. */
  public static final int MAX_SIZE = 2 * 1024 * 1024;

  private XmlIn() {}

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
      DocumentBuilder builder = HardenedXml.documentBuilder();
      builder.setErrorHandler(new Refusal());
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
