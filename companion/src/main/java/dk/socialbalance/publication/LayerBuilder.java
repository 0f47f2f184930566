/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.publication.AreaCatalog.Area;
import dk.socialbalance.publication.FigureTable.Slice;
import dk.socialbalance.publication.Layer.TimeStep;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Makes the layers of a snapshot from figures and areas. */
final class LayerBuilder {

  private final String revision;
  private final AreaCatalog areas;
  private final FigureTable cells;
  private final FigureTable indices;
  private final Map<String, String> units;
  private final String baseUrl;

  /**
   * @param revision of every layer
   * @param units of the indicators, as the attribute {@code enhed} says them
   * @param baseUrl without a slash at its end
   */
  LayerBuilder(
      String revision,
      AreaCatalog areas,
      FigureTable cells,
      FigureTable indices,
      Map<String, String> units,
      String baseUrl) {
    this.revision = revision;
    this.areas = areas;
    this.cells = cells;
    this.indices = indices;
    this.units = units;
    this.baseUrl = baseUrl;
  }

  Layer build(Layer.Description layer) {
    return switch (layer.kind()) {
      case INDICATOR -> figures(layer, cells);
      case INDEX -> figures(layer, indices);
      case TABLE -> table(layer);
      case AREA -> outlines(layer);
      case OVERVIEW -> overview(layer);
      case WARNING, CONTEXT ->
          throw new IllegalArgumentException(
              "Warnings and own layers have rows and a revision of their own");
    };
  }

