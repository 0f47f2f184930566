/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;

/**
 * Reads functions, in both ways of writing them: {@code <ogc:Function name="Categorize">}, which
 * every server understands, and the elements of SE 1.1 ({@code <se:Categorize fallbackValue="…">},
 * OGC 05-077r4, 11).
 */
final class SldFunctions {

  private static final Set<String> NONE = Set.of();

  /** The elements of SE that are functions. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "Categorize",
          "Interpolate",
          "Recode",
          "Concatenate",
          "StringPosition",
          "StringLength",
          "Substring",
          "Trim",
          "ChangeCase",
          "FormatNumber",
          "FormatDate");

  private SldFunctions() {}

  /** Whether an element of this name is a function. */
  static boolean isFunction(String name) {
    return "Function".equals(name) || ELEMENTS.contains(name);
  }

  static StyleFunction read(SldElement element) throws StyleException {
    if ("Function".equals(element.name())) {
      element.allowAttributes(Set.of("name"));
      List<Expression> arguments = new ArrayList<>();
      for (SldElement child : SldExpressions.operands(element, 0, Integer.MAX_VALUE)) {
        arguments.add(SldExpressions.expression(child));
      }
      return function(element, element.attributes().getOrDefault("name", ""), arguments, null);
    }
    String fallback = element.attributes().get("fallbackValue");
    if (fallback == null) {
      throw element.refused("needs the attribute fallbackValue");
    }
    return switch (element.name()) {
      case "Categorize" -> categorize(element, fallback);
      case "Interpolate" -> interpolate(element, fallback);
      case "Recode" -> recode(element, fallback);
      case "Concatenate" -> concatenate(element, fallback);
      case "FormatNumber", "FormatDate" -> format(element, fallback);
      default -> ofText(element, fallback);
    };
  }

  /** A function of the list, after a look at the number and kind of its arguments. */
  static StyleFunction function(
      SldElement element, String name, List<Expression> arguments, String fallback)
      throws StyleException {
    StyleFunctions.Definition definition = StyleFunctions.named(name);
    if (definition == null) {
      throw element.refused("the function " + name + " is not supported");
    }
    int count = arguments.size();
    if (count < definition.least() || count > definition.most()) {
      throw element.refused(
          "the function "
              + name
              + " takes "
              + definition.least()
              + (definition.least() == definition.most() ? "" : " to " + definition.most())
              + " arguments, here are "
              + count);
    }
    check(element, name, arguments);
    return new StyleFunction(definition, List.copyOf(arguments), fallback);
  }

  private static void check(SldElement element, String name, List<Expression> arguments)
      throws StyleException {
    switch (name) {
      case "numberFormat" -> {
        pattern(element, StyleFormats.numberProblem(constant(element, name, arguments.get(0))));
        if (arguments.size() > 2
            && !constant(element, name, arguments.get(2)).matches("[a-z]{2}")) {
          throw element.refused("the language of numberFormat must be two letters, such as da");
        }
      }
      case "dateFormat" ->
          pattern(element, StyleFormats.dateProblem(constant(element, name, arguments.get(0))));
      case "Categorize" -> {
        boolean word = isWord(arguments, arguments.size() - 1, StyleClasses.BELONGS);
        inPairs(element, name, arguments.size() - (word ? 1 : 0) - 2, "threshold and value");
      }
      case "Recode" -> inPairs(element, name, arguments.size() - 1, "value and result");
      case "Interpolate" -> {
        int end = arguments.size();
        if (isWord(arguments, end - 1, Set.of("cubic"))) {
          throw element.refused("the mode cubic is not supported; take linear or cosine");
        }
        while (isWord(arguments, end - 1, StyleClasses.INTERPOLATES)) {
          end--;
        }
        inPairs(element, name, end - 1, "number and result");
        ascending(element, arguments.subList(1, end));
      }
      default -> {
        // The number of arguments is all there is to check.
      }
    }
  }

  private static boolean isWord(List<Expression> arguments, int at, Set<String> words) {
    return at > 0
        && arguments.get(at) instanceof Literal literal
        && words.contains(String.valueOf(literal.getValue()));
  }

  private static void inPairs(SldElement element, String name, int count, String what)
      throws StyleException {
    if (count % 2 != 0 || count < 0) {
      throw element.refused(name + " takes pairs of " + what + " after its first argument");
    }
  }

