/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.features;

import dk.socialbalance.ogc.common.Bbox;
import dk.socialbalance.ogc.common.CrsReference;
import dk.socialbalance.ogc.common.CrsTable;
import dk.socialbalance.ogc.common.Selection;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.Layer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Envelope;

/**
 * What a request for items asks for, checked.
 *
 * @param bbox null when not given
 * @param interval null when not given
 * @param equals attribute name to wanted text
 * @param filter the rows that the parameter filter takes; all without it
 * @param crs of the answer
 */
record ItemsQuery(
    int limit,
    int offset,
    Bbox bbox,
    Interval interval,
    Map<String, String> equals,
    IntPredicate filter,
    CrsReference crs) {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 10_000;

  /** Parameters that mean what the standard says, also where an attribute has their name. */
  private static final Set<String> OWN =
      Set.of("f", "limit", "offset", "bbox", "bbox-crs", "crs", "datetime");

  /** A closed interval of time; an open end is the smallest or largest instant. */
  record Interval(Instant from, Instant to) {}

  /**
   * The same for a file to keep: not a page, but all that matches, unless the request says how
   * many.
   *
   * @param most features that the service gives in one answer
   */
  ItemsQuery forFile(Parameters parameters, int most) {
    int wanted = Math.min(parameters.wholeNumber("limit", 1, most), most);
    return new ItemsQuery(wanted, offset, bbox, interval, equals, filter, crs);
  }

  /** The parameters of an items resource. */
  static Set<String> known(Layer layer) {
    Set<String> names = new LinkedHashSet<>(Set.of());
    names.add("f");
    names.add("limit");
    names.add("offset");
    if (layer.hasGeometry()) {
      names.add("bbox");
      names.add("bbox-crs");
      names.add("crs");
    }
    names.add("datetime");
    names.addAll(ItemsFilter.parameters(layer));
    for (Layer.Attribute attribute : layer.attributes()) {
      if (attribute.type() == Column.Type.TEXT || attribute.type() == Column.Type.INTEGER) {
        names.add(attribute.name());
      }
    }
    return names;
  }

  static ItemsQuery of(Parameters parameters, Layer layer, CrsTable table) {
    CrsReference crs = crs(parameters, "crs", table);
    CrsReference bboxCrs = crs(parameters, "bbox-crs", table);
    Map<String, String> equals = new LinkedHashMap<>();
    for (Layer.Attribute attribute : layer.attributes()) {
      String wanted = parameters.get(attribute.name());
      if (wanted != null && !OWN.contains(attribute.name())) {
        if (attribute.type() == Column.Type.INTEGER && !wanted.matches("-?\\d{1,9}")) {
          throw ProblemException.badRequest(
              "Parameter '" + attribute.name() + "' is no whole number.");
        }
        equals.put(attribute.name(), wanted);
      }
    }
    String datetime = parameters.get("datetime");
    String bbox = parameters.get("bbox");
    return new ItemsQuery(
        Math.min(parameters.wholeNumber("limit", 1, DEFAULT_LIMIT), MAX_LIMIT),
        parameters.wholeNumber("offset", 0, 0),
        bbox == null ? null : bbox(bbox, bboxCrs),
        datetime == null ? null : interval(datetime),
        equals,
        ItemsFilter.of(parameters, layer, table),
        crs);
  }

  /** The coordinate system that a parameter names; CRS84 when it is absent. */
  static CrsReference crs(Parameters parameters, String name, CrsTable table) {
    String value = parameters.get(name);
    Optional<CrsReference> known =
        table.find(value == null ? CrsTable.CRS84 : value, CrsTable.Rules.OGC_API);
    if (known.isEmpty()) {
      throw ProblemException.badRequest(
          "Parameter '"
              + name
              + "' names no coordinate system of this collection; they are listed in its 'crs'.");
    }
    return known.get();
  }

  /** Part 1, requirements 23 and 24: four or six numbers, lower corner first. */
  private static Bbox bbox(String text, CrsReference crs) {
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw ProblemException.badRequest(
          "Parameter 'bbox' needs four numbers (or six): minx,miny,maxx,maxy.");
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i]
          .strip()
          .matches("[+-]?(\\d{1,15}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,2})?")) {
        throw ProblemException.badRequest("Parameter 'bbox': number " + (i + 1) + " is no number.");
      }
      numbers[i] = Double.parseDouble(parts[i].strip());
    }
    int second = parts.length / 2;
    int x = crs.yx() ? 1 : 0;
    int y = crs.yx() ? 0 : 1;
    if (numbers[y] > numbers[second + y]) {
      throw ProblemException.badRequest(
          "Parameter 'bbox': the lower edge lies above the upper edge.");
    }
    if (numbers[x] > numbers[second + x]) {
      throw ProblemException.badRequest(
          "Parameter 'bbox': the left edge lies right of the right edge; no area of this service"
              + " crosses the antimeridian.");
    }
    return new Bbox(
        new Envelope(numbers[x], numbers[second + x], numbers[y], numbers[second + y]), crs.srid());
  }

  /** Part 1, 7.15.4: an instant or an interval, RFC 3339, with {@code ..} or nothing for open. */
  static Interval interval(String text) {
    String[] ends = text.split("/", -1);
    if (ends.length == 1) {
      Instant from = instant(ends[0], false);
      Instant to = instant(ends[0], true);
      return new Interval(from, to);
    }
    if (ends.length == 2) {
      Instant from = isOpen(ends[0]) ? Instant.MIN : instant(ends[0], false);
      Instant to = isOpen(ends[1]) ? Instant.MAX : instant(ends[1], true);
      if (from.isAfter(to)) {
        throw ProblemException.badRequest(
            "Parameter 'datetime': the interval ends before it begins.");
      }
      return new Interval(from, to);
    }
    throw badDatetime();
  }

  private static boolean isOpen(String end) {
    return end.isEmpty() || "..".equals(end);
  }

  private static Instant instant(String text, boolean last) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        LocalDate day = LocalDate.parse(text);
        return last
            ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1)
            : day.atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw badDatetime();
    }
  }

  private static ProblemException badDatetime() {
    return ProblemException.badRequest(
        "Parameter 'datetime' is no RFC 3339 time: write 2016-06-15, 2016-06-15T00:00:00Z,"
            + " 2016-01-01/2017-12-31, or ../2017-12-31.");
  }

  /** The rows that match, in feature order. */
  int[] rows(Layer layer) {
    return Selection.rows(
        layer,
        layer.hasGeometry() ? bbox : null,
        row -> inTime(layer, row) && hasValues(layer, row) && filter.test(row),
        List.of());
  }

  /** A feature without time matches every time (Part 1, 7.15.4). */
  private boolean inTime(Layer layer, int row) {
    if (interval == null) {
      return true;
    }
    Layer.TimeStep time = layer.time(row);
    return time == null
        || (!time.start().isAfter(interval.to()) && !time.end().isBefore(interval.from()));
  }

  private boolean hasValues(Layer layer, int row) {
    for (Map.Entry<String, String> wanted : equals.entrySet()) {
      Object value = layer.value(row, wanted.getKey());
      boolean same =
          value instanceof Integer number
              ? number == Integer.parseInt(wanted.getValue())
              : wanted.getValue().equals(value);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
