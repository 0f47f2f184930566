/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dk.socialbalance.db.SqlResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {

  private static final Path SHIPPED = Path.of("../db/catalogue");

  @Test
  void theShippedCatalogueHasSixteenIndicatorsAllInTheIndex() {
    Catalogue catalogue = CatalogueReader.shipped();

    List<String> counted =
        catalogue.indicators().stream().filter(i -> !i.context()).map(Indicator::id).toList();
    assertThat(counted).hasSize(16);
    assertThat(catalogue.indices()).hasSize(1);
    Catalogue.Index index = catalogue.indices().get(0);
    assertThat(index.components()).containsOnlyKeys(counted.toArray(String[]::new));
    assertThat(Set.copyOf(index.components().values())).containsExactly(1.0);
    assertThat(catalogue.levels())
        .extracting(Catalogue.Level::id)
        .containsExactly("kommune", "bydel", "basisdistrikt", "boligomraade");
    assertThat(catalogue.sources()).hasSize(12);
    assertThat(catalogue.municipality().synthetic()).isTrue();
    assertThat(catalogue.version()).matches("[0-9a-f]{12}");
  }

  @Test
  void theShippedFolderIsWhatTheClassPathHolds() {
    assertThat(CatalogueReader.read(SHIPPED)).isEqualTo(CatalogueReader.shipped());
  }

  @Test
  void theShippedCatalogueFollowsTheMethod() {
    Catalogue catalogue = CatalogueReader.shipped();

    assertThat(pooledOnDistricts(catalogue))
        .contains(
            "anbringelser",
            "sprogvurdering",
            "fagligt_svage",
            "forebyggende",
            "segregeret_undervisning",
            "boern_kontanthjaelp");
    assertThat(ids(catalogue, i -> i.protection().k() == 3))
        .containsExactlyInAnyOrder("boern_enlige", "fraflytning", "boern_dagtilbud");
    assertThat(ids(catalogue, i -> i.protection().hide() == Indicator.Hide.NUMERATOR))
        .containsExactly("boern_dagtilbud");
    assertThat(ids(catalogue, i -> !i.additive())).containsExactly("fraflytning");
    assertThat(ids(catalogue, i -> !i.highIsUnfavourable() && !i.context()))
        .containsExactly("boern_dagtilbud");
    assertThat(catalogue.indicator("langvarig_kontanthjaelp").orElseThrow().subsetOf())
        .containsExactly("offentligt_forsoergede");
    Indicator karies = catalogue.indicator("karies").orElseThrow();
    assertThat(karies.population().orElseThrow().ages()).containsExactly(5, 7, 12, 15);
    assertThat(karies.condition())
        .contains(
            new Condition.Spell(
                "tandpleje", List.of(), Condition.Rule.ANY_DAY, 0, Condition.Comparison.GT, 0));
    assertThat(catalogue.source("folkeregister").orElseThrow().columns())
        .containsEntry(Source.Column.BIRTH_DATE, "foedselsdato");
  }

  @Test
  void fiveLinesMakeAnIndicatorOfDeliveredFigures(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("katalog.yaml"),
        """
        municipality: {name: North Carolina}
        crs: 32119
        levels:
          - {id: county, title: County}
        indicators:
          - id: sids
            title: Sudden infant deaths
            from: measures
            measure: per_1000
        """);

    Catalogue catalogue = CatalogueReader.read(folder);

    LocalText title = new LocalText("Sudden infant deaths", "Sudden infant deaths");
    assertThat(catalogue.crs()).isEqualTo(32119);
    assertThat(catalogue.municipality().code()).isEmpty();
    assertThat(catalogue.audiences()).hasSize(1);
    assertThat(catalogue.themes()).extracting(Catalogue.Theme::id).containsExactly("indikatorer");
    assertThat(catalogue.indicators()).hasSize(1);
    Indicator sids = catalogue.indicators().get(0);
    assertThat(sids.description()).isEqualTo(title);
    assertThat(sids.theme()).isEqualTo("indikatorer");
    assertThat(sids.unit()).isEqualTo(new LocalText("pr. 1.000", "per 1,000"));
    assertThat(sids.decimals()).isEqualTo(1);
    assertThat(sids.highIsUnfavourable()).isTrue();
    assertThat(sids.cadence()).isEqualTo(Map.of("county", Cadence.YEAR));
    assertThat(sids.protection())
        .isEqualTo(new Indicator.Protection(5, Indicator.Hide.BOTH, false, false));
    assertThat(sids.breaks()).isEqualTo(new Indicator.Breaks("quantile", List.of()));
  }

  @Test
  void theVersionChangesWithTheContentOnly() {
    TreeMap<String, String> one = new TreeMap<>(Map.of("a.yaml", minimal("X")));
    TreeMap<String, String> renamed = new TreeMap<>(Map.of("b.yaml", minimal("X")));
    TreeMap<String, String> other = new TreeMap<>(Map.of("a.yaml", minimal("Y")));

    String version = CatalogueReader.read(one, 2024).version();
    assertThat(CatalogueReader.read(renamed, 2024).version()).isEqualTo(version);
    assertThat(CatalogueReader.read(other, 2024).version()).isNotEqualTo(version);
  }

  @Test
  void withoutYearsTheRegisterIsCountedUntilTheLastCompleteOne() {
    TreeMap<String, String> files = new TreeMap<>();
    for (String name : List.of("indicators", "indices", "levels", "municipality", "sources")) {
      files.put(name + ".yaml", SqlResource.read("catalogue/" + name + ".yaml"));
    }
    files.computeIfPresent(
        "municipality.yaml", (name, text) -> text.replaceAll("(?m)^years:.*", ""));
    assertThat(CatalogueReader.read(files, 2024).firstYear()).isEqualTo(2016);
    assertThat(CatalogueReader.read(files, 2024).lastYear()).isEqualTo(2024);
  }

  @Test
  void withoutYearsDeliveredFiguresMayHaveAny() {
    Catalogue catalogue = CatalogueReader.read(new TreeMap<>(Map.of("a.yaml", minimal("X"))), 2024);
    assertThat(catalogue.firstYear()).isEqualTo(1900);
    assertThat(catalogue.lastYear()).isEqualTo(2199);
  }

  private static String minimal(String title) {
    return """
        municipality: {name: By}
        levels: [{id: kommune, title: Kommune}]
        indicators: [{id: x, title: %s, from: measures}]
        """
        .formatted(title);
  }

  private static List<String> pooledOnDistricts(Catalogue catalogue) {
    return ids(catalogue, i -> Cadence.pooled(3).equals(i.cadence().get("basisdistrikt")));
  }

  private static List<String> ids(
      Catalogue catalogue, java.util.function.Predicate<Indicator> which) {
    return catalogue.indicators().stream().filter(which).map(Indicator::id).toList();
  }

  @Test
  void whomToAsk() {
    String plain =
        """
        municipality:
          name: By
          %s
        levels:
          - {id: kommune, title: Kommune}
        indicators:
          - {id: x, title: X, from: measures}
        """;
    assertThat(contact(plain.formatted(""))).isEqualTo(Catalogue.Contact.NONE);
    assertThat(
            contact(
                plain.formatted(
                    "contact: {position: {da: Kort, en: Maps}, street: Rosenvej 1,"
                        + " postcode: '2860', city: Søborg, phone: '+45 39 57 50 00',"
                        + " email: kort@by.example, site: 'https://by.example'}")))
        .isEqualTo(
            new Catalogue.Contact(
                "",
                Optional.of(new LocalText("Kort", "Maps")),
                "Rosenvej 1",
                "2860",
                "Søborg",
                "",
                "DK",
                "+45 39 57 50 00",
                "",
                "kort@by.example",
                "https://by.example"));
  }

  private static Catalogue.Contact contact(String yaml) {
    return CatalogueReader.read(new TreeMap<>(Map.of("a.yaml", yaml)), 2025)
        .municipality()
        .contact();
  }
}
