/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML in UTF-8 as a stream. Everything is escaped here, and characters that XML 1.0 does not
 * allow become U+FFFD, so that no caller has to think of it.
 */
public final class XmlOut {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter out;
  private boolean open;

  /** Begins a document with its XML declaration. */
  public XmlOut(OutputStream stream) throws IOException {
    try {
      out =
          FACTORY.createXMLStreamWriter(
              new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 16384));
      out.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  /** The document type declaration, before the first element; the text is not escaped. */
  public XmlOut doctype(String declaration) throws IOException {
    try {
      out.writeDTD(declaration);
    } catch (XMLStreamException e) {
      throw failure(e);
    }
    return this;
  }

  /**
   * Begins an element.
   *
   * @param name with its prefix; the prefix's declaration is written as an attribute
   * @param attributes names and values in turn; a pair with a null value is left out
   */
  public XmlOut start(String name, String... attributes) throws IOException {
    try {
      out.writeStartElement(name);
      for (int i = 0; i < attributes.length; i += 2) {
        if (attributes[i + 1] != null) {
          out.writeAttribute(attributes[i], clean(attributes[i + 1]));
        }
      }
    } catch (XMLStreamException e) {
      throw failure(e);
    }
    open = true;
    return this;
  }

  /** Text inside the element that was begun last. */
  public XmlOut text(String text) throws IOException {
    try {
      out.writeCharacters(clean(text));
    } catch (XMLStreamException e) {
      throw failure(e);
    }
    return this;
  }

  /** Ends the element that was begun last. */
  public XmlOut end() throws IOException {
    try {
      out.writeEndElement();
    } catch (XMLStreamException e) {
      throw failure(e);
    }
    return this;
  }

  /** A whole element with text; attributes as in {@link #start}. */
  public XmlOut element(String name, String text, String... attributes) throws IOException {
    start(name, attributes);
    if (!text.isEmpty()) {
      text(text);
    }
    return end();
  }

  /** A whole element with text; none at all when there is no text. */
  public XmlOut elementUnlessEmpty(String name, String text) throws IOException {
    return text.isEmpty() ? this : element(name, text);
  }

  /** Ends all elements and writes out what is left; the stream stays open. */
  public void finish() throws IOException {
    try {
      if (open) {
        out.writeEndDocument();
      }
      out.flush();
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  /** The text with what XML 1.0 does not allow (production 2, Char) replaced by U+FFFD. */
  static String clean(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c >= 0xD800) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean allowed =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || (c >= ' ' && c <= 0xD7FF)
                      || (c >= 0xE000 && c <= 0xFFFD)
                      || c >= 0x10000;
              clean.appendCodePoint(allowed ? c : 0xFFFD);
            });
    return clean.toString();
  }

  private static IOException failure(XMLStreamException e) {
    return e.getNestedException() instanceof IOException io ? io : new IOException(e);
  }
}
