/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
    WARNING,
    /** Of the installation's own: loaded as it is, with any kind of geometry and attributes. */
    CONTEXT
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
   * @param qualifiedName its name in WMS, WFS and WMTS
   * @param time which attributes say when a feature holds
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
      List<String> styles,
      QualifiedName qualifiedName,
      Time time) {

    /** Of a layer of the workspace, whose time are its periods if it has any. */
    public Description(
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
        List<String> styles) {
      this(
          name,
          kind,
          niveau,
          subject,
          latestOnly,
          title,
          description,
          keywords,
          attributes,
          keyColumns,
          inWms,
          styles,
          QualifiedName.ofWorkspace(name),
          Time.ofPeriods(attributes));
    }
  }

  /**
   * A name with its workspace.
   *
   * @param prefix of the workspace
   * @param namespace the XML namespace that the prefix stands for
   * @param local the name in it
   */
  public record QualifiedName(String prefix, String namespace, String local) {

    /** Of a layer of the workspace {@code socialbalance}. */
    public static QualifiedName ofWorkspace(String name) {
      return new QualifiedName(Snapshot.WORKSPACE, Snapshot.NAMESPACE, name);
    }

    /** Prefix, colon, name. */
    @Override
    public String toString() {
      return prefix + ":" + local;
    }
  }

  /**
   * The attributes that say when a feature holds.
   *
   * @param code of the period's code; empty when there is none
   * @param start of its beginning, a moment or a day; empty: the layer knows no time
   * @param end of its end; the same as {@code start} for features of one moment or day
   */
  public record Time(String code, String start, String end) {

    /** No time. */
    public static final Time NONE = new Time("", "", "");

    static Time ofPeriods(List<Attribute> attributes) {
      List<String> names = attributes.stream().map(Attribute::name).toList();
      return names.containsAll(List.of("periode", "periode_start", "periode_slut"))
          ? new Time("periode", "periode_start", "periode_slut")
          : NONE;
    }
  }

  /** A time step: the period's code, first and last second. */
  public record TimeStep(String code, Instant start, Instant end) {}

  /** Longer than anything that is told of. */
  private static final Duration ALWAYS = Duration.ofDays(365 * 1900L);

  private final Description description;
  private final String revision;
  private final List<Column> columns;
  private final Column ids;
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
    this(description, revision, columns, null, geometries, geometryOfRow);
  }

  /**
   * As above, with ids that are no attribute.
   *
   * @param ids what stands behind the layer's name in a feature's id; null: the key columns do
   */
  public Layer(
      Description description,
      String revision,
      List<Column> columns,
      Column ids,
      GeometrySet geometries,
      int[] geometryOfRow) {
    this.description = description;
    this.revision = revision;
    this.columns = List.copyOf(columns);
    this.geometries = geometries;
    this.geometryOfRow = geometryOfRow == null ? null : geometryOfRow.clone();
    this.ids = ids;
    if (columns.size() != description.attributes().size() || (columns.isEmpty() && ids == null)) {
      throw new IllegalArgumentException(
          description.name()
              + ": "
              + columns.size()
              + " columns for "
              + description.attributes().size()
              + " attributes");
    }
    this.size = ids == null ? columns.get(0).size() : ids.size();
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
    if (!hasTime()) {
      return List.of();
    }
    TreeSet<TimeStep> steps =
        new TreeSet<>(Comparator.comparing(TimeStep::start).thenComparing(TimeStep::end));
    for (int row = 0; row < size; row++) {
      TimeStep step = time(row);
      if (step != null) {
        steps.add(step);
      }
    }
    return new ArrayList<>(steps);
  }

  /** Whether features hold at a time. */
  public boolean hasTime() {
    return attribute(description.time().start()) >= 0 && attribute(description.time().end()) >= 0;
  }

  /**
   * When a feature holds; null when that is not known. Without a beginning it has always held,
   * without an end it still does.
   */
  public TimeStep time(int row) {
    if (!hasTime()) {
      return null;
    }
    Time by = description.time();
    Object start = value(row, by.start());
    Object end = value(row, by.end());
    if (start == null && end == null) {
      return null;
    }
    Object code = value(row, by.code());
    return new TimeStep(
        code != null ? (String) code : String.valueOf(start != null ? start : end),
        first(start),
        last(end));
  }

  private static Instant first(Object start) {
    if (start == null) {
      return Instant.EPOCH.minus(ALWAYS);
    }
    return start instanceof LocalDate day ? midnight(day) : (Instant) start;
  }

  private static Instant last(Object end) {
    if (end == null) {
      return Instant.EPOCH.plus(ALWAYS);
    }
    return end instanceof LocalDate day ? midnight(day.plusDays(1)).minusSeconds(1) : (Instant) end;
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
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
    if (ids != null) {
      return description.name() + "." + ids.value(row);
    }
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

  /**
   * The geometry in the given system, x before y; null when the feature has none, or it cannot be
   * expressed in it. Callers must not change it.
   */
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

  /** The different times of its features, by beginning, then end; empty when it has none. */
  public List<TimeStep> times() {
    return times;
  }
}