  private static void ascending(SldElement element, List<Expression> pairs) throws StyleException {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i) instanceof Literal literal) {
        Double number = Values.number(literal.getValue());
        if (number == null || number <= last) {
          throw element.refused("the numbers of Interpolate must ascend");
        }
        last = number;
      }
    }
  }

  private static void pattern(SldElement element, String problem) throws StyleException {
    if (problem != null) {
      throw element.refused("the pattern " + problem);
    }
  }

  private static String constant(SldElement element, String name, Expression argument)
      throws StyleException {
    if (argument instanceof Literal literal) {
      return String.valueOf(literal.getValue());
    }
    throw element.refused("pattern and language of " + name + " must be constants (Literal)");
  }

  private static StyleFunction categorize(SldElement element, String fallback)
      throws StyleException {
    element.allowAttributes(Set.of("fallbackValue", "threshholdsBelongTo", "thresholdsBelongTo"));
    List<Expression> arguments = new ArrayList<>();
    for (SldElement child : element.children(Set.of("LookupValue"), Set.of("Value", "Threshold"))) {
      String wanted = arguments.size() % 2 == 1 ? "Value" : "Threshold";
      arguments.add(inOrder(child, arguments.isEmpty() ? "LookupValue" : wanted));
    }
    // The schema of SE 1.1 spells it threshholdsBelongTo.
    for (String name : List.of("thresholdsBelongTo", "threshholdsBelongTo")) {
      String belongs = element.attributes().get(name);
      if (belongs != null) {
        arguments.add(word(element, name, belongs, StyleClasses.BELONGS));
      }
    }
    return function(element, "Categorize", arguments, fallback);
  }

  private static StyleFunction interpolate(SldElement element, String fallback)
      throws StyleException {
    element.allowAttributes(Set.of("fallbackValue", "mode", "method"));
    List<Expression> arguments = pairs(element, "InterpolationPoint");
    String mode = element.attributes().getOrDefault("mode", "linear");
    String method = element.attributes().getOrDefault("method", "numeric");
    arguments.add(word(element, "mode", mode, Set.of("linear", "cosine")));
    arguments.add(word(element, "method", method, Set.of("numeric", "color")));
    return function(element, "Interpolate", arguments, fallback);
  }

  private static StyleFunction recode(SldElement element, String fallback) throws StyleException {
    element.allowAttributes(Set.of("fallbackValue"));
    return function(element, "Recode", pairs(element, "MapItem"), fallback);
  }

  private static List<Expression> pairs(SldElement element, String name) throws StyleException {
    List<Expression> arguments = new ArrayList<>();
    for (SldElement child : element.children(Set.of("LookupValue"), Set.of(name))) {
      if (arguments.isEmpty()) {
        arguments.add(inOrder(child, "LookupValue"));
        continue;
      }
      child.allowAttributes(NONE);
      Map<String, Expression> parts = parts(child, Set.of("Data", "Value"), Set.of());
      arguments.add(parts.get("Data"));
      arguments.add(parts.get("Value"));
    }
    return arguments;
  }

  private static StyleFunction concatenate(SldElement element, String fallback)
      throws StyleException {
    element.allowAttributes(Set.of("fallbackValue"));
    List<Expression> arguments = new ArrayList<>();
    for (SldElement child : element.children(NONE, Set.of("StringValue"))) {
      Expression piece = SldExpressions.mixed(child);
      arguments.add(piece == null ? SldExpressions.FACTORY.literal("") : piece);
    }
    return function(element, "Concatenate", arguments, fallback);
  }

  private static StyleFunction ofText(SldElement element, String fallback) throws StyleException {
    return switch (element.name()) {
      case "StringLength" -> {
        element.allowAttributes(Set.of("fallbackValue"));
        Map<String, Expression> parts = parts(element, Set.of("StringValue"), Set.of());
        yield function(element, "strLength", List.of(parts.get("StringValue")), fallback);
      }
      case "ChangeCase" -> {
        element.allowAttributes(Set.of("fallbackValue", "direction"));
        Map<String, Expression> parts = parts(element, Set.of("StringValue"), Set.of());
        String direction = attribute(element, "direction", "toUpper", "toUpper", "toLower");
        String name = "toLower".equals(direction) ? "strToLowerCase" : "strToUpperCase";
        yield function(element, name, List.of(parts.get("StringValue")), fallback);
      }
      case "Trim" -> {
        element.allowAttributes(Set.of("fallbackValue", "stripOffPosition", "stripOffChar"));
        String where =
            attribute(element, "stripOffPosition", "leading", "leading", "trailing", "both");
        Map<String, Expression> parts = parts(element, Set.of("StringValue"), Set.of());
        Literal character = SldExpressions.FACTORY.literal(character(element, "stripOffChar", " "));
        Literal position = SldExpressions.FACTORY.literal(where);
        yield function(
            element, "strTrim2", List.of(parts.get("StringValue"), position, character), fallback);
      }
      case "StringPosition" -> {
        element.allowAttributes(Set.of("fallbackValue", "searchDirection"));
        String direction =
            attribute(element, "searchDirection", "frontToBack", "frontToBack", "backToFront");
        boolean last = "backToFront".equals(direction);
        Map<String, Expression> parts =
            parts(element, Set.of("LookupString", "StringValue"), Set.of());
        yield own(
            "StringPosition",
            v -> {
              String text = v[1].toString();
              String sought = v[0].toString();
              return 1 + (last ? text.lastIndexOf(sought) : text.indexOf(sought));
            },
            fallback,
            parts.get("LookupString"),
            parts.get("StringValue"));
      }
      default -> substring(element, fallback);
    };
  }

  /** Counts from 1, and takes what there is. */
  private static StyleFunction substring(SldElement element, String fallback)
      throws StyleException {
    element.allowAttributes(Set.of("fallbackValue"));
    Map<String, Expression> parts =
        parts(element, Set.of("StringValue"), Set.of("Position", "Length"));
    Expression first = SldExpressions.FACTORY.literal(1.0);
    Expression all = SldExpressions.FACTORY.literal((double) Integer.MAX_VALUE);
    return own(
        "Substring",
        v -> {
          String text = v[0].toString();
          Double position = Values.number(v[1]);
          Double length = Values.number(v[2]);
          if (position == null || length == null) {
            return null;
          }
          int from = (int) Math.max(0, Math.min(text.length(), position - 1));
          int to = (int) Math.max(from, Math.min(text.length(), position - 1 + length));
          return text.substring(from, to);
        },
        fallback,
        parts.get("StringValue"),
        parts.getOrDefault("Position", first),
        parts.getOrDefault("Length", all));
  }

  private static StyleFunction format(SldElement element, String fallback) throws StyleException {
    if ("FormatDate".equals(element.name())) {
      element.allowAttributes(Set.of("fallbackValue"));
      Map<String, Expression> parts = parts(element, Set.of("DateValue", "Pattern"), Set.of());
      String pattern = constant(element, "FormatDate", parts.get("Pattern"));
      Literal java = SldExpressions.FACTORY.literal(StyleFormats.javaPattern(pattern));
      return function(element, "dateFormat", List.of(java, parts.get("DateValue")), fallback);
    }
    element.allowAttributes(Set.of("fallbackValue", "decimalPoint", "groupingSeparator"));
    Map<String, Expression> parts =
        parts(element, Set.of("NumericValue", "Pattern"), Set.of("NegativePattern"));
    String pattern = constant(element, "FormatNumber", parts.get("Pattern"));
    Expression negative = parts.getOrDefault("NegativePattern", SldExpressions.FACTORY.literal(""));
    String both = pattern + ";" + constant(element, "FormatNumber", negative);
    pattern(element, StyleFormats.numberProblem(both.endsWith(";") ? pattern : both));
    return own(
        "FormatNumber",
        StyleFormats::formatNumber,
        fallback,
        parts.get("NumericValue"),
        parts.get("Pattern"),
        negative,
        SldExpressions.FACTORY.literal(character(element, "decimalPoint", ".")),
        SldExpressions.FACTORY.literal(character(element, "groupingSeparator", ",")));
  }

  /** A function that only SE has. */
  private static StyleFunction own(
      String name, StyleFunctions.Body body, String fallback, Expression... arguments) {
    return new StyleFunction(
        new StyleFunctions.Definition(name, arguments.length, arguments.length, false, body),
        List.of(arguments),
        fallback);
  }

  /**
   * The expressions inside an element by name: each of the needed ones once, the others at most.
   */
  private static Map<String, Expression> parts(
      SldElement element, Set<String> needed, Set<String> optional) throws StyleException {
    Map<String, Expression> parts = new HashMap<>();
    Set<String> once = new HashSet<>(needed);
    once.addAll(optional);
    for (SldElement child : element.children(once, NONE)) {
      parts.put(child.name(), inOrder(child, child.name()));
    }
    for (String name : needed) {
      if (!parts.containsKey(name)) {
        throw element.refused("needs " + name + " inside");
      }
    }
    return parts;
  }

  private static Expression inOrder(SldElement element, String wanted) throws StyleException {
    if (!wanted.equals(element.name())) {
      throw element.refused("stands where " + wanted + " is expected");
    }
    Expression value = SldExpressions.mixed(element);
    if (value == null) {
      return SldExpressions.FACTORY.literal("");
    }
    return value instanceof Literal literal
        ? SldExpressions.FACTORY.literal(String.valueOf(literal.getValue()).strip())
        : value;
  }

  private static Literal word(SldElement element, String name, String word, Set<String> words)
      throws StyleException {
    if (!words.contains(word)) {
      throw element.refused(
          "its "
              + name
              + " must be one of "
              + String.join(", ", new TreeSet<>(words))
              + ", not "
              + word);
    }
    return SldExpressions.FACTORY.literal(word);
  }

  private static String attribute(
      SldElement element, String name, String otherwise, String... words) throws StyleException {
    String word = element.attributes().getOrDefault(name, otherwise);
    return (String) word(element, name, word, Set.of(words)).getValue();
  }

  private static String character(SldElement element, String name, String otherwise)
      throws StyleException {
    String character = element.attributes().getOrDefault(name, otherwise);
    if (character.length() != 1) {
      throw element.refused("its " + name + " must be one character");
    }
    return character;
  }
}
