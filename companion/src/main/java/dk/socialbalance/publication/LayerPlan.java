/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.Catalogue;
import dk.socialbalance.catalogue.Indicator;
import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.PublishedFacts.Span;
import dk.socialbalance.publication.PublishedFacts.Subject;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Which layers, styles and groups a publication has: the contract of docs/architecture.md ("What is
 * published") applied to the catalogue and to the figures there are.
 *
 * @param layers in order
 * @param styles finished, one document each
 * @param groups level, then theme; parents before children; each layer of the map doors once
 */
record LayerPlan(List<Layer.Description> layers, List<Style> styles, List<LayerGroup> groups) {

  /** The layer that holds the whole publication as a table. */
  static final String TABLE = "noegletal";

  /** The layer of open warnings. */
  static final String WARNINGS = "advarsler";

  static LayerPlan of(Catalogue catalogue, PublishedFacts facts) {
    Builder builder = new Builder(catalogue, facts);
    catalogue.levels().stream()
        .filter(l -> facts.levels().contains(l.id()))
        .forEach(builder::level);
    builder.table();
    builder.warnings();
    return new LayerPlan(
        List.copyOf(builder.layers), List.copyOf(builder.styles), List.copyOf(builder.groups));
  }

  private static final class Builder {
    private static final LocalText SYNTHETIC_TITLE =
        new LocalText(" · Prøvedata", " · Sample data");
    private static final LocalText SYNTHETIC_NOTE =
        new LocalText(
            " Prøvedata: opdigtede tal for en opdigtet befolkning.",
            " Sample data: made-up figures of a made-up population.");
    private static final LocalText HIDDEN_NOTE =
        new LocalText(" Små tal er diskretionerede.", " Small counts are hidden.");

    private static final LocalText CARRIED_NOTE =
        new LocalText(
            " For ændrede områder er tidligere tal omregnet fra de områder, der var før.",
            " For redrawn areas earlier figures are carried over from the areas there were before.");
    private static final LocalText NO_NOTE = new LocalText("", "");
    private static final DateTimeFormatter DANISH_DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy");

    private final Catalogue catalogue;
    private final PublishedFacts facts;
    private final List<Layer.Description> layers = new ArrayList<>();
    private final List<Style> styles = new ArrayList<>();
    private final List<LayerGroup> groups = new ArrayList<>();

    Builder(Catalogue catalogue, PublishedFacts facts) {
      this.catalogue = catalogue;
      this.facts = facts;
    }

    void level(Catalogue.Level level) {
      List<String> members = new ArrayList<>();
      members.add(outline(level));
      List<Layer.Attribute> columns = overviewColumns(level);
      if (!columns.isEmpty()) {
        members.add(overview(level, columns));
      }
      for (Catalogue.Index index : catalogue.indices()) {
        if (facts.indices().contains(new Subject(level.id(), index.id()))) {
          members.add(index(level, index));
        }
      }
      String group = "niveau_" + level.id();
      groups.add(new LayerGroup(group, "", level.plural(), List.copyOf(members)));
      for (Catalogue.Theme theme : catalogue.themes()) {
        List<String> themed = new ArrayList<>();
        for (Indicator indicator : catalogue.indicators()) {
          if (indicator.theme().equals(theme.id())
              && facts.figures().containsKey(new Subject(level.id(), indicator.id()))) {
            themed.add(indicator(level, indicator));
          }
        }
        if (!themed.isEmpty()) {
          groups.add(
              new LayerGroup(
                  level.id() + "_tema_" + theme.id(), group, theme.title(), List.copyOf(themed)));
        }
      }
    }

    void table() {
      layers.add(
          new Layer.Description(
              TABLE,
              Layer.Kind.TABLE,
              "",
              "",
              false,
              title(new LocalText("Nøgletal", "Key figures"), null),
              note(
                  new LocalText(
                      "Alle indikatorer, områder og perioder i én tabel uden geometri.",
                      "All indicators, areas and periods in one table without geometry."),
                  HIDDEN_NOTE),
              List.of(),
              Attributes.table(),
              List.of("omraade_kode", "indikator", "periode"),
              false,
              List.of()));
    }

    void warnings() {
      LocalText title = title(new LocalText("Advarsler", "Warnings"), null);
      String top =
          catalogue.levels().stream()
              .filter(l -> l.parent().isEmpty() && !l.overlapping())
              .map(Catalogue.Level::id)
              .findFirst()
              .orElse("");
      layers.add(
          new Layer.Description(
              WARNINGS,
              Layer.Kind.WARNING,
              "",
              "",
              false,
              title,
              note(
                  new LocalText(
                      "Åbne tidlige advarsler: hvor en udvikling afviger ugunstigt fra det ventede.",
                      "Open early warnings: where a course is less favourable than expected.")),
              List.of("advarsel", "tidlig varsling", "warning"),
              Attributes.warnings(),
              List.of("advarsel_id"),
              true,
              List.of(WARNINGS)));
      styles.add(StyleTemplates.warnings(WARNINGS, title, top));
      groups.add(new LayerGroup("tidlig_varsling", "", title, List.of(WARNINGS)));
    }

    private String outline(Catalogue.Level level) {
      String name = level.id();
      LocalText title = title(level.plural(), null);
      layers.add(
          new Layer.Description(
              name,
              Layer.Kind.AREA,
              level.id(),
              "",
              false,
              title,
              note(
                  new LocalText(
                      "Omrids og navne: " + level.plural().da() + ".",
                      "Outlines and names: " + level.plural().en() + ".")),
              List.of(level.title().da(), level.title().en()),
              Attributes.area(),
              List.of("omraade_kode", "gyldig_fra"),
              true,
              List.of(name)));
      styles.add(StyleTemplates.outline(name, title));
      return name;
    }

    private List<Layer.Attribute> overviewColumns(Catalogue.Level level) {
      List<Layer.Attribute> columns = new ArrayList<>();
      for (Indicator indicator : catalogue.indicators()) {
        Span span = facts.figures().get(new Subject(level.id(), indicator.id()));
        if (span != null) {
          columns.add(
              Attributes.of(
                  indicator.id(),
                  Column.Type.DOUBLE,
                  indicator.title().da() + " (" + indicator.unit().da() + ")",
                  indicator.title().en() + " (" + indicator.unit().en() + ")"));
        }
      }
      for (Catalogue.Index index : catalogue.indices()) {
        if (facts.indices().contains(new Subject(level.id(), index.id()))) {
          columns.add(
              Attributes.of(
                  index.id(), Column.Type.DOUBLE, index.title().da(), index.title().en()));
        }
      }
      return columns;
    }

    private String overview(Catalogue.Level level, List<Layer.Attribute> columns) {
      String name = level.id() + "_oversigt";
      LocalText title = title(new LocalText("Oversigt", "Overview"), level);
      layers.add(
          new Layer.Description(
              name,
              Layer.Kind.OVERVIEW,
              level.id(),
              "",
              true,
              title,
              note(
                  new LocalText(
                      "Seneste værdi af hver indikator, én kolonne for hver; kolonner med"
                          + " datastatus siger, hvad der er vist, skjult eller uden data.",
                      "Latest value of every indicator, a column for each; columns of data status"
                          + " say what is shown, hidden or without data."),
                  HIDDEN_NOTE),
              List.of(level.title().da(), level.title().en()),
              Attributes.overview(columns),
              List.of("omraade_kode", "periode"),
              true,
              List.of(name)));
      styles.add(StyleTemplates.outline(name, title));
      return name;
    }

    private String index(Catalogue.Level level, Catalogue.Index index) {
      String name = level.id() + "_" + index.id();
      LocalText title = title(index.title(), level);
      List<String> keywords = List.of(index.id(), level.title().da(), level.title().en());
      for (boolean latest : new boolean[] {false, true}) {
        layers.add(
            new Layer.Description(
                latest ? name + "_seneste" : name,
                Layer.Kind.INDEX,
                level.id(),
                index.id(),
                latest,
                latest ? title(latest(index.title()), level) : title,
                note(index.description(), carried(new Subject(level.id(), index.id()))),
                keywords,
                Attributes.index(),
                List.of("omraade_kode", "periode"),
                !latest,
                latest ? List.of() : List.of(name)));
      }
      styles.add(StyleTemplates.index(name, title));
      return name;
    }

    private String indicator(Catalogue.Level level, Indicator indicator) {
      String name = level.id() + "_" + indicator.id();
      LocalText title = title(indicator.title(), level);
      Subject subject = new Subject(level.id(), indicator.id());
      Span span = facts.figures().get(subject);
      LocalText provenance =
          new LocalText(
              " Enhed: %s. Kilde: %s. Perioder: %s til %s."
                  .formatted(indicator.unit().da(), indicator.system(), span.first(), span.last()),
              " Unit: %s. Source: %s. Periods: %s to %s."
                  .formatted(indicator.unit().en(), indicator.system(), span.first(), span.last()));
      List<String> keywords =
          List.of(
              indicator.id(),
              indicator.title().da(),
              indicator.title().en(),
              level.title().da(),
              level.title().en());
      String trend = name + "_udvikling";
      for (boolean latest : new boolean[] {false, true}) {
        layers.add(
            new Layer.Description(
                latest ? name + "_seneste" : name,
                Layer.Kind.INDICATOR,
                level.id(),
                indicator.id(),
                latest,
                latest ? title(latest(indicator.title()), level) : title,
                note(
                    indicator.description(),
                    provenance,
                    pinned(subject),
                    carried(subject),
                    HIDDEN_NOTE),
                keywords,
                Attributes.indicator(),
                List.of("omraade_kode", "periode"),
                !latest,
                latest ? List.of() : List.of(name, trend)));
      }
      styles.add(
          StyleTemplates.choropleth(
              name,
              title,
              breaks(level, indicator),
              indicator.highIsUnfavourable(),
              indicator.unit(),
              indicator.decimals()));
      styles.add(
          StyleTemplates.trend(
              trend,
              title(
                  new LocalText(
                      indicator.title().da() + ", udvikling", indicator.title().en() + ", trend"),
                  level)));
      return name;
    }

    /**
     * The pinned breaks. Where nothing is visible on this level no class occurs, and the legend
     * shows those of another level.
     */
    private List<Double> breaks(Catalogue.Level level, Indicator indicator) {
      List<Double> own = facts.breaks().get(new Subject(level.id(), indicator.id()));
      if (own != null) {
        return own;
      }
      return catalogue.levels().stream()
          .map(other -> facts.breaks().get(new Subject(other.id(), indicator.id())))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(List.of(20.0, 40.0, 60.0, 80.0));
    }

    /** Since when the classes are what they are: maps of two years compare. */
    private LocalText pinned(Subject subject) {
      LocalDate day = facts.pinned().get(subject);
      return day == null
          ? NO_NOTE
          : new LocalText(
              " Klassegrænser fastlagt " + DANISH_DAY.format(day) + ".",
              " Class breaks pinned " + day + ".");
    }

    private LocalText carried(Subject subject) {
      return facts.carried().contains(subject) ? CARRIED_NOTE : NO_NOTE;
    }

    private static LocalText latest(LocalText title) {
      return new LocalText(title.da() + " (seneste)", title.en() + " (latest)");
    }

    private LocalText title(LocalText subject, Catalogue.Level level) {
      boolean synthetic = catalogue.municipality().synthetic();
      return new LocalText(
          subject.da()
              + (level == null ? "" : " · " + level.plural().da().toLowerCase(Locale.ROOT))
              + (synthetic ? SYNTHETIC_TITLE.da() : ""),
          subject.en()
              + (level == null ? "" : " · " + level.plural().en().toLowerCase(Locale.ROOT))
              + (synthetic ? SYNTHETIC_TITLE.en() : ""));
    }

    private LocalText note(LocalText... parts) {
      StringBuilder da = new StringBuilder();
      StringBuilder en = new StringBuilder();
      for (LocalText part : parts) {
        da.append(part.da());
        en.append(part.en());
      }
      if (catalogue.municipality().synthetic()) {
        da.append(SYNTHETIC_NOTE.da());
        en.append(SYNTHETIC_NOTE.en());
      }
      return new LocalText(da.toString(), en.toString());
    }
  }
}
