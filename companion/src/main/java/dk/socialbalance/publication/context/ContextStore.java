/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication.context;

import dk.socialbalance.publication.Snapshot;
import dk.socialbalance.register.LoadFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The tables of own layers, in the role {@code sb_load}. */
final class ContextStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Connection connection;

  ContextStore(Connection connection) {
    this.connection = connection;
  }

  /** A name as SQL takes it, whatever it holds. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The table of a layer. */
  static String table(String id) {
    return "publish." + quoted("lag_" + id);
  }

  /** The table of a layer while it is filled. */
  static String newTable(String id) {
    return "publish." + quoted("lag_" + id + "~");
  }

  /**
   * Refuses a name that a published layer or style has, or another own layer but for its case.
   *
   * @throws LoadFailedException naming it
   */
  void refuseTakenNames(ContextName name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT l.name FROM publish.layer l JOIN publish.current_publication USING"
                + " (publication_id) WHERE lower(l.name) = lower(?)"
                + " UNION ALL SELECT s.name FROM publish.style s JOIN publish.current_publication"
                + " USING (publication_id) WHERE lower(s.name) = lower(?)"
                + " UNION ALL SELECT name FROM publish.context_layer WHERE lower(name) = lower(?)"
                + " AND (name <> ? OR coalesce(prefix, '') <> ?)")) {
      for (int i = 1; i <= 4; i++) {
        query.setString(i, name.id());
      }
      query.setString(5, name.prefix());
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new LoadFailedException(
              "There is a layer '%s' already. Choose another name.".formatted(row.getString(1)));
        }
      }
    }
  }

  /**
   * The XML namespace of the name's prefix; null without one.
   *
   * @throws LoadFailedException when other layers bind the prefix to another one
   */
  String namespace(ContextName name, Optional<String> wanted) throws SQLException {
    if (name.prefix().isEmpty()) {
      if (wanted.isPresent()) {
        throw new LoadFailedException(
            "Only a prefix has a namespace of its own: --name prefix:" + name.local() + ".");
      }
      return null;
    }
    String namespace = wanted.orElse(Snapshot.NAMESPACE + ":" + name.prefix());
    if (!namespace.matches("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7E&&[^\"<>\\\\^`{|}\\s]]{1,200}")
        || namespace.equals(Snapshot.NAMESPACE)) {
      throw new LoadFailedException(
          "The namespace is no URI, such as http://www.example.org/layers, or not a free one.");
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT prefix, namespace FROM publish.context_layer WHERE name <> ?"
                + " AND (prefix = ?) <> (namespace = ?) LIMIT 1")) {
      query.setString(1, name.id());
      query.setString(2, name.prefix());
      query.setString(3, namespace);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw new LoadFailedException(
              "Other layers bind the prefix %s to the namespace %s: one prefix, one namespace."
                  .formatted(row.getString(1), row.getString(2)));
        }
      }
    }
    return namespace;
  }

  /**
   * Refuses a coordinate system that PostGIS does not know.
   *
   * @throws LoadFailedException naming it
   */
  void refuseUnknown(int srid, String fileName) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM postgis.spatial_ref_sys WHERE srid = ?")) {
      query.setInt(1, srid);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new LoadFailedException(
              "%s: PostGIS knows no EPSG:%d. Name the system of the coordinates: --crs EPSG:25832."
                  .formatted(fileName, srid));
        }
      }
    }
  }

  /**
   * Refuses a layer that does not fit into memory beside all others.
   *
   * @throws LoadFailedException with the figures
   */
  void refuseTooLarge(String audience, String id, ContextScan scan, ContextOptions.Budget budget)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT rows, vertices FROM publish.snapshot_size(?, ?)")) {
      query.setString(1, audience);
      query.setString(2, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        refuse("features", scan.features(), row.getLong(1), budget.rows());
        refuse("vertices", scan.vertices(), row.getLong(2), budget.vertices());
      }
    }
  }

  private static void refuse(String what, long own, long others, long most) {
    if (own + others > most) {
      throw new LoadFailedException(
          String.format(
              Locale.ROOT,
              "The layer has %,d %s; with the %,d of all other layers that is more than the %,d"
                  + " that are held in memory. Simplify it, cut it to the municipality, or remove"
                  + " another layer.",
              own,
              what,
              others,
              most));
    }
  }

  /** Makes the new, empty table. */
  void create(ContextLayer layer, boolean wholeIds) throws SQLException {
    try (PreparedStatement call =
        connection.prepareStatement("SELECT publish.context_table_create(?, ?::jsonb, ?, ?, ?)")) {
      call.setString(1, layer.name().id());
      call.setString(2, JSON.writeValueAsString(attributes(layer)));
      call.setString(3, wholeIds ? "bigint" : "text");
      call.setString(4, layer.geometryType().isEmpty() ? null : layer.geometryType());
      call.setObject(5, layer.srid() == 0 ? null : layer.srid());
      call.execute();
    }
  }

  private static List<Map<String, String>> attributes(ContextLayer layer) {
    return layer.fields().stream()
        .map(
            field -> {
              Map<String, String> attribute = new LinkedHashMap<>();
              attribute.put("name", field.name());
              attribute.put("type", field.type().name().toLowerCase(Locale.ROOT));
              attribute.put("title_da", field.source());
              attribute.put("title_en", field.source());
              return attribute;
            })
        .toList();
  }

  /**
   * Puts the filled table in place of the old one, describes it, and tells the doors.
   *
   * @return its vertices
   */
  long store(ContextLayer layer) throws SQLException {
    String id = layer.name().id();
    long rows;
    long vertices;
    String hash;
    String geometry =
        layer.geometryType().isEmpty()
            ? "0, ''"
            : "coalesce(sum(postgis.ST_NPoints(geom)), 0), coalesce(md5(string_agg(md5(coalesce("
                + "postgis.ST_AsEWKB(geom), '')), '' ORDER BY fid)), '')";
    try (PreparedStatement query =
            connection.prepareStatement("SELECT count(*), " + geometry + " FROM " + newTable(id));
        ResultSet row = query.executeQuery()) {
      row.next();
      rows = row.getLong(1);
      vertices = row.getLong(2);
      hash = row.getString(3);
    }
    call("SELECT publish.context_table_swap(?)", id);
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO publish.context_layer AS l (name, audience, prefix, namespace, title_da,"
                + " title_en, abstract_da, abstract_en, attributes, time_columns, geometry_type,"
                + " srid, sld, rows, vertices, geometry_hash, revision) VALUES (?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, publish.context_changed(?))"
                + " ON CONFLICT (name) DO UPDATE SET audience = EXCLUDED.audience,"
                + " prefix = EXCLUDED.prefix, namespace = EXCLUDED.namespace,"
                + " title_da = EXCLUDED.title_da, title_en = EXCLUDED.title_en,"
                + " abstract_da = EXCLUDED.abstract_da, abstract_en = EXCLUDED.abstract_en,"
                + " attributes = EXCLUDED.attributes, time_columns = EXCLUDED.time_columns,"
                + " geometry_type = EXCLUDED.geometry_type, srid = EXCLUDED.srid,"
                + " sld = EXCLUDED.sld, rows = EXCLUDED.rows, vertices = EXCLUDED.vertices,"
                + " geometry_hash = EXCLUDED.geometry_hash, revision = EXCLUDED.revision")) {
      upsert.setString(1, id);
      upsert.setString(2, layer.options().audience());
      upsert.setString(3, layer.name().prefix().isEmpty() ? null : layer.name().prefix());
      upsert.setString(4, layer.namespace());
      upsert.setString(5, layer.options().title().da());
      upsert.setString(6, layer.options().title().en());
      upsert.setString(7, layer.options().description().da());
      upsert.setString(8, layer.options().description().en());
      upsert.setString(9, JSON.writeValueAsString(attributes(layer)));
      upsert.setArray(
          10,
          connection.createArrayOf(
              "text", layer.time().stream().map(ContextScan.Field::name).toArray()));
      upsert.setString(11, layer.geometryType().isEmpty() ? null : layer.geometryType());
      upsert.setObject(12, layer.srid() == 0 ? null : layer.srid());
      upsert.setString(13, layer.sld());
      upsert.setLong(14, rows);
      upsert.setLong(15, vertices);
      upsert.setString(16, hash);
      upsert.setString(17, layer.options().audience());
      upsert.executeUpdate();
    }
    return vertices;
  }

  /** Removes a layer; -1 when there is none. */
  long remove(String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM publish.context_layer WHERE name = ? RETURNING rows, audience")) {
      delete.setString(1, id);
      try (ResultSet row = delete.executeQuery()) {
        if (!row.next()) {
          return -1;
        }
        long rows = row.getLong(1);
        call("SELECT publish.context_changed(?)", row.getString(2));
        call("SELECT publish.context_table_drop(?)", id);
        return rows;
      }
    }
  }

  private void call(String sql, String argument) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(sql)) {
      call.setString(1, argument);
      call.execute();
    }
  }
}
