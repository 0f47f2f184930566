/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.socialbalance.catalogue.LocalText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleTemplatesTest {

  private static final LocalText TITLE = new LocalText("Ø & <x>", "O & <x>");
  private static final LocalText PERCENT = new LocalText("%", "%");

  private static Style choropleth(List<Double> breaks, boolean high, LocalText unit, int decimals) {
    return StyleTemplates.choropleth("basisdistrikt_x", TITLE, breaks, high, unit, decimals);
  }

  /** "name: Danish / English" of every rule. */
  private static List<String> rules(Style style) {
    List<String> rules = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<Rule>\\s*<Name>(.*?)</Name>\\s*<Title>(.*?)<Localized lang=\"en\">(.*?)<")
            .matcher(style.sld());
    while (matcher.find()) {
      rules.add(matcher.group(1) + ": " + matcher.group(2) + " / " + matcher.group(3));
    }
    return rules;
  }

  @Test
  void printsBreaksWithUnitInBothLanguages() {
    assertThat(rules(choropleth(List.of(2.5, 5.0, 7.5, 10.0), true, PERCENT, 1)))
        .containsExactly(
            "klasse_1: under 2,5 % / under 2.5%",
            "klasse_2: 2,5 – 5,0 % / 2.5 – 5.0%",
            "klasse_3: 5,0 – 7,5 % / 5.0 – 7.5%",
            "klasse_4: 7,5 – 10,0 % / 7.5 – 10.0%",
            "klasse_5: 10,0 % og derover / 10.0% and over",
            "diskretioneret: Skjult af hensyn til små tal / Hidden: small numbers",
            "ingen_data: Ingen data / No data");
  }

  @Test
  void classOneIsTheFavourableEnd() {
    List<String> rules = rules(choropleth(List.of(20.0, 40.0, 60.0, 80.0), false, PERCENT, 0));
    assertThat(rules).contains("klasse_1: 80 % og derover / 80% and over");
    assertThat(rules).contains("klasse_2: 60 – 80 % / 60 – 80%");
    assertThat(rules).contains("klasse_5: under 20 % / under 20%");
  }

  @Test
  void writesAsManyDecimalsAsABreakNeedsAndGroupsThousands() {
    assertThat(rules(choropleth(List.of(0.25, 0.5, 0.75, 1.0), true, PERCENT, 0)))
        .contains("klasse_2: 0,25 – 0,50 % / 0.25 – 0.50%");
    assertThat(
            rules(
                choropleth(
                    List.of(-1.0, 250_000.0, 300_000.0, 1_350_000.0),
                    false,
                    new LocalText("kr.", "DKK"),
                    0)))
        .contains("klasse_1: 1.350.000 kr. og derover / 1,350,000 DKK and over")
        .contains("klasse_5: under −1 kr. / under −1 DKK");
    assertThat(rules(choropleth(List.of(0.1 + 0.2, 0.4, 0.5, 0.6), true, PERCENT, 1)))
        .contains("klasse_1: under 0,3 % / under 0.3%");
  }

  @Test
  void titlesAreEscapedAndNothingIsLeftOpen() {
    for (Style style :
        List.of(
            choropleth(List.of(1.0, 2.0, 3.0, 4.0), true, new LocalText("<%>", "&"), 0),
            StyleTemplates.trend("t", TITLE),
            StyleTemplates.index("i", TITLE),
            StyleTemplates.outline("o", TITLE))) {
      assertThat(style.title()).isEqualTo(TITLE);
      assertThat(style.sld())
          .contains("<Title>Ø &amp; &lt;x&gt;<Localized lang=\"en\">O &amp; &lt;x&gt;<")
          .doesNotContain("${")
          .contains("<Name>" + style.name() + "</Name>");
    }
  }

  @Test
  void refusesBreaksThatAreNoBreaks() {
    for (List<Double> breaks :
        List.of(
            List.of(1.0, 2.0, 3.0),
            List.of(1.0, 2.0, 2.0, 3.0),
            List.of(1.0, 2.0, 3.0, Double.NaN),
            List.of(4.0, 3.0, 2.0, 1.0))) {
      assertThatThrownBy(() -> choropleth(breaks, true, PERCENT, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("basisdistrikt_x")
          .hasMessageContaining("four ascending");
    }
  }
}
