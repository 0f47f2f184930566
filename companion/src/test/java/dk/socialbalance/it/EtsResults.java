/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.it;

import dk.socialbalance.xml.HardenedXml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a suite of OGC found, from TestNG's file of results.
 *
 * @param outcomes in the order of the file; set-up methods only where they failed
 */
record EtsResults(List<Outcome> outcomes) {

  /**
   * One test with one set of arguments.
   *
   * @param group the conformance class, in the suite's words
   * @param status PASS, FAIL or SKIP
   */
  record Outcome(String group, String test, String status, List<String> arguments, String message) {

    @Override
    public String toString() {
      return status + " " + group + ": " + test + arguments + "\n      " + message;
    }
  }

  static EtsResults read(Path file) throws IOException, SAXException {
    Document document = HardenedXml.documentBuilder().parse(file.toFile());
    List<Outcome> outcomes = new ArrayList<>();
    for (Element group : below(document.getDocumentElement(), "test")) {
      for (Element method : below(group, "test-method")) {
        boolean setUp = "true".equals(method.getAttribute("is-config"));
        if (setUp && !"FAIL".equals(method.getAttribute("status"))) {
          continue;
        }
        outcomes.add(
            new Outcome(
                group.getAttribute("name"),
                method.getAttribute("name"),
                method.getAttribute("status"),
                texts(method, "value"),
                String.join(" ", texts(method, "message"))));
      }
    }
    return new EtsResults(List.copyOf(outcomes));
  }

  Stream<Outcome> with(String status) {
    return outcomes.stream().filter(outcome -> outcome.status().equals(status));
  }

  /** Numbers by class, and each failure. */
  String summary() {
    Map<String, Map<String, Long>> counts =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    Outcome::group,
                    TreeMap::new,
                    Collectors.groupingBy(Outcome::status, TreeMap::new, Collectors.counting())));
    StringBuilder text = new StringBuilder();
    counts.forEach((group, numbers) -> text.append(group).append(' ').append(numbers).append('\n'));
    with("FAIL").forEach(outcome -> text.append(outcome).append('\n'));
    return text.toString();
  }

  private static List<Element> below(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Element parent, String name) {
    return below(parent, name).stream().map(element -> element.getTextContent().strip()).toList();
  }
}
