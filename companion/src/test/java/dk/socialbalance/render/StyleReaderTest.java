/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.geotools.api.style.PolygonSymbolizer;
import org.geotools.api.style.Rule;
import org.geotools.api.style.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, what is refused, and that a refusal says where and what. */
class StyleReaderTest {

  private static final String HEAD =
      "<StyledLayerDescriptor version=\"1.0.0\" xmlns=\"http://www.opengis.net/sld\""
          + " xmlns:ogc=\"http://www.opengis.net/ogc\" xmlns:se=\"http://www.opengis.net/se\">";

  /** A document around what is inside a rule, which starts on line 3. */
  private static String rule(String inside) {
    return HEAD
        + "<NamedLayer><Name>l</Name><UserStyle>\n<FeatureTypeStyle><Rule>\n"
        + inside
        + "\n</Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
  }

  /** A case of refused.txt: what stands inside a rule, and what the refusal says. */
  record Refused(String inside, int line, String element, String message) {
    @Override
    public String toString() {
      return inside;
    }
  }

  static List<Refused> refused() throws IOException {
    List<Refused> cases = new ArrayList<>();
    for (String row : resource("refused.txt").split("\n")) {
      if (!row.isBlank() && !row.startsWith("#")) {
        String[] cells = row.split("\\|", 4);
        cases.add(
            new Refused(
                cells[3].strip().replace("\\n", "\n").replace("LONG", "x".repeat(1001)),
                Integer.parseInt(cells[0].strip()),
                cells[1].strip(),
                cells[2].strip()));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesByLineAndName(Refused refused) {
    StyleException thrown =
        catchThrowableOfType(StyleException.class, () -> StyleReader.read(rule(refused.inside())));
    assertThat(thrown).as("refused").isNotNull();
    assertThat(thrown.element()).isEqualTo(refused.element());
    assertThat(thrown.line()).isEqualTo(refused.line());
    assertThat(thrown)
        .hasMessageContaining(refused.message())
        .hasMessageStartingWith("Style, line " + refused.line() + ", " + refused.element() + ": ");
  }

  @Test
  void refusesDangerousXml() {
    String plain = "<PolygonSymbolizer><Fill/></PolygonSymbolizer>";
    StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a \"ha\">");
    for (int i = 0; i < 30; i++) {
      String entity = (i == 0 ? "&a;" : "&e" + (i - 1) + ";").repeat(10);
      laughs.append("<!ENTITY e").append(i).append(" \"").append(entity).append("\">");
    }
    laughs.append("]>");
    assertThatThrownBy(() -> StyleReader.read(laughs + rule("<Name>&e29;</Name>" + plain)))
        .isInstanceOf(StyleException.class)
        .hasMessageContaining("DOCTYPE");
    assertThatThrownBy(
            () ->
                StyleReader.read(
                    "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + rule("<Name>&f;</Name>" + plain)))
        .isInstanceOf(StyleException.class)
        .hasMessageContaining("DOCTYPE")
        .hasMessageNotContaining("root:");
    assertThatThrownBy(
            () ->
                StyleReader.read("<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\">" + rule(plain)))
        .hasMessageContaining("DOCTYPE");
    assertThatThrownBy(() -> StyleReader.read(rule("<Name>&nbsp;</Name>" + plain)))
        .isInstanceOf(StyleException.class);
    assertThatThrownBy(() -> StyleReader.read(rule("<?php echo 1 ?>" + plain)))
        .hasMessageContaining("processing instruction");
    assertThatThrownBy(() -> StyleReader.read(rule("<a xmlns=\"urn:x\"/>".repeat(10) + plain)))
        .hasMessageContaining("namespace");
    assertThatThrownBy(() -> StyleReader.read(rule("<ogc:Filter>" + "<ogc:Not>".repeat(100_000))))
        .hasMessageContaining("nested deeper");
    assertThatThrownBy(() -> StyleReader.read(rule("<Fill/>".repeat(100_000))))
        .hasMessageContaining("more than");
    assertThatThrownBy(() -> StyleReader.read(" ".repeat(3_000_000)))
        .hasMessageContaining("longer than");
    assertThatThrownBy(() -> StyleReader.read("")).isInstanceOf(StyleException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"choropleth", "trend", "index", "outline"})
  void readsTheShippedStyles(String which) throws Exception {
    Style style = PictureTest.style(which);
    assertThat(style.getName()).isEqualTo("s");
    assertThat(style.featureTypeStyles()).isNotEmpty();
  }

  /** The sequences of the SLD 1.0.0 schema (OGC 02-070), which other readers insist on. */
  private static final Map<String, List<String>> SEQUENCES =
      Map.of(
          "NamedLayer", List.of("Name", "UserStyle"),
          "UserStyle", List.of("Name", "Title", "Abstract", "IsDefault", "FeatureTypeStyle"),
          "Rule",
              List.of(
                  "Name",
                  "Title",
                  "Abstract",
                  "Filter",
                  "ElseFilter",
                  "MinScaleDenominator",
                  "MaxScaleDenominator",
                  "PolygonSymbolizer",
                  "PointSymbolizer",
                  "TextSymbolizer"),
          "PolygonSymbolizer", List.of("Fill", "Stroke"),
          "Graphic", List.of("Mark", "Opacity", "Size", "Rotation"),
          "Mark", List.of("WellKnownName", "Fill", "Stroke"),
          "TextSymbolizer",
              List.of("Label", "Font", "LabelPlacement", "Halo", "Fill", "VendorOption"),
          "PointPlacement", List.of("AnchorPoint", "Displacement", "Rotation"),
          "Halo", List.of("Radius", "Fill"));

  @ParameterizedTest
  @ValueSource(strings = {"choropleth", "trend", "index", "outline"})
  void theShippedStylesKeepTheOrderOfTheSchema(String which) throws Exception {
    assertThat(inOrder(SldXml.read(PictureTest.sld(which)))).isGreaterThan(10);
  }

  /** Checks an element and all inside; how many there are. */
  private static int inOrder(SldElement element) {
    List<String> sequence = SEQUENCES.get(element.name());
    int last = 0;
    int count = 1;
    for (SldElement child : element.children()) {
      if (sequence != null) {
        int place = sequence.indexOf(child.name());
        assertThat(place)
            .as("line %d: %s in %s", child.line(), child.name(), element.name())
            .isGreaterThanOrEqualTo(last);
        last = place;
      }
      count += inOrder(child);
    }
    return count;
  }

  @Test
  void readsNamesTitlesAndScales() throws Exception {
    Style style =
        StyleReader.read(
            rule(
                "<Name>r</Name><!-- said --><Title> Højt <Localized lang=\"en\">High</Localized>"
                    + "</Title><MinScaleDenominator>1000</MinScaleDenominator>"
                    + "<MaxScaleDenominator>50000.5</MaxScaleDenominator>"
                    + "<PolygonSymbolizer><Fill><CssParameter name=\"fill\">#aA0000</CssParameter>"
                    + "</Fill></PolygonSymbolizer>"));
    Rule rule = style.featureTypeStyles().get(0).rules().get(0);
    assertThat(rule.getName()).isEqualTo("r");
    assertThat(rule.getDescription().getTitle().toString(Locale.forLanguageTag("da")))
        .isEqualTo("Højt");
    assertThat(rule.getDescription().getTitle().toString(Locale.ENGLISH)).isEqualTo("High");
    assertThat(rule.getMinScaleDenominator()).isEqualTo(1000);
    assertThat(rule.getMaxScaleDenominator()).isEqualTo(50000.5);
    PolygonSymbolizer polygon = (PolygonSymbolizer) rule.symbolizers().get(0);
    assertThat(polygon.getFill().getColor().evaluate(null, String.class)).isEqualTo("#aA0000");
    assertThat(polygon.getStroke()).isNull();
  }

  /** A document of SE 1.1 as QGIS writes it. */
  @Test
  void readsSymbologyEncoding() throws Exception {
    Style style = StyleReader.read(resource("se11.sld"));
    List<Rule> rules = style.featureTypeStyles().get(0).rules();
    assertThat(rules).extracting(Rule::getName).containsExactly("lav", "resten", "navn");
    assertThat(rules.get(0).getDescription().getTitle().toString()).isEqualTo("Under fem");
    PolygonSymbolizer polygon = (PolygonSymbolizer) rules.get(0).symbolizers().get(0);
    assertThat(polygon.getUnitOfMeasure().toString()).isEqualTo("m");
    assertThat(polygon.getPerpendicularOffset().evaluate(null, Double.class)).isEqualTo(-2);
    assertThat(rules.get(1).isElseFilter()).isTrue();
    assertThat(rules.get(2).getMaxScaleDenominator()).isEqualTo(25000);
    assertThat(TrialPainting.problem(resource("se11.sld"), TestMaps.layer())).isEmpty();
  }

  /** Two seconds of broken documents: each is read or refused, nothing else. */
  @Test
  void neverFailsInAnotherWay() {
    Random random = new Random(42);
    List<String> seeds = new ArrayList<>();
    for (String which : List.of("choropleth", "trend", "index", "outline")) {
      seeds.add(PictureTest.sld(which));
    }
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    int refused = 0;
    while (System.nanoTime() < end) {
      String document = broken(seeds.get(random.nextInt(seeds.size())), random);
      try {
        assertThat(StyleReader.read(document)).isNotNull();
      } catch (StyleException e) {
        assertThat(e.line()).isPositive();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static String broken(String document, Random random) {
    StringBuilder broken = new StringBuilder(document);
    String[] pieces = {"<", ">", "&", "\"", "1e999", "-1", "</Rule>", "<Fill>", "\u0000", "NaN"};
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(broken.length());
      switch (random.nextInt(4)) {
        case 0 -> broken.setCharAt(at, (char) random.nextInt(0x250));
        case 1 -> broken.delete(at, Math.min(broken.length(), at + random.nextInt(60)));
        case 2 -> broken.insert(at, pieces[random.nextInt(pieces.length)]);
        default ->
            broken.insert(
                at, document, at / 2, Math.min(document.length(), at / 2 + random.nextInt(200)));
      }
    }
    return broken.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = StyleReaderTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
