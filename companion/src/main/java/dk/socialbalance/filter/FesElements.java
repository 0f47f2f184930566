/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The elements of a filter, by local name: {@link #of} has held them to their namespaces. */
final class FesElements {

  /** Which standard a filter is written by. */
  enum Dialect {
    /** Filter Encoding 2.0 (ISO 19143). */
    FES_2_0("FES 2.0", "http://www.opengis.net/fes/2.0"),
    /** Filter Encoding 1.0.0 (OGC 02-059) and 1.1.0 (05-094), which share a namespace. */
    FILTER_1("Filter Encoding 1.0 and 1.1", "http://www.opengis.net/ogc"),
    /** No namespace at all, as many clients write in a parameter: read by the names alone. */
    ANY("the standard", null);

    private final String words;
    private final String namespace;

    Dialect(String words, String namespace) {
      this.words = words;
      this.namespace = namespace;
    }

    boolean is2() {
      return this != FILTER_1;
    }

    boolean is1() {
      return this != FES_2_0;
    }

    /** Names the standard in a message. */
    String words() {
      return words;
    }
  }

  private static final Set<String> GML =
      Set.of("http://www.opengis.net/gml", "http://www.opengis.net/gml/3.2");

  private FesElements() {}

  /**
   * The dialect of a {@code Filter} element, by its namespace.
   *
   * @throws FilterException when it is no filter, or an element within belongs to a namespace that
   *     is neither the filter's own nor GML's
   */
  static Dialect of(Element filter) {
    if ("Filter".equals(name(filter))) {
      for (Dialect dialect : Dialect.values()) {
        if (java.util.Objects.equals(dialect.namespace, filter.getNamespaceURI())) {
          check(filter, dialect, 0);
          return dialect;
        }
      }
    }
    throw FilterException.wrong(
        "A filter begins with the element Filter of "
            + Dialect.FES_2_0.namespace
            + " or "
            + Dialect.FILTER_1.namespace
            + ".");
  }

  private static void check(Element element, Dialect dialect, int depth) {
    if (depth > Condition.MAX_DEPTH) {
      throw FilterException.tooDeep();
    }
    for (Element child : children(element)) {
      String namespace = child.getNamespaceURI();
      if (!java.util.Objects.equals(dialect.namespace, namespace) && !GML.contains(namespace)) {
        throw FilterException.wrong(
            name(child)
                + (namespace == null
                    ? " has no namespace"
                    : " belongs to the namespace " + FilterException.shown(namespace))
                + "; this filter's is "
                + (dialect.namespace == null ? "none" : dialect.namespace)
                + ".");
      }
      check(child, dialect, depth + 1);
    }
  }

  /** The local name, bounded. */
  static String name(Element element) {
    return FilterException.shown(element.getLocalName());
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /** The children, of which there must be so many. */
  static List<Element> children(Element parent, int count, String what) {
    List<Element> children = children(parent);
    if (children.size() != count) {
      throw FilterException.wrong(name(parent) + " needs " + what + ".");
    }
    return children;
  }

  static Element single(Element parent) {
    return children(parent, 1, "one element inside").get(0);
  }

  /** The text of an element without elements inside, trimmed. */
  static String text(Element element) {
    if (!children(element).isEmpty()) {
      throw FilterException.wrong(name(element) + " holds a text and no elements.");
    }
    return element.getTextContent().trim();
  }

  /** A finite number. */
  static double number(String text, Element where) {
    try {
      return Numbers.parse(text.trim()).doubleValue();
    } catch (NumberFormatException e) {
      throw FilterException.wrong(
          name(where) + ": '" + FilterException.shown(text) + "' is no number.");
    }
  }

  /** Refuses a link in place of what should stand here. */
  static void refuseLink(Element element) {
    if (element.hasAttributeNS("http://www.w3.org/1999/xlink", "href")) {
      throw FilterException.unsupported(
          name(element) + ": links (xlink:href) are not followed; write the value itself.");
    }
  }

  /** Why an element cannot stand where it stands. */
  static FilterException misplaced(Element element, String wanted) {
    return FilterException.wrong(
        "Where " + wanted + " should stand is " + name(element) + ", which cannot stand there.");
  }
}
