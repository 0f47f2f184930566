/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Everything that the reader takes has a case in options.txt, where it must change the picture.
 *
 * <p>What it takes is found out by trying: every word in the reader's source is put, as an element,
 * a parameter, an option and a value, into every place of the documents in options.txt.
 */
class EveryOptionTest {

  private static final Path SOURCES = Path.of("src/main/java/dk/socialbalance/render");

  /** What is not meant to change a picture, and why. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "Name", "names a part",
          "Title", "is for legends",
          "Abstract", "describes",
          "Description", "describes",
          "IsDefault", "is for lists of styles",
          "FeatureTypeName", "may say only that all features are meant",
          "SemanticTypeIdentifier", "may say only that all features are meant",
          "Geometry", "a layer has one geometry");

  private static final Set<String> ATTRIBUTES_WITHOUT_EFFECT =
      Set.of("version", "name", "lang", "schemaLocation");

  /** An element that can be changed. */
  private static final class Node {
    final String name;
    final Map<String, String> attributes;
    final List<Object> content = new ArrayList<>();

    Node(String name, Map<String, String> attributes) {
      this.name = name;
      this.attributes = new LinkedHashMap<>(new TreeMap<>(attributes));
    }

    Node(SldElement element) {
      this(element.name(), element.attributes());
      for (SldElement.Node node : element.content()) {
        content.add(
            node instanceof SldElement.Child child
                ? new Node(child.element())
                : ((SldElement.Text) node).text());
      }
    }

    List<Node> children() {
      return content.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    /** Its name in keys; the two names of parameters are one. */
    String key() {
      String plain = name.equals("SvgParameter") ? "CssParameter" : name;
      return attributes.containsKey("name") ? plain + "[" + attributes.get("name") + "]" : plain;
    }

    @Override
    public String toString() {
      StringBuilder xml = new StringBuilder("<").append(name);
      attributes.forEach((key, value) -> xml.append(' ').append(key).append("=\"" + value + "\""));
      xml.append('>');
      content.forEach(
          part ->
              xml.append(
                  part instanceof String text
                      ? text.replace("&", "&amp;").replace("<", "&lt;")
                      : part.toString()));
      return xml.append("</").append(name).append('>').toString();
    }
  }

  private static Node document(String inside) throws StyleException {
    Node root = new Node(SldXml.read(TestMaps.document(inside)));
    root.attributes.put("xmlns", "http://www.opengis.net/sld");
    return root;
  }

  /** What the reader says; empty when it reads the document. */
  private static String answer(Node root) {
    try {
      StyleReader.read(root.toString());
      return "";
    } catch (StyleException e) {
      return e.element() + ": " + e.getMessage();
    }
  }

  private static Set<String> words() throws IOException {
    Set<String> words = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("(Sld|StyleReader).*")) {
          Matcher literal =
              Pattern.compile("\"([A-Za-z][A-Za-z0-9_-]*)\"").matcher(Files.readString(file));
          while (literal.find()) {
            words.add(literal.group(1));
          }
        }
      }
    }
    assertThat(words).hasSizeGreaterThan(100);
    return words;
  }

  /** Finds out what may stand in an element. */
  private static final class Probe {
    final Set<String> words;
    final Set<String> taken = new TreeSet<>();
    final Set<String> seen = new TreeSet<>();

    Probe(Set<String> words) {
      this.words = words;
    }

    void visit(Node root, Node parent, Node node) {
      String where = (parent == null ? "" : parent.key() + "/") + node.key();
      boolean first = seen.add(where);
      if (first && with(root, node, new Node("Bogus", Map.of())).contains("is not supported in")) {
        for (String word : words) {
          String said = with(root, node, new Node(word, Map.of()));
          if (!said.startsWith(word + ": ") || !said.contains("is not supported inside")) {
            takes(root, where, node, word);
          }
        }
      }
      if (first) {
        attributes(root, where, node);
      }
      if (first && node.children().isEmpty() && node.content.size() == 1) {
        values(root, where, node);
      }
      node.children().forEach(child -> visit(root, node, child));
    }

    private void takes(Node root, String where, Node node, String word) {
      if (WITHOUT_EFFECT.containsKey(word)) {
        return;
      }
      boolean named = Set.of("CssParameter", "SvgParameter", "VendorOption").contains(word);
      if (!named) {
        taken.add(where + "/" + word);
        return;
      }
      for (String name : words) {
        Node parameter = new Node(word, Map.of("name", name));
        if (!with(root, node, parameter).contains("\"" + name + "\" is not supported here")) {
          taken.add(where + "/" + parameter.key());
        }
      }
    }

    private static String with(Node root, Node node, Node inserted) {
      node.content.add(0, inserted);
      String said = answer(root);
      node.content.remove(0);
      return said;
    }

    private void attributes(Node root, String where, Node node) {
      for (String word : words) {
        String before = node.attributes.put(word, "bogus");
        boolean refused = answer(root).contains("the attribute " + word + " is not supported");
        node.attributes.remove(word);
        if (before != null) {
          node.attributes.put(word, before);
        }
        if (!refused && !ATTRIBUTES_WITHOUT_EFFECT.contains(word)) {
          taken.add(where + "@" + word);
        }
      }
    }

    private void values(Node root, String where, Node leaf) {
      Object before = leaf.content.set(0, "bogus-word");
      String said = answer(root);
      leaf.content.set(0, before);
      int list = said.indexOf("must be one of ");
      if (list >= 0) {
        Arrays.stream(said.substring(list + "must be one of ".length()).split(", "))
            .forEach(word -> taken.add(where + "=" + word));
      }
    }
  }

  /** Everything in a document by its place: elements with all that is inside, and values. */
  private static Map<String, List<String>> places(Node root) {
    Map<String, List<String>> places = new TreeMap<>();
    collect(null, null, root, places);
    return places;
  }

  private static void collect(
      Node grandparent, Node parent, Node node, Map<String, List<String>> places) {
    String above = grandparent == null ? "" : grandparent.key() + "/";
    String where = parent == null ? node.key() : above + parent.key() + "/" + node.key();
    Consumer<String> add =
        key -> places.computeIfAbsent(key, any -> new ArrayList<>()).add(node.toString());
    add.accept(where);
    String near = parent == null ? node.key() : parent.key() + "/" + node.key();
    node.attributes.forEach(
        (key, value) ->
            places.computeIfAbsent(near + "@" + key, any -> new ArrayList<>()).add(value));
    if (node.children().isEmpty()) {
      String text = node.content.isEmpty() ? "" : node.content.get(0).toString();
      add.accept(near + "=" + text);
    }
    node.children().forEach(child -> collect(parent, node, child, places));
  }

  @Test
  void hasACaseInWhichItMustShow() throws Exception {
    Probe probe = new Probe(words());
    Set<String> shown = new TreeSet<>();
    for (OptionsTest.Pair pair : OptionsTest.pairs()) {
      Node one = document(pair.one());
      Node other = document(pair.other());
      probe.visit(one, null, one);
      probe.visit(other, null, other);
      Map<String, List<String>> before = places(one);
      Map<String, List<String>> after = places(other);
      Set<String> all = new TreeSet<>(before.keySet());
      all.addAll(after.keySet());
      all.removeIf(place -> before.getOrDefault(place, List.of()).equals(after.get(place)));
      shown.addAll(all);
    }
    assertThat(probe.taken).hasSizeGreaterThan(80);
    Set<String> missing = new TreeSet<>(probe.taken);
    missing.removeAll(shown);
    assertThat(missing).as("taken by the reader, without a case in options.txt").isEmpty();
  }
}
