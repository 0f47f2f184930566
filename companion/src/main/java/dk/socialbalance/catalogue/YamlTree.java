/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import dk.socialbalance.catalogue.CatalogueException.Mistake;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML files of one folder merged into one JSON tree, with the line and column of every value.
 *
 * <p>No object is ever made from a tag. Plain scalars are read as in YAML 1.2's core schema: {@code
 * no} and {@code 02} stay text. Aliases, depth, size and the number of values are limited.
 */
final class YamlTree {

  private static final int MAX_CHARACTERS = 2_000_000;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_ALIASES = 50;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,14})");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}\\.[0-9]{1,15}");

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, Position> values = new HashMap<>();
  private final Map<String, Position> keys = new HashMap<>();
  private int count;
  private boolean readable = true;

  private record Position(String file, int line, int column) {}

  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch(String message) {
      super(message);
    }
  }

  /** Reads one more file; what is wrong with it is kept for {@link #mistakes}. */
  void add(String file, String text) {
    if (text.length() > MAX_CHARACTERS) {
      fail(file, null, "the file is larger than 2 MB; split it or shorten it");
      return;
    }
    try {
      Node node = compose(text);
      if (node == null) {
        return;
      }
      if (!(node instanceof MappingNode mapping)) {
        fail(file, node.getStartMark(), "keys expected, such as 'indicators:'; see the schema");
        return;
      }
      values.putIfAbsent("", position(file, node.getStartMark()));
      merge(file, mapping, root, "", 0);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      String context = e.getContext() == null ? "" : " " + e.getContext();
      fail(
          file,
          mark,
          "no valid YAML: "
              + e.getProblem()
              + context
              + "; mend the indentation,"
              + " quotes or brackets here or in the line above");
    } catch (YAMLException | TooMuch e) {
      fail(file, null, "cannot be read: " + e.getMessage() + "; write the values out");
    }
  }

  private static Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setAllowRecursiveKeys(false);
    return new Composer(
            new ParserImpl(new StreamReader(new StringReader(text)), options),
            new Resolver(),
            options)
        .getSingleNode();
  }

  private void merge(String file, MappingNode mapping, ObjectNode target, String at, int depth) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        mistakes.add(
            mistake(
                file, tuple.getKeyNode().getStartMark(), "a key must be text; write 'key: value'"));
        continue;
      }
      String key = keyNode.getValue();
      String pointer = at + "/" + Spot.escape(key);
      if (target.has(key)) {
        Position first = keys.get(pointer);
        String message =
            first.file().equals(file)
                ? "key '%s' stands twice, first in line %d; delete one".formatted(key, first.line())
                : "key '%s' stands in %s too; move everything of it into one file"
                    .formatted(key, first.file());
        mistakes.add(mistake(file, keyNode.getStartMark(), message));
        continue;
      }
      keys.put(pointer, position(file, keyNode.getStartMark()));
      target.set(key, convert(file, tuple.getValueNode(), pointer, depth + 1));
    }
  }

  private JsonNode convert(String file, Node node, String pointer, int depth) {
    if (++count > MAX_VALUES) {
      throw new TooMuch("more than 100,000 values; aliases (*name) that multiply?");
    }
    if (depth > MAX_DEPTH) {
      throw new TooMuch("nested deeper than " + MAX_DEPTH + " levels; an alias within itself?");
    }
    values.put(pointer, position(file, node.getStartMark()));
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      merge(file, mapping, object, pointer, depth);
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (Node item : sequence.getValue()) {
        array.add(convert(file, item, pointer + "/" + array.size(), depth + 1));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = node.getValue();
    if (node.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
      return json.stringNode(text);
    }
    if (WHOLE.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return number == (int) number ? json.numberNode((int) number) : json.numberNode(number);
    }
    if (DECIMAL.matcher(text).matches()) {
      return json.numberNode(Double.parseDouble(text));
    }
    return switch (text) {
      case "true" -> json.booleanNode(true);
      case "false" -> json.booleanNode(false);
      case "", "~", "null" -> json.nullNode();
      default -> json.stringNode(text);
    };
  }

  /** The merged tree. */
  Spot root() {
    return new Spot(root, "");
  }

  /** False when a file could not be read as YAML: then the tree has holes. */
  boolean readable() {
    return readable;
  }

  /** What is wrong with the files as YAML. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  /** A mistake in a value, or in what would hold it. */
  Mistake mistake(String pointer, String message) {
    String at = pointer;
    while (!values.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    Position p = values.getOrDefault(at, new Position("", 0, 0));
    return new Mistake(p.file(), p.line(), p.column(), message);
  }

  /** A mistake in a key. */
  Mistake mistakeInKey(String pointer, String message) {
    Position p = keys.get(pointer);
    return p == null
        ? mistake(pointer, message)
        : new Mistake(p.file(), p.line(), p.column(), message);
  }

  /** The line of a value, for "first in line 3". */
  int line(String pointer) {
    return mistake(pointer, "").line();
  }

  private void fail(String file, Mark mark, String message) {
    readable = false;
    mistakes.add(mistake(file, mark, message));
  }

  private static Mistake mistake(String file, Mark mark, String message) {
    Position p = position(file, mark);
    return new Mistake(p.file(), p.line(), p.column(), message);
  }

  private static Position position(String file, Mark mark) {
    return mark == null
        ? new Position(file, 0, 0)
        : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
