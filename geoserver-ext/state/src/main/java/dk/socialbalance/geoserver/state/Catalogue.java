/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import dk.socialbalance.geoserver.state.LayerState.Bounds;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/** Reads from {@code publish} what is to be shown, as the doors' role. */
public final class Catalogue implements Publisher.Source {

  private static final List<String> CRS = List.of("25832", "25833", "3857", "4326", "4258", "3044");

  /** As GeoServer advertises moments. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final double DEGREE = 1e6;
  private static final double METRE = 1e3;

  private final Settings settings;

  public Catalogue(Settings settings) {
    this.settings = settings;
  }

  /**
   * A connection of the doors' role, read-only, that never waits long.
   *
   * @throws SQLException when the database is away or refuses
   */
  @Override
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", Settings.USER);
    properties.setProperty("password", settings.password());
    properties.setProperty("ApplicationName", "socialbalance-geoserver");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    // Not DriverManager: it does not see the driver of a web application that has not used it yet.
    Connection connection = new Driver().connect(settings.url(), properties);
    if (connection == null) {
      throw new SQLException("No PostgreSQL at " + settings.url());
    }
    connection.setReadOnly(true);
    return connection;
  }

  /** One row: has anything changed? */
  public static Pulse pulse(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT coalesce(n.publication_id, 0), coalesce(n.switched_at::text, ''),
                       coalesce(w.revision, 0), coalesce(o.revision, 0)
                FROM (SELECT publish.open_audience() AS audience) a
                LEFT JOIN publish.current_publication n ON n.audience = a.audience
                LEFT JOIN publish.warning_revision w ON w.audience = a.audience
                LEFT JOIN publish.context_revision o ON o.audience = a.audience
                """);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Pulse(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4));
    }
  }

  /** Everything that is to be shown, as of one moment. */
  @Override
  public State wanted(Connection connection) throws SQLException {
    return wanted(connection, settings.storeParameters());
  }

  /**
   * As above, for a store that is reached in some other way.
   *
   * @param connection of the doors' role, outside a transaction
   * @param store its connection parameters
   */
  public static State wanted(Connection connection, Map<String, String> store) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      Pulse pulse = pulse(connection);
      Map<String, LayerState> layers = new LinkedHashMap<>();
      Map<String, String> revisions = new LinkedHashMap<>();
      layers(connection, pulse, layers, revisions);
      Map<String, StyleState> styles = styles(connection, layers);
      return new State(
          store, service(connection), layers, styles, groups(connection, layers), revisions);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void layers(
      Connection connection,
      Pulse pulse,
      Map<String, LayerState> layers,
      Map<String, String> revisions)
      throws SQLException {
    String published =
        """
        SELECT l.name, l.kind, l.title_da, l.title_en, l.abstract_da, l.abstract_en, l.keywords,
               l.in_wms, l.styles, CASE WHEN l.has_time THEN ARRAY['periode_start', 'periode_slut']
               ELSE '{}' END AS time, 0 AS revision, l.niveau
        FROM publish.current_publication n JOIN publish.layer l ON l.publication_id = n.publication_id
        WHERE n.audience = publish.open_audience() ORDER BY l.ordinal
        """;
    String own =
        """
        SELECT name, 'context', title_da, title_en, abstract_da, abstract_en, '{}'::text[],
               sld IS NOT NULL, CASE WHEN sld IS NULL THEN '{}' ELSE ARRAY[name] END, time_columns,
               revision, NULL
        FROM publish.context_layer WHERE audience = publish.open_audience() ORDER BY name
        """;
    Map<String, Bounds> extents = new HashMap<>();
    for (String sql : List.of(published, own)) {
      try (PreparedStatement query = connection.prepareStatement(sql);
          ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          if (layers.containsKey(name)) {
            continue; // a published layer keeps its name, as in the companion
          }
          layers.put(name, layer(connection, row, extents));
          revisions.put(name, revision(pulse, row.getString(2), row.getLong(11)));
        }
      }
    }
  }

  /**
   * Changes when the layer's data may have: of warnings and own layers also between publications.
   */
  private static String revision(Pulse pulse, String kind, long own) {
    return switch (kind) {
      case "context" -> "o" + own;
      case "warning" -> pulse.publication() + " " + pulse.switched() + " w" + pulse.warnings();
      default -> pulse.publication() + " " + pulse.switched();
    };
  }

  private static LayerState layer(Connection connection, ResultSet row, Map<String, Bounds> extents)
      throws SQLException {
    String name = row.getString(1);
    List<String> time = texts(row.getArray(10));
    boolean inWms = row.getBoolean(8);
    View view = View.read(connection, name);
    // The areas of a level are the same in all its layers: looked at once.
    boolean areas = !row.getString(2).equals("context");
    String level = row.getString(12);
    return new LayerState(
        name,
        new Text(row.getString(3), row.getString(4)),
        new Text(row.getString(5), row.getString(6)),
        texts(row.getArray(7)),
        view.srid() == 0 ? "EPSG:4326" : "EPSG:" + view.srid(),
        view.srid() == 0
            ? Bounds.WORLD
            : bounds(connection, extents, areas ? null : name, level, view.srid(), METRE),
        view.srid() == 0
            ? Bounds.WORLD
            : bounds(connection, extents, areas ? null : name, level, 4326, DEGREE),
        time,
        inWms,
        inWms,
        inWms ? defaultThenSorted(texts(row.getArray(9))) : List.of(),
        inWms && !time.isEmpty() ? moments(connection, name, time.get(0)) : List.of(),
        view.columns());
  }

  /** What PostGIS says of a view's columns. */
  private record View(String columns, int srid) {
    static View read(Connection connection, String name) throws SQLException {
      try (PreparedStatement query =
          connection.prepareStatement(
              """
              SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum),
                     max(CASE WHEN attname = 'geom' THEN postgis.postgis_typmod_srid(atttypmod) END)
              FROM pg_attribute WHERE attrelid = to_regclass(format('lag.%I', ?)) AND attnum > 0
              """)) {
        query.setString(1, name);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          String columns = row.getString(1);
          if (columns == null) {
            throw new SQLException("The view lag." + name + " is missing.");
          }
          return new View(columns, row.getInt(2));
        }
      }
    }
  }

  /**
   * The extent of a layer, rounded outwards: of an own layer that of its features, or of all areas
   * when it has none; of the others that of their level's areas, or of all areas.
   *
   * @param own name of an own layer, else null
   * @param level null for all
   */
  private static Bounds bounds(
      Connection connection,
      Map<String, Bounds> extents,
      String own,
      String level,
      int srid,
      double precision)
      throws SQLException {
    String key = own + " " + level + " " + srid;
    Bounds known = extents.get(key);
    if (known == null) {
      known = extent(connection, own, level, srid, precision);
      extents.put(key, known);
    }
    return known;
  }

  private static Bounds extent(
      Connection connection, String own, String level, int srid, double precision)
      throws SQLException {
    String features =
        own == null
            ? "NULL::postgis.box2d"
            : "(SELECT postgis.ST_Extent(postgis.ST_Transform(geom, %d)) FROM lag.%s)::postgis.box2d"
                .formatted(srid, quoted(own));
    String sql =
        """
        SELECT postgis.ST_XMin(b), postgis.ST_YMin(b), postgis.ST_XMax(b), postgis.ST_YMax(b)
        FROM (SELECT coalesce(%2$s,
            (SELECT postgis.ST_Extent(postgis.ST_Transform(postgis.ST_SetSRID(a.geom, u.srid), %1$d))
             FROM publish.current_publication n JOIN publish.publication u ON u.id = n.publication_id
             JOIN publish.area a ON a.area_revision = u.area_revision
             WHERE n.audience = publish.open_audience()
               AND (?::text IS NULL OR a.niveau = ?::text))::postgis.box2d) AS b) e
        """
            .formatted(srid, features);
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, level);
      query.setString(2, level);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (row.getObject(1) == null) {
          return Bounds.WORLD;
        }
        return new Bounds(
            Math.floor(row.getDouble(1) * precision) / precision,
            Math.floor(row.getDouble(2) * precision) / precision,
            Math.ceil(row.getDouble(3) * precision) / precision,
            Math.ceil(row.getDouble(4) * precision) / precision);
      }
    }
  }

  private static List<String> defaultThenSorted(List<String> styles) {
    List<String> ordered = new ArrayList<>(styles);
    if (ordered.size() > 2) {
      ordered.subList(1, ordered.size()).sort(null);
    }
    return List.copyOf(ordered);
  }

  private static List<String> moments(Connection connection, String name, String column)
      throws SQLException {
    Set<String> moments = new LinkedHashSet<>();
    String sql =
        "SELECT DISTINCT "
            + quoted(column)
            + " FROM lag."
            + quoted(name)
            + " WHERE "
            + quoted(column)
            + " IS NOT NULL ORDER BY 1";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        moments.add(MOMENT.format(row.getObject(1, OffsetDateTime.class)));
      }
    }
    return List.copyOf(moments);
  }

  private static Map<String, StyleState> styles(
      Connection connection, Map<String, LayerState> layers) throws SQLException {
    Set<String> used = new LinkedHashSet<>();
    layers.values().forEach(layer -> used.addAll(layer.styles()));
    Map<String, StyleState> styles = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT name, sld FROM publish.shown_style WHERE audience = publish.open_audience()"
                    + " ORDER BY name");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (used.contains(row.getString(1))) {
          styles.putIfAbsent(row.getString(1), new StyleState(row.getString(1), row.getString(2)));
        }
      }
    }
    return styles;
  }

  /** Layers first, then groups in them; own layers in a container of their own. */
  private static Map<String, GroupState> groups(
      Connection connection, Map<String, LayerState> layers) throws SQLException {
    Map<String, Text> titles = new LinkedHashMap<>();
    Map<String, List<String>> members = new LinkedHashMap<>();
    Map<String, String> parents = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT g.name, g.parent, g.title_da, g.title_en, g.members
                FROM publish.current_publication n
                JOIN publish.layer_group g ON g.publication_id = n.publication_id
                WHERE n.audience = publish.open_audience() ORDER BY g.ordinal
                """);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String name = row.getString(1);
        titles.put(name, new Text(row.getString(3), row.getString(4)));
        List<String> shown = new ArrayList<>(texts(row.getArray(5)));
        shown.removeIf(member -> !layers.containsKey(member) || !layers.get(member).inWms());
        members.put(name, shown);
        if (row.getString(2) != null) {
          parents.put(name, row.getString(2));
        }
      }
    }
    parents.forEach(
        (child, parent) -> {
          if (members.containsKey(parent)) {
            members.get(parent).add(child);
          }
        });
    List<String> own = own(connection, layers);
    if (!own.isEmpty()) {
      titles.put("egne_lag", new Text("Egne lag", "Own layers"));
      members.put("egne_lag", own);
    }
    Map<String, GroupState> groups = new LinkedHashMap<>();
    titles.forEach(
        (name, title) ->
            groups.put(name, new GroupState(name, title, List.copyOf(members.get(name)))));
    // GeoServer refuses a group of nothing.
    while (groups.values().removeIf(group -> group.members().isEmpty())) {
      groups.replaceAll(
          (name, group) ->
              new GroupState(
                  name,
                  group.title(),
                  group.members().stream()
                      .filter(m -> layers.containsKey(m) || groups.containsKey(m))
                      .toList()));
    }
    return groups;
  }

  private static List<String> own(Connection connection, Map<String, LayerState> layers)
      throws SQLException {
    List<String> own = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT c.name FROM publish.context_layer c
                WHERE c.audience = publish.open_audience() AND NOT EXISTS (
                    SELECT FROM publish.current_publication n
                    JOIN publish.layer l ON l.publication_id = n.publication_id AND l.name = c.name
                    WHERE n.audience = c.audience)
                ORDER BY c.name
                """);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (layers.containsKey(row.getString(1)) && layers.get(row.getString(1)).inWms()) {
          own.add(row.getString(1));
        }
      }
    }
    return own;
  }

  private static Optional<ServiceState> service(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                SELECT u.place_da, u.place_en, u.srid FROM publish.current_publication n
                JOIN publish.publication u ON u.id = n.publication_id
                WHERE n.audience = publish.open_audience()
                """);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Set<String> crs = new LinkedHashSet<>(List.of(row.getString(3)));
      crs.addAll(CRS);
      return Optional.of(
          new ServiceState(
              new Text(
                  "Social balance · " + row.getString(1), "Social balance · " + row.getString(2)),
              List.copyOf(crs)));
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
