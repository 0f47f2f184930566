/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * One published layer with all its features in memory; immutable.
 *
 * <p>Rows are numbered from 0 and stand in feature order (area name by Danish collation, then
 * period). The attributes are the contract's, without the geometry.
 */
public final class Layer {

  /** The attribute that says whether a row's figures are shown, hidden or missing. */
  public static final String STATUS = "datastatus";

  /** The status of a figure that nobody has delivered or counted. */
  public static final String NO_DATA = "ingen_data";

  /** What kind of thing the layer shows. */
  public enum Kind {
    INDICATOR,
    INDEX,
    OVERVIEW,
    AREA,
    TABLE,
    WARNING
  }

  /** An attribute of the published surface. */
  public record Attribute(String name, Column.Type type, LocalText title) {}

  /**
   * What is known of a layer beside its rows.
   *
   * @param niveau level id; empty when there is none
   * @param subject indicator or index id; empty when there is none
   * @param keyColumns the columns that, joined by a dot, make the feature id
   * @param inWms false for layers that only the query doors serve
   * @param styles names of its styles, the default first; empty outside WMS
   */
  public record Description(
      String name,
      Kind kind,
      String niveau,
      String subject,
      boolean latestOnly,
      LocalText title,
      LocalText description,
      List<String> keywords,
      List<Attribute> attributes,
      List<String> keyColumns,
      boolean inWms,
      List<String> styles) {}

  /** A time step: the period's code, first and last second. */
  public record TimeStep(String code, Instant start, Instant end) {}

  private final Description description;
  private final String revision;
  private final List<Column> columns;
  private final GeometrySet geometries;
  private final int[] geometryOfRow;
  private final int size;
  private final Map<String, Integer> attributeIndex = new HashMap<>();
  private final Map<String, Integer> rowById = new HashMap<>();
  private final List<TimeStep> times;

  /**
   * @param revision changes when anything of the layer does; part of every ETag
   * @param columns one per attribute, in order
   * @param geometries null for a layer without geometry
   * @param geometryOfRow for each row the index of its geometry; null without geometry
   * @throws IllegalArgumentException when the parts do not fit together or an id occurs twice
   */
  public Layer(
      Description description,
      String revision,
      List<Column> columns,
      GeometrySet geometries,
      int[] geometryOfRow) {
    this.description = description;
    this.revision = revision;
    this.columns = List.copyOf(columns);
    this.geometries = geometries;
    this.geometryOfRow = geometryOfRow == null ? null : geometryOfRow.clone();
    if (columns.size() != description.attributes().size() || columns.isEmpty()) {
      throw new IllegalArgumentException(
          description.name()
              + ": "
              + columns.size()
              + " columns for "
              + description.attributes().size()
              + " attributes");
    }
    this.size = columns.get(0).size();
    for (int i = 0; i < columns.size(); i++) {
      attributeIndex.put(description.attributes().get(i).name(), i);
      if (columns.get(i).size() != size) {
        throw new IllegalArgumentException(description.name() + ": columns of unequal length");
      }
    }
    for (int row = 0; row < size; row++) {
      if (rowById.put(id(row), row) != null) {
        throw new IllegalArgumentException(description.name() + ": id twice: " + id(row));
      }
    }
    this.times = Collections.unmodifiableList(collectTimes());
  }

  private List<TimeStep> collectTimes() {
    int code = attribute("periode");
    int start = attribute("periode_start");
    int end = attribute("periode_slut");
    if (code < 0 || start < 0 || end < 0) {
      return List.of();
    }
    TreeMap<Instant, TimeStep> steps = new TreeMap<>();
    for (int row = 0; row < size; row++) {
      Instant from = (Instant) value(row, start);
      if (from != null) {
        steps.putIfAbsent(
            from, new TimeStep((String) value(row, code), from, (Instant) value(row, end)));
      }
    }
    return new ArrayList<>(steps.values());
  }

  /** Its description. */
  public Description description() {
    return description;
  }

  /** Its name, without workspace. */
  public String name() {
    return description.name();
  }

  /** Its attributes in published order, without the geometry. */
  public List<Attribute> attributes() {
    return description.attributes();
  }

  /** Changes when anything of the layer does. */
  public String revision() {
    return revision;
  }

  /** The number of features. */
  public int size() {
    return size;
  }

  /** The index of an attribute, or -1. */
  public int attribute(String name) {
    return attributeIndex.getOrDefault(name, -1);
  }

  /** The value of an attribute; see {@link Column#value}. */
  public Object value(int row, int attribute) {
    return columns.get(attribute).value(row);
  }

  /** The value of an attribute by name, null when the layer has no such attribute. */
  public Object value(int row, String attribute) {
    int index = attribute(attribute);
    return index < 0 ? null : value(row, index);
  }

  /**
   * Whether a figure is shown, hidden or missing: in a layer of one figure a row, what the row's
   * {@code datastatus} says; in an overview, what the figure's own says; null when neither exists.
   *
   * @param figure name of the attribute with the figure
   */
  public String status(int row, String figure) {
    Object own = value(row, statusColumn(figure));
    return (String) (own != null ? own : value(row, STATUS));
  }

  /** The column of an overview that says the status of an indicator's or index's column. */
  static String statusColumn(String figure) {
    return figure + '_' + STATUS;
  }

  /** The feature id: the layer's name and the key columns, joined by dots. */
  public String id(int row) {
    StringBuilder id = new StringBuilder(description.name());
    for (String key : description.keyColumns()) {
      Object value = value(row, key);
      id.append('.').append(value instanceof Instant day ? day.toString().substring(0, 10) : value);
    }
    return id.toString();
  }

  /** The row with this feature id, or -1. */
  public int row(String id) {
    return rowById.getOrDefault(id, -1);
  }

  /** Whether features have a geometry. */
  public boolean hasGeometry() {
    return geometries != null;
  }

  /** EPSG code of the stored geometry. */
  public int nativeSrid() {
    return geometries.srid();
  }

  /** The geometry in the given system, x before y. Callers must not change it. */
  public Geometry geometry(int row, int srid) {
    return geometries.geometry(geometryOfRow[row], srid);
  }

  /** Which geometry of {@link #geometries} a row has; equal numbers are the same area. */
  public int geometryIndex(int row) {
    return geometryOfRow[row];
  }

  /** The geometries behind the layer; null when it has none. */
  public GeometrySet geometries() {
    return geometries;
  }

  /** The extent of the layer in the given system, x before y. */
  public Envelope extent(int srid) {
    return geometries.extent(srid);
  }

  /** The time steps, oldest first; empty when the layer has no periods. */
  public List<TimeStep> times() {
    return times;
  }
}
