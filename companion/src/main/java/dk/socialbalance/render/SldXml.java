/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import dk.socialbalance.xml.HardenedXml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of a style document as elements with their lines. Reads nothing but the given text: a
 * document type, an entity beyond XML's five, or a processing instruction ends the reading, and so
 * do too much text, too many elements and too deep nesting.
 */
final class SldXml {

  static final int MAX_CHARACTERS = 2_000_000;
  static final int MAX_ELEMENTS = 50_000;
  static final int MAX_DEPTH = 64;

  private static final Set<String> NAMESPACES =
      Set.of(
          "http://www.opengis.net/sld", "http://www.opengis.net/se", "http://www.opengis.net/ogc");
  private static final Set<String> ATTRIBUTE_NAMESPACES =
      Set.of(
          "",
          "http://www.w3.org/2001/XMLSchema-instance",
          "http://www.w3.org/XML/1998/namespace",
          "http://www.w3.org/1999/xlink");

  private final XMLStreamReader reader;
  private int elements;

  private SldXml(XMLStreamReader reader) {
    this.reader = reader;
  }

  /** The root element. */
  static SldElement read(String xml) throws StyleException {
    if (xml.length() > MAX_CHARACTERS) {
      throw new StyleException(
          1, "document", "longer than " + MAX_CHARACTERS + " characters (" + xml.length() + ")");
    }
    XMLStreamReader reader = null;
    try {
      reader = HardenedXml.streamReader(xml);
      return new SldXml(reader).root();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new StyleException(line, "document", "not well-formed XML: " + firstLine(e));
    } finally {
      close(reader);
    }
  }

  private static void close(XMLStreamReader reader) throws StyleException {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new StyleException(1, "document", "could not be closed: " + firstLine(e));
    }
  }

  /** What the parser says, without its own repetition of the place. */
  private static String firstLine(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int text = message.indexOf("Message: ");
    String what = text < 0 ? message : message.substring(text + "Message: ".length());
    return what.lines().findFirst().orElse("");
  }

  private SldElement root() throws XMLStreamException, StyleException {
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        SldElement root = element(1);
        while (reader.hasNext()) {
          refuseDangerous(reader.next());
        }
        return root;
      }
      refuseDangerous(event);
    }
    throw new StyleException(1, "document", "has no element");
  }

  private SldElement element(int depth) throws XMLStreamException, StyleException {
    String name = reader.getLocalName();
    int line = Math.max(1, reader.getLocation().getLineNumber());
    if (depth > MAX_DEPTH) {
      throw new StyleException(line, name, "nested deeper than " + MAX_DEPTH + " elements");
    }
    if (++elements > MAX_ELEMENTS) {
      throw new StyleException(line, name, "more than " + MAX_ELEMENTS + " elements");
    }
    String namespace = String.valueOf(reader.getNamespaceURI());
    if (!NAMESPACES.contains(namespace)) {
      throw new StyleException(
          line, name, "its namespace is none of SLD, SE and OGC Filter: " + namespace);
    }
    Map<String, String> attributes = attributes(name, line);
    List<SldElement.Node> content = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        flush(text, content);
        content.add(new SldElement.Child(element(depth + 1)));
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        flush(text, content);
        return new SldElement(name, attributes, List.copyOf(content), line);
      } else if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        text.append(reader.getText());
      } else {
        refuseDangerous(event);
      }
    }
  }

  private Map<String, String> attributes(String element, int line) throws StyleException {
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      String name = reader.getAttributeLocalName(i);
      if (!ATTRIBUTE_NAMESPACES.contains(namespace == null ? "" : namespace)) {
        throw new StyleException(line, element, "the attribute " + name + " is not supported");
      }
      attributes.put(name, reader.getAttributeValue(i));
    }
    return attributes;
  }

  private static void flush(StringBuilder text, List<SldElement.Node> content) {
    if (!text.isEmpty()) {
      content.add(new SldElement.Text(text.toString()));
      text.setLength(0);
    }
  }

  private void refuseDangerous(int event) throws StyleException {
    int line = Math.max(1, reader.getLocation().getLineNumber());
    switch (event) {
      case XMLStreamConstants.DTD ->
          throw new StyleException(line, "DOCTYPE", "a document type is refused; remove it");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new StyleException(line, "&" + reader.getLocalName() + ";", "entities are refused");
      case XMLStreamConstants.PROCESSING_INSTRUCTION ->
          throw new StyleException(
              line, reader.getPITarget(), "processing instructions are refused; remove it");
      default -> {
        // Comments, white space and the document's end say nothing.
      }
    }
  }
}
