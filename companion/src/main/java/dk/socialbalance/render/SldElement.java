/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a style document.
 *
 * @param name local name
 * @param attributes by local name
 * @param content texts and elements in document order
 * @param line where it starts, from 1
 */
record SldElement(
    String name, Map<String, String> attributes, List<SldElement.Node> content, int line) {

  /** A text or an element. */
  sealed interface Node permits Text, Child {}

  /** Text between tags; never empty. */
  record Text(String text) implements Node {}

  /** An element inside. */
  record Child(SldElement element) implements Node {}

  /** The elements inside, without the texts. */
  List<SldElement> children() {
    List<SldElement> children = new ArrayList<>();
    for (Node node : content) {
      if (node instanceof Child child) {
        children.add(child.element());
      }
    }
    return children;
  }

  /**
   * The elements inside, after making sure that each of them is known, that none occurs twice
   * unless it may, and that there is no text between them.
   *
   * @param once names that may occur at most once
   * @param often names that may occur any number of times
   */
  List<SldElement> children(Set<String> once, Set<String> often) throws StyleException {
    refuseTextBetween();
    List<String> seen = new ArrayList<>();
    List<SldElement> children = children();
    for (SldElement child : children) {
      if (once.contains(child.name)) {
        if (seen.contains(child.name)) {
          throw child.refused("stands here twice; keep one");
        }
        seen.add(child.name);
      } else if (!often.contains(child.name)) {
        throw child.refused("is not supported inside " + name);
      }
    }
    return children;
  }

  private void refuseTextBetween() throws StyleException {
    for (Node node : content) {
      if (node instanceof Text text && !text.text().isBlank()) {
        throw refused("has text where only elements may stand");
      }
    }
  }

  /** The text of an element that holds nothing else, without white space around it. */
  String text() throws StyleException {
    allowAttributes(naming());
    StringBuilder all = new StringBuilder();
    for (Node node : content) {
      if (node instanceof Text text) {
        all.append(text.text());
      } else if (node instanceof Child child) {
        throw child.element().refused("is not supported inside " + name);
      }
    }
    return all.toString().strip();
  }

  /** The attributes that say which value the element's text is. */
  Set<String> naming() {
    return switch (name) {
      case "CssParameter", "SvgParameter", "VendorOption" -> Set.of("name");
      case "Localized" -> Set.of("lang");
      default -> Set.of();
    };
  }

  /** Makes sure that the element has no attributes but these. */
  void allowAttributes(Set<String> allowed) throws StyleException {
    for (String attribute : attributes.keySet()) {
      if (!allowed.contains(attribute)) {
        throw refused("the attribute " + attribute + " is not supported");
      }
    }
  }

  /** The exception that says what is wrong with this element. */
  StyleException refused(String what) {
    return new StyleException(line, name, what);
  }
}
