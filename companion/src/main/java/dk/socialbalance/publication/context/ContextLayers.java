/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.publication.Column;
import dk.socialbalance.publication.GeometrySet;
import dk.socialbalance.publication.Layer;
import dk.socialbalance.publication.Layer.Attribute;
import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.publication.Style;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import net.postgis.jdbc.jts.JtsBinaryParser;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The own layers of an audience at one moment.
 *
 * @param revision counts changes; 0 when there has been none
 * @param layers by name
 * @param styles one for each layer with geometry, of its name
 */
public record ContextLayers(long revision, List<Layer> layers, List<Style> styles) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FETCH = 2000;

  private record Registered(
      Layer.Description description,
      String revision,
      String geometryRevision,
      int srid,
      String sld) {}

  /**
   * Keeps own layers from changing until the transaction ends, so that their list and their tables
   * are of one moment. The first statement of a transaction.
   */
  public static void hold(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE publish.context_layer IN ACCESS SHARE MODE");
    }
  }

  /** How often the own layers of an audience have changed. */
  public static long revision(Connection connection, String audience) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT revision FROM publish.context_revision WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Features and vertices of an audience's own layers. */
  public static long[] size(Connection connection, String audience) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(sum(rows), 0), coalesce(sum(vertices), 0)"
                + " FROM publish.context_layer WHERE audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new long[] {row.getLong(1), row.getLong(2)};
      }
    }
  }

  /**
   * Reads them; layers and geometries of the former snapshot that are still right are taken over.
   *
   * @param connection that {@link #hold} was called with
   * @param previous may be null
   */
  public static ContextLayers read(Connection connection, String audience, Snapshot previous)
      throws SQLException {
    List<Layer> layers = new ArrayList<>();
    List<Style> styles = new ArrayList<>();
    for (Registered registered : registered(connection, audience)) {
      String name = registered.description().name();
      Layer former = previous == null ? null : previous.layers().get(name);
      boolean kept =
          former != null
              && former.description().kind() == Layer.Kind.CONTEXT
              && former.revision().equals(registered.revision());
      layers.add(kept ? former : layer(connection, registered, former));
      if (registered.sld() != null) {
        styles.add(new Style(name, registered.description().title(), registered.sld()));
      }
    }
    return new ContextLayers(
        revision(connection, audience), List.copyOf(layers), List.copyOf(styles));
  }

  private static List<Registered> registered(Connection connection, String audience)
      throws SQLException {
    List<Registered> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT name, coalesce(prefix, ''), namespace, title_da, title_en, abstract_da,"
                + " abstract_en, attributes, time_columns, coalesce(srid, 0), sld, geometry_hash,"
                + " revision FROM publish.context_layer WHERE audience = ? ORDER BY name")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          found.add(
              new Registered(
                  description(
                      name,
                      row.getString(2),
                      row.getString(3),
                      new LocalText(row.getString(4), row.getString(5)),
                      new LocalText(row.getString(6), row.getString(7)),
                      attributes(row.getString(8)),
                      Arrays.asList((String[]) row.getArray(9).getArray()),
                      row.getString(11) != null),
                  "k" + row.getLong(13),
                  name + "/" + row.getString(12),
                  row.getInt(10),
                  row.getString(11)));
        }
      }
    }
    return found;
  }

  /** What is known of an own layer beside its rows. */
  static Layer.Description description(
      String id,
      String prefix,
      String namespace,
      LocalText title,
      LocalText text,
      List<Attribute> attributes,
      List<String> time,
      boolean drawn) {
    return new Layer.Description(
        id,
        Layer.Kind.CONTEXT,
        "",
        "",
        false,
        title,
        text,
        List.of(),
        attributes,
        List.of("fid"),
        drawn,
        drawn ? List.of(id) : List.of(),
        prefix.isEmpty()
            ? Layer.QualifiedName.ofWorkspace(id)
            : new Layer.QualifiedName(prefix, namespace, id.substring(prefix.length() + 1)),
        time.isEmpty()
            ? Layer.Time.NONE
            : new Layer.Time("", time.get(0), time.get(time.size() - 1)));
  }

  private static List<Attribute> attributes(String json) {
    List<Attribute> attributes = new ArrayList<>();
    for (Map<String, String> entry :
        JSON.readValue(json, new TypeReference<List<LinkedHashMap<String, String>>>() {})) {
      attributes.add(
          new Attribute(
              entry.get("name"),
              Column.Type.valueOf(entry.get("type").toUpperCase(Locale.ROOT)),
              new LocalText(entry.get("title_da"), entry.get("title_en"))));
    }
    return attributes;
  }

  private static Layer layer(Connection connection, Registered registered, Layer former)
      throws SQLException {
    List<Attribute> attributes = registered.description().attributes();
    GeometrySet kept =
        former != null
                && former.hasGeometry()
                && former.geometries().srid() == registered.srid()
                && former.geometries().revision().equals(registered.geometryRevision())
            ? former.geometries()
            : null;
    boolean spatial = registered.srid() != 0;
    StringBuilder sql = new StringBuilder("SELECT fid");
    attributes.forEach(a -> sql.append(", ").append(ContextStore.quoted(a.name())));
    sql.append(spatial && kept == null ? ", postgis.ST_AsEWKB(geom)" : "")
        .append(" FROM ")
        .append(ContextStore.table(registered.description().name()))
        .append(" ORDER BY fid");
    List<Object> ids = new ArrayList<>();
    List<List<Object>> values = new ArrayList<>();
    attributes.forEach(a -> values.add(new ArrayList<>()));
    List<Geometry> geometries = new ArrayList<>();
    JtsBinaryParser parser = new JtsBinaryParser();
    boolean wholeIds;
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(sql.toString())) {
        wholeIds = row.getMetaData().getColumnTypeName(1).equals("int8");
        while (row.next()) {
          ids.add(wholeIds ? (Object) row.getLong(1) : row.getString(1));
          for (int i = 0; i < attributes.size(); i++) {
            values.get(i).add(value(row, i + 2, attributes.get(i).type()));
          }
          if (spatial && kept == null) {
            byte[] wkb = row.getBytes(attributes.size() + 2);
            geometries.add(wkb == null ? null : parser.parse(wkb));
          }
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      columns.add(Column.of(attributes.get(i).type(), values.get(i)));
    }
    GeometrySet set =
        !spatial
            ? null
            : kept != null
                ? kept
                : new GeometrySet(registered.geometryRevision(), registered.srid(), geometries);
    return new Layer(
        registered.description(),
        registered.revision(),
        columns,
        Column.of(wholeIds ? Column.Type.BIGINT : Column.Type.TEXT, ids),
        set,
        spatial ? IntStream.range(0, ids.size()).toArray() : null);
  }

  private static Object value(ResultSet row, int column, Column.Type type) throws SQLException {
    return switch (type) {
      case TEXT -> row.getString(column);
      case INTEGER -> row.getObject(column, Integer.class);
      case BIGINT -> row.getObject(column, Long.class);
      case DOUBLE -> row.getObject(column, Double.class);
      case BOOLEAN -> row.getObject(column, Boolean.class);
      case DATE -> row.getObject(column, LocalDate.class);
      case TIMESTAMP -> {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        yield moment == null ? null : moment.toInstant();
      }
    };
  }
}