  private Layer figures(Layer.Description layer, FigureTable table) {
    Slice slice = table.slice(layer.niveau(), layer.subject());
    TimeStep latest = layer.latestOnly() ? table.latest(slice) : null;
    int[] rows =
        IntStream.range(slice.from(), slice.to())
            .filter(row -> latest == null || table.period(row).equals(latest))
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer row) -> areas.rank(table.area(row)))
                    .thenComparing(row -> table.period(row).start()))
            .mapToInt(Integer::intValue)
            .toArray();
    return layer(layer, rows, table::area, figureValues(layer, table));
  }

  private Layer table(Layer.Description layer) {
    int[] rows =
        IntStream.range(0, cells.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer row) -> areas.rank(cells.area(row)))
                    .thenComparingInt(cells::subjectOrder)
                    .thenComparing(row -> cells.period(row).start()))
            .mapToInt(Integer::intValue)
            .toArray();
    return layer(layer, rows, cells::area, figureValues(layer, cells));
  }

  private Map<String, IntFunction<Object>> figureValues(
      Layer.Description layer, FigureTable table) {
    Map<String, IntFunction<Object>> values = areaValues(table::area);
    values.put("periode", row -> table.period(row).code());
    values.put("periode_start", row -> table.period(row).start());
    values.put("periode_slut", row -> table.period(row).end());
    values.put("indikator", table::subject);
    values.put("enhed", row -> units.get(table.subject(row)));
    for (Layer.Attribute attribute : layer.attributes()) {
      if (table.has(attribute.name())) {
        values.put(attribute.name(), row -> table.value(row, attribute.name()));
      }
    }
    return values;
  }

  /** The layer of open warnings: the areas of all levels, under a revision of its own. */
  static Layer warnings(
      Layer.Description layer,
      OpenWarnings open,
      String revision,
      AreaCatalog areas,
      String baseUrl) {
    LayerBuilder builder = new LayerBuilder(revision, areas, null, null, Map.of(), baseUrl);
    List<OpenWarnings.Warning> shown =
        open.warnings().stream().filter(w -> areas.latest(w.areaCode()) >= 0).toList();
    IntUnaryOperator area = row -> areas.latest(shown.get(row).areaCode());
    Map<String, IntFunction<Object>> values = builder.areaValues(area);
    OpenWarnings.VALUES.forEach(
        (name, value) -> values.put(name, row -> value.apply(shown.get(row))));
    return builder.layer(layer, IntStream.range(0, shown.size()).toArray(), area, values);
  }

  private Layer outlines(Layer.Description layer) {
    int[] rows = byName(areas.ofLevel(layer.niveau()));
    Map<String, IntFunction<Object>> values = areaValues(row -> row);
    values.put("overordnet", row -> areas.area(row).overordnet());
    values.put("gyldig_fra", row -> areas.area(row).from());
    values.put("gyldig_til", row -> areas.area(row).to());
    return layer(layer, rows, row -> row, values);
  }

  private Layer overview(Layer.Description layer) {
    TimeStep latest = null;
    Map<String, Map<String, Object>> byColumn = new HashMap<>();
    Map<String, Map<String, Object>> statuses = new HashMap<>();
    for (Layer.Attribute attribute : layer.attributes()) {
      for (FigureTable table : List.of(cells, indices)) {
        Slice slice = table.slice(layer.niveau(), attribute.name());
        TimeStep step = table.latest(slice);
        if (step != null) {
          Map<String, Object> byArea = new HashMap<>();
          Map<String, Object> statusOf = new HashMap<>();
          for (int row = slice.from(); row < slice.to(); row++) {
            if (table.period(row).equals(step)) {
              String code = areas.area(table.area(row)).kode();
              byArea.put(code, table.value(row, table == cells ? "vaerdi" : "indeks"));
              statusOf.put(code, table.value(row, Layer.STATUS));
            }
          }
          byColumn.put(attribute.name(), byArea);
          statuses.put(Layer.statusColumn(attribute.name()), statusOf);
          latest = latest == null || longerOrLater(step, latest) ? step : latest;
        }
      }
    }
    List<Integer> valid = new ArrayList<>();
    if (latest != null) {
      Instant end = latest.end();
      areas.ofLevel(layer.niveau()).stream()
          .filter(number -> areas.area(number).validAt(end))
          .forEach(valid::add);
    }
    TimeStep shown = latest;
    Map<String, IntFunction<Object>> values = areaValues(row -> row);
    values.put("periode", row -> shown.code());
    byColumn.forEach((name, byArea) -> values.put(name, row -> byArea.get(areas.area(row).kode())));
    statuses.forEach(
        (name, byArea) ->
            values.put(name, row -> byArea.getOrDefault(areas.area(row).kode(), Layer.NO_DATA)));
    return layer(layer, byName(valid), row -> row, values);
  }

  /** The period that names the overview ends last; of those it is the longest. */
  private static boolean longerOrLater(TimeStep step, TimeStep than) {
    int byEnd = step.end().compareTo(than.end());
    return byEnd > 0 || (byEnd == 0 && step.start().isBefore(than.start()));
  }

  private int[] byName(List<Integer> numbers) {
    return numbers.stream()
        .sorted(
            Comparator.comparingInt((Integer number) -> areas.rank(number))
                .thenComparing(number -> areas.area(number).from()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Map<String, IntFunction<Object>> areaValues(IntUnaryOperator areaOf) {
    Map<String, IntFunction<Object>> values = new HashMap<>();
    IntFunction<Area> area = row -> areas.area(areaOf.applyAsInt(row));
    values.put("omraade_kode", row -> area.apply(row).kode());
    values.put("omraade_navn", row -> area.apply(row).navn());
    values.put("niveau", row -> area.apply(row).niveau());
    values.put("kommune_kode", row -> area.apply(row).kommuneKode());
    values.put(
        "link",
        row -> baseUrl + "/rapport/" + area.apply(row).niveau() + "/" + area.apply(row).kode());
    return values;
  }

  private Layer layer(
      Layer.Description description,
      int[] rows,
      IntUnaryOperator areaOf,
      Map<String, IntFunction<Object>> values) {
    List<Column> columns = new ArrayList<>();
    for (Layer.Attribute attribute : description.attributes()) {
      IntFunction<Object> value = values.get(attribute.name());
      columns.add(
          Column.of(
              attribute.type(),
              new AbstractList<Object>() {
                @Override
                public Object get(int index) {
                  return value == null ? null : value.apply(rows[index]);
                }

                @Override
                public int size() {
                  return rows.length;
                }
              }));
    }
    if (description.kind() == Layer.Kind.TABLE) {
      return new Layer(description, revision, columns, null, null);
    }
    int[] geometry = new int[rows.length];
    if (description.kind() == Layer.Kind.WARNING) {
      for (int i = 0; i < rows.length; i++) {
        geometry[i] = areaOf.applyAsInt(rows[i]);
      }
      return new Layer(description, revision, columns, areas.everywhere(), geometry);
    }
    for (int i = 0; i < rows.length; i++) {
      geometry[i] = areas.area(areaOf.applyAsInt(rows[i])).geometry();
    }
    return new Layer(
        description, revision, columns, areas.geometries(description.niveau()), geometry);
  }
}
