/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes what every door is to show; role {@code sb_statistics}. */
final class DesiredState {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DesiredState() {}

  static void write(Connection connection, long publication, LayerPlan plan) throws SQLException {
    layers(connection, publication, plan.layers());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO publish.style VALUES (?, ?, ?, ?, ?)")) {
      for (Style style : plan.styles()) {
        insert.setLong(1, publication);
        insert.setString(2, style.name());
        insert.setString(3, style.title().da());
        insert.setString(4, style.title().en());
        insert.setString(5, style.sld());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO publish.layer_group VALUES (?,?,?,?,?,?,?)")) {
      int ordinal = 0;
      for (LayerGroup group : plan.groups()) {
        insert.setLong(1, publication);
        insert.setString(2, group.name());
        insert.setString(3, group.parent().isEmpty() ? null : group.parent());
        insert.setString(4, group.title().da());
        insert.setString(5, group.title().en());
        insert.setArray(6, connection.createArrayOf("text", group.members().toArray()));
        insert.setInt(7, ordinal++);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void layers(
      Connection connection, long publication, List<Layer.Description> layers) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO publish.layer (publication_id, name, kind, niveau, indikator, indeks_id,"
                + " latest_only, title_da, title_en, abstract_da, abstract_en, keywords,"
                + " attributes, key_columns, has_time, in_wms, styles, ordinal)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)")) {
      int ordinal = 0;
      LocalText versions = versions(connection, publication);
      for (Layer.Description layer : layers) {
        boolean timed = layer.kind() == Layer.Kind.INDICATOR || layer.kind() == Layer.Kind.INDEX;
        insert.setLong(1, publication);
        insert.setString(2, layer.name());
        insert.setString(3, layer.kind().name().toLowerCase(Locale.ROOT));
        insert.setString(4, layer.niveau().isEmpty() ? null : layer.niveau());
        insert.setString(5, layer.kind() == Layer.Kind.INDICATOR ? layer.subject() : null);
        insert.setString(6, layer.kind() == Layer.Kind.INDEX ? layer.subject() : null);
        insert.setBoolean(7, layer.latestOnly());
        insert.setString(8, layer.title().da());
        insert.setString(9, layer.title().en());
        LocalText text = layer.kind() == Layer.Kind.AREA ? new LocalText("", "") : versions;
        insert.setString(10, (layer.description().da() + text.da()).strip());
        insert.setString(11, (layer.description().en() + text.en()).strip());
        insert.setArray(12, connection.createArrayOf("text", layer.keywords().toArray()));
        insert.setString(13, JSON.writeValueAsString(attributes(layer)));
        insert.setArray(14, connection.createArrayOf("text", layer.keyColumns().toArray()));
        insert.setBoolean(15, timed && !layer.latestOnly());
        insert.setBoolean(16, layer.inWms());
        insert.setArray(17, connection.createArrayOf("text", layer.styles().toArray()));
        insert.setInt(18, ordinal++);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** By which catalogue and method the figures of a layer were made. */
  private static LocalText versions(Connection connection, long publication) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT catalogue_version, method_version FROM publish.publication WHERE id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new LocalText(
            " Katalog %s, metode %s.".formatted(row.getString(1), row.getString(2)),
            " Catalogue %s, method %s.".formatted(row.getString(1), row.getString(2)));
      }
    }
  }

  private static List<Map<String, String>> attributes(Layer.Description layer) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Layer.Attribute attribute : layer.attributes()) {
      all.add(
          attribute(
              attribute.name(),
              attribute.type().name().toLowerCase(Locale.ROOT),
              attribute.title().da(),
              attribute.title().en()));
    }
    if (layer.kind() != Layer.Kind.TABLE) {
      all.add(attribute("geom", "multipolygon", "Geometri", "Geometry"));
    }
    return all;
  }

  private static Map<String, String> attribute(String name, String type, String da, String en) {
    Map<String, String> attribute = new LinkedHashMap<>();
    attribute.put("name", name);
    attribute.put("type", type);
    attribute.put("title_da", da);
    attribute.put("title_en", en);
    return attribute;
  }

  /**
   * Computes the hash of everything that the publication tells, and keeps it with it.
   *
   * @return SHA-256, hex; equal for publications that no client could tell apart
   */
  static String seal(Connection connection, long publication) throws SQLException {
    StringBuilder hashes = new StringBuilder();
    for (String table :
        List.of(
            "cell",
            "index_value",
            "period",
            "population",
            "warning_signal",
            "layer",
            "style",
            "layer_group")) {
      hashes
          .append(hashes.isEmpty() ? "" : " || ")
          // The text of a row without its first field, which is the publication's number.
          .append("coalesce((SELECT md5(string_agg(h, '' ORDER BY h COLLATE \"C\")) FROM (SELECT")
          .append(" md5(substr(t::text, strpos(t::text, ','))) AS h FROM publish.")
          .append(table)
          .append(" t WHERE t.publication_id = p.id) u), '-')");
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE publish.publication p SET content_hash = encode(sha256(convert_to("
                + "method_version || area_revision || synthetic || place_da || place_en || "
                + hashes
                + ", 'UTF8')), 'hex') WHERE id = ? RETURNING content_hash")) {
      update.setLong(1, publication);
      try (ResultSet row = update.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
