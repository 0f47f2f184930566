/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Layer.Attribute;
import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of the published layers, in order: the contract with every client. Names and types
 * never change and none is dropped; new ones are added at the end.
 */
final class Attributes {

  private static final List<Attribute> AREA_KEYS =
      List.of(
          of("omraade_kode", Column.Type.TEXT, "Områdets kode", "Area code"),
          of("omraade_navn", Column.Type.TEXT, "Områdets navn", "Area name"),
          of("niveau", Column.Type.TEXT, "Niveau", "Level"),
          of("kommune_kode", Column.Type.TEXT, "Kommunens kode", "Municipality code"),
          of("link", Column.Type.TEXT, "Områderapport", "Area report"));

  private static final Attribute PERIODE = of("periode", Column.Type.TEXT, "Periode", "Period");

  private static final List<Attribute> PERIOD =
      List.of(
          PERIODE,
          of(
              "periode_start",
              Column.Type.TIMESTAMP,
              "Periodens første sekund",
              "First second of the period"),
          of(
              "periode_slut",
              Column.Type.TIMESTAMP,
              "Periodens sidste sekund",
              "Last second of the period"));

  private static final Attribute DATASTATUS =
      of(Layer.STATUS, Column.Type.TEXT, "Datastatus", "Data status");

  private static final List<Attribute> FIGURES =
      List.of(
          of("taeller", Column.Type.BIGINT, "Tæller", "Numerator"),
          of("naevner", Column.Type.BIGINT, "Nævner", "Denominator"),
          of("vaerdi", Column.Type.DOUBLE, "Værdi", "Value"),
          of("nedre", Column.Type.DOUBLE, "Nedre grænse (95 %)", "Lower limit (95 %)"),
          of("oevre", Column.Type.DOUBLE, "Øvre grænse (95 %)", "Upper limit (95 %)"),
          of(
              "klasse",
              Column.Type.INTEGER,
              "Klasse, 1 (gunstig) til 5",
              "Class, 1 (favourable) to 5"),
          of("udvikling", Column.Type.TEXT, "Udvikling", "Trend"),
          of("udvikling_pr_aar", Column.Type.DOUBLE, "Udvikling pr. år", "Trend per year"),
          DATASTATUS,
          of("enhed", Column.Type.TEXT, "Enhed", "Unit"));

  private static final List<Attribute> INDEX =
      List.of(
          of(
              "indeks",
              Column.Type.DOUBLE,
              "Indeks (høj er ugunstig)",
              "Index (high is unfavourable)"),
          of("status", Column.Type.INTEGER, "Status, 1 (høj) til 4", "Status, 1 (high) to 4"),
          of("dynamik_indeks", Column.Type.DOUBLE, "Dynamikindeks", "Index of dynamics"),
          of("dynamik", Column.Type.TEXT, "Dynamik", "Dynamics"),
          of("gruppe", Column.Type.TEXT, "Gruppe", "Group"),
          of(
              "rang",
              Column.Type.INTEGER,
              "Rang (1 er mest ugunstig)",
              "Rank (1 is most unfavourable)"),
          DATASTATUS,
          of(
              "erstattet",
              Column.Type.INTEGER,
              "Diskretionerede komponenter erstattet af naboernes samlede tal",
              "Hidden components replaced by the rate of the hidden siblings together"));

  private static final List<Attribute> VALIDITY =
      List.of(
          of("overordnet", Column.Type.TEXT, "Overordnet område", "Parent area"),
          of("gyldig_fra", Column.Type.TIMESTAMP, "Gyldig fra", "Valid from"),
          of("gyldig_til", Column.Type.TIMESTAMP, "Gyldig til", "Valid to"));

  private static final Attribute INDIKATOR =
      of("indikator", Column.Type.TEXT, "Indikator", "Indicator");

  private Attributes() {}

  static List<Attribute> indicator() {
    return join(AREA_KEYS, PERIOD, FIGURES);
  }

  static List<Attribute> index() {
    return join(AREA_KEYS, PERIOD, INDEX);
  }

  static List<Attribute> area() {
    return join(AREA_KEYS, VALIDITY);
  }

  static List<Attribute> table() {
    return join(AREA_KEYS, List.of(INDIKATOR), PERIOD, FIGURES);
  }

  /**
   * The overview: a column for each indicator and index, given by the caller, then for each of them
   * one that says whether it is shown, hidden or missing.
   */
  static List<Attribute> overview(List<Attribute> columns) {
    List<Attribute> statuses =
        columns.stream()
            .map(
                column ->
                    of(
                        Layer.statusColumn(column.name()),
                        Column.Type.TEXT,
                        column.title().da() + ": datastatus",
                        column.title().en() + ": data status"))
            .toList();
    return join(AREA_KEYS, List.of(PERIODE), columns, statuses);
  }

  static List<Attribute> warnings() {
    return join(
        AREA_KEYS,
        List.of(
            INDIKATOR,
            PERIODE,
            of("vaerdi", Column.Type.DOUBLE, "Værdi", "Value"),
            of("forventet", Column.Type.DOUBLE, "Ventet værdi", "Expected value"),
            of(
                "q",
                Column.Type.DOUBLE,
                "Andel falske blandt advarsler som denne, højst",
                "Share of false ones among warnings like this, at most"),
            of(
                "alvor",
                Column.Type.INTEGER,
                "Alvor, 1 (hold øje) eller 2 (handl)",
                "Severity, 1 (watch) or 2 (act)"),
            of("regel", Column.Type.TEXT, "Regel", "Rule"),
            of("tekst", Column.Type.TEXT, "Tekst", "Text (Danish)"),
            of(
                "status",
                Column.Type.TEXT,
                "Status: ny, set, handlet",
                "Status: new (ny), seen (set), acted on (handlet)"),
            of("sidst_behandlet", Column.Type.TIMESTAMP, "Sidst behandlet", "Last attended to"),
            of("advarsel_id", Column.Type.INTEGER, "Advarslens nummer", "Number of the warning")));
  }

  static Attribute of(String name, Column.Type type, String da, String en) {
    return new Attribute(name, type, new LocalText(da, en));
  }

  @SafeVarargs
  private static List<Attribute> join(List<Attribute>... parts) {
    List<Attribute> all = new ArrayList<>();
    for (List<Attribute> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
