/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.datadir;

import dk.socialbalance.ogc.common.XmlOut;
import dk.socialbalance.xml.HardenedXml;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An element of one of GeoServer's files: it has text or children. White space between elements
 * means nothing there.
 *
 * @param name as written
 * @param key its attribute {@code key} (of an entry) or {@code class} or {@code type}; empty
 *     without
 * @param text empty when it has children
 */
record Element(String name, String key, String text, List<Element> children) {

  /** An element with children. */
  static Element of(String name, Element... children) {
    return of(name, Arrays.asList(children));
  }

  /** As above. */
  static Element of(String name, List<Element> children) {
    return new Element(name, "", "", List.copyOf(children));
  }

  /** An element with text. */
  static Element text(String name, String text) {
    return new Element(name, "", text, List.of());
  }

  /** A reference to something by its id. */
  static Element reference(String name, String key, String id) {
    return new Element(name, key, "", List.of(text("id", id)));
  }

  /** An entry of a map. */
  static Element entry(String key, String value) {
    return new Element("entry", key, value, List.of());
  }

  /** An entry of a map that holds more than a text. */
  static Element entry(String key, Element value) {
    return new Element("entry", key, "", List.of(value));
  }

  /** This element with further children after its own. */
  Element with(List<Element> more) {
    return new Element(name, key, text, Stream.concat(children.stream(), more.stream()).toList());
  }

  /** The first child of a name. */
  Optional<Element> child(String wanted) {
    return children.stream().filter(child -> child.name().equals(wanted)).findFirst();
  }

  /** The text at the end of a path of names; empty when there is none. */
  String at(String... path) {
    Optional<Element> here = Optional.of(this);
    for (String step : path) {
      here = here.flatMap(element -> element.child(step));
    }
    return here.map(Element::text).orElse("");
  }

  /** All children of a child: of a list or a map. */
  List<Element> all(String list) {
    return child(list).map(Element::children).orElse(List.of());
  }

  /** An entry's text in a map; empty when there is none. */
  String entryOf(String map, String wanted) {
    return all(map).stream()
        .filter(entry -> entry.key().equals(wanted))
        .map(Element::text)
        .findFirst()
        .orElse("");
  }

  /**
   * Reads a file.
   *
   * @return empty when there is none
   * @throws DataDirectoryException naming the file, when it is no XML
   */
  static Optional<Element> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      DocumentBuilder builder = HardenedXml.documentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(of(builder.parse(new InputSource(in)).getDocumentElement()));
    } catch (SAXException e) {
      throw new DataDirectoryException(file + " is no XML that can be read: " + e.getMessage());
    } catch (IOException e) {
      throw new DataDirectoryException(file + " cannot be read: " + e.getMessage());
    }
  }

  private static Element of(org.w3c.dom.Element node) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = node.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        children.add(of((org.w3c.dom.Element) nodes.item(i)));
      }
    }
    String key =
        Stream.of("key", "class", "type")
            .map(node::getAttribute)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    return new Element(
        node.getTagName(), key, children.isEmpty() ? node.getTextContent() : "", children);
  }

  /** Writes a file, and the folders that it lies in. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream stream = Files.newOutputStream(file)) {
      XmlOut out = new XmlOut(stream);
      write(out, "\n");
      out.finish();
      stream.write('\n');
    }
  }

  private void write(XmlOut out, String indent) throws IOException {
    String attribute =
        switch (name) {
          case "entry" -> "key";
          case "published" -> "type";
          default -> "class";
        };
    out.start(name, attribute, key.isEmpty() ? null : key);
    if (children.isEmpty()) {
      out.text(text);
    } else {
      for (Element child : children) {
        out.text(indent + "  ");
        child.write(out, indent + "  ");
      }
      out.text(indent);
    }
    out.end();
  }
}
