/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** The ways in which the versions of GML write positions, as numbers in the order written. */
final class GmlPositions {

  private GmlPositions() {}

  /** The number of ordinates that an element declares for its positions: 2 or 3. */
  static int dimension(Element element, int inherited) {
    for (String attribute : List.of("srsDimension", "dimension")) {
      if (element.hasAttribute(attribute)) {
        String value = element.getAttribute(attribute).trim();
        if (!value.equals("2") && !value.equals("3")) {
          throw FilterException.wrong(
              FesElements.name(element) + ": " + attribute + " is 2, or 3 with heights.");
        }
        return value.charAt(0) - '0';
      }
    }
    return inherited;
  }

  /** The corners of an Envelope or Box, in the order that they are written in. */
  static double[][] corners(Element box) {
    List<double[]> corners = new ArrayList<>();
    for (Element child : FesElements.children(box)) {
      switch (FesElements.name(child)) {
        case "lowerCorner", "upperCorner", "pos" ->
            corners.add(numbers(FesElements.text(child), child));
        case "coord" -> corners.add(coord(child));
        case "coordinates" -> corners.addAll(coordinates(child));
        default -> throw FesElements.misplaced(child, "a corner");
      }
    }
    if (corners.size() != 2) {
      throw FilterException.wrong(
          FesElements.name(box) + " needs two corners: lowerCorner and upperCorner.");
    }
    corners.forEach(corner -> need2or3(corner, box));
    return corners.toArray(new double[0][]);
  }

  static void need2or3(double[] position, Element where) {
    if (position.length != 2 && position.length != 3) {
      throw FilterException.wrong(
          FesElements.name(where) + ": a position is two numbers, or three with a height.");
    }
  }

  /** Numbers with blanks between. */
  static double[] numbers(String text, Element where) {
    if (text.isBlank()) {
      return new double[0];
    }
    String[] words = text.strip().split("\\s+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = FesElements.number(words[i], where);
    }
    return numbers;
  }

  /** GML 2's X, Y and perhaps Z. */
  static double[] coord(Element coord) {
    List<Element> axes = FesElements.children(coord);
    double[] numbers = new double[axes.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (i > 2 || !FesElements.name(axes.get(i)).equals("XYZ".substring(i, i + 1))) {
        throw FesElements.misplaced(axes.get(i), "X, Y or Z");
      }
      numbers[i] = FesElements.number(FesElements.text(axes.get(i)), axes.get(i));
    }
    return numbers;
  }

  /** GML 2's list of tuples, with the separators that it declares (OGC 02-069, 4.3.3). */
  static List<double[]> coordinates(Element element) {
    char decimal = separator(element, "decimal", '.');
    char comma = separator(element, "cs", ',');
    char blank = separator(element, "ts", ' ');
    if (decimal == comma || decimal == blank || comma == blank) {
      throw FilterException.wrong("coordinates: decimal, cs and ts must be three characters.");
    }
    List<double[]> tuples = new ArrayList<>();
    for (String tuple : split(FesElements.text(element), blank)) {
      String[] words = split(tuple, comma);
      double[] numbers = new double[words.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = FesElements.number(words[i].replace(decimal, '.'), element);
      }
      tuples.add(numbers);
    }
    return tuples;
  }

  private static char separator(Element element, String attribute, char usual) {
    if (!element.hasAttribute(attribute)) {
      return usual;
    }
    String value = element.getAttribute(attribute);
    if (value.length() != 1 || Character.isLetterOrDigit(value.charAt(0))) {
      throw FilterException.wrong("coordinates: " + attribute + " is one character.");
    }
    return value.charAt(0);
  }

  private static String[] split(String text, char separator) {
    String regex =
        Character.isWhitespace(separator)
            ? "\\s+"
            : "\\s*" + java.util.regex.Pattern.quote(String.valueOf(separator)) + "\\s*";
    return text.strip().split(regex);
  }
}
