/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A value of the catalogue's tree together with where it stands. Asking for what is not there, or
 * is of another type, gives an empty spot, so that checks can walk through a tree that is wrong.
 *
 * @param node the value; a missing node when there is none
 * @param pointer JSON pointer of the value
 */
record Spot(JsonNode node, String pointer) {

  /** The value under a key. */
  Spot get(String key) {
    return new Spot(node.path(key), pointer + "/" + escape(key));
  }

  boolean exists() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The items of a list; none when it is no list. */
  List<Spot> items() {
    List<Spot> items = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        items.add(new Spot(node.get(i), pointer + "/" + i));
      }
    }
    return items;
  }

  /** The keys of a mapping; none when it is no mapping. */
  List<String> keys() {
    return node.isObject() ? node.properties().stream().map(Map.Entry::getKey).toList() : List.of();
  }

  /** Text or a number as text; empty when it is neither. */
  String text() {
    return node.isString() || node.isNumber() ? node.asString() : "";
  }

  /** The text, or another one when there is none. */
  String text(String otherwise) {
    String text = text();
    return text.isEmpty() ? otherwise : text;
  }

  /** A whole number that fits into 32 bits. */
  OptionalInt whole() {
    return node.isInt() ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
  }

  int whole(int otherwise) {
    return whole().orElse(otherwise);
  }

  boolean flag(boolean otherwise) {
    return node.isBoolean() ? node.booleanValue() : otherwise;
  }

  /** The numbers of a list; anything else in it is left out. */
  List<Double> numbers() {
    return items().stream()
        .filter(i -> i.node().isNumber())
        .map(i -> i.node().doubleValue())
        .toList();
  }

  /** The texts of a list. */
  List<String> texts() {
    return items().stream().map(Spot::text).filter(t -> !t.isEmpty()).toList();
  }

  /** A key as a segment of a JSON pointer. */
  static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
