/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Filters made from the tables' by changing their trees at random: each is answered or refused with
 * a message, and none takes long.
 */
class FesFuzzTest {

  private static final Duration BUDGET = Duration.ofSeconds(4);
  private static final Duration SLOWEST = Duration.ofSeconds(3);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1e308",
          "-1e308",
          "NaN",
          "1e-320",
          "9223372036854775808",
          "715000",
          "6180000 715000",
          "0 0 0 0 0 0",
          "1 2 3",
          "geom",
          "vaerdi",
          "omraade_kode",
          "now",
          "periode_start",
          "2017",
          "0000",
          "9999-12-31T23:59:59.999999999Z",
          "2017-02-30",
          "ALL",
          "%",
          "\uD83D\uDE00",
          "a\u0301",
          "EPSG:4326",
          "urn:ogc:def:crs:EPSG::3857",
          "m",
          "deg");

  private final Random random = new Random(20_240_229);

  @Test
  void everyTreeIsAnsweredOrRefused() throws IOException {
    List<Element> seeds = new ArrayList<>();
    lines("fes_2_0.csv").forEach(line -> seeds.add(FesFilterTest.fes2(line)));
    lines("filter_1.csv").forEach(line -> seeds.add(FesFilterTest.filter1(line)));
    int answered = 0;
    int refused = 0;
    long end = System.nanoTime() + BUDGET.toNanos();
    while (System.nanoTime() < end || answered + refused < 200) {
      Element filter = (Element) seeds.get(random.nextInt(seeds.size())).cloneNode(true);
      Element other = seeds.get(random.nextInt(seeds.size()));
      for (int i = random.nextInt(4); i >= 0; i--) {
        change(filter, other);
      }
      long start = System.nanoTime();
      try {
        FesFilterTest.count(filter);
        answered++;
      } catch (FilterException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(600);
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("Failed on " + shown(filter), e);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(() -> shown(filter))
          .isLessThan(SLOWEST);
    }
    assertThat(answered).isGreaterThan(10);
    assertThat(refused).isGreaterThan(10);
  }

  private static List<String> lines(String table) throws IOException {
    try (InputStream stream = FesFuzzTest.class.getResourceAsStream(table)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("<"))
          .map(line -> line.substring(0, line.lastIndexOf('|')))
          .toList();
    }
  }

  private void change(Element filter, Element other) {
    Element victim = any(filter);
    switch (random.nextInt(7)) {
      case 0 -> victim.setTextContent(text());
      case 1 -> {
        if (victim.getAttributes().getLength() > 0) {
          Node attribute =
              victim.getAttributes().item(random.nextInt(victim.getAttributes().getLength()));
          ((Attr) attribute).setValue(text());
        }
      }
      case 2 -> {
        if (victim != filter) {
          victim.getParentNode().removeChild(victim);
        }
      }
      case 3 -> victim.appendChild(filter.getOwnerDocument().importNode(any(other), true));
      case 4 -> {
        if (victim != filter) {
          victim
              .getParentNode()
              .replaceChild(filter.getOwnerDocument().importNode(any(other), true), victim);
        }
      }
      case 5 -> {
        if (victim != filter) {
          victim.getParentNode().insertBefore(victim.cloneNode(true), victim);
        }
      }
      default -> {
        String text = victim.getTextContent();
        if (!text.isEmpty() && victim.getFirstChild().getNodeType() == Node.TEXT_NODE) {
          int at = random.nextInt(text.length());
          victim.setTextContent(text.substring(0, at) + text() + text.substring(at + 1));
        }
      }
    }
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Element any(Element root) {
    NodeList all = root.getElementsByTagName("*");
    return all.getLength() == 0 ? root : (Element) all.item(random.nextInt(all.getLength()));
  }

  private static String shown(Element element) {
    StringBuilder shown = new StringBuilder("<").append(element.getNodeName());
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      shown.append(' ').append(element.getAttributes().item(i));
    }
    shown.append('>');
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      shown.append(node instanceof Element child ? shown(child) : node.getTextContent());
    }
    return shown.append("</").append(element.getNodeName()).append('>').toString();
  }
}
