/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.publication;

import dk.socialbalance.catalogue.LocalText;
import dk.socialbalance.db.DatabaseException;
import dk.socialbalance.publication.Layer.TimeStep;
import dk.socialbalance.publication.context.ContextLayers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the current publication into memory, with the doors' role. */
public final class SnapshotReader {

  /** Most rows of all figures together that are held in memory. */
  public static final long MAX_ROWS = 5_000_000;

  /** Most vertices of all areas together that are held in memory. */
  public static final long MAX_VERTICES = 20_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Header(
      long publication,
      Instant createdAt,
      LocalText place,
      boolean synthetic,
      int srid,
      String areaRevision) {}

  /** The group of own layers; no level can have this name. */
  private static final String OWN_GROUP = "egne lag";

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);

  private SnapshotReader() {}

  /**
   * Reads what an audience sees now, as of one moment.
   *
   * @param connection of {@link dk.socialbalance.db.Role#PUBLISH}; its transaction is ended
   * @param previous the snapshot served until now, whose geometries are taken over when the areas
   *     are the same; may be null
   * @param baseUrl the service's address, without a slash at its end, for the links to area reports
   * @return {@link Snapshot#empty()} when nothing is published
   * @throws DatabaseException when it is larger than the budget; the message has the figure
   */
  public static Snapshot read(
      Connection connection, String audience, Snapshot previous, String baseUrl)
      throws SQLException {
    return read(connection, audience, previous, baseUrl, MAX_ROWS, MAX_VERTICES);
  }

  static Snapshot read(
      Connection connection,
      String audience,
      Snapshot previous,
      String baseUrl,
      long maxRows,
      long maxVertices)
      throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    connection.setAutoCommit(false);
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      ContextLayers.hold(connection);
      ContextLayers own = ContextLayers.read(connection, audience, previous);
      Header header = header(connection, audience);
      if (header == null) {
        return withOwn(Snapshot.empty(), srid(connection), own);
      }
      checkBudget(connection, audience, header, maxRows, maxVertices);
      AreaCatalog areas =
          AreaCatalog.read(connection, header.areaRevision(), header.srid(), previous);
      Map<String, TimeStep> periods = periods(connection, header.publication());
      FigureTable cells =
          FigureTable.read(
              connection,
              header.publication(),
              "cell",
              "indikator",
              columns(
                  "taeller", Column.Type.BIGINT,
                  "naevner", Column.Type.BIGINT,
                  "vaerdi", Column.Type.DOUBLE,
                  "nedre", Column.Type.DOUBLE,
                  "oevre", Column.Type.DOUBLE,
                  "klasse", Column.Type.INTEGER,
                  "udvikling", Column.Type.TEXT,
                  "udvikling_pr_aar", Column.Type.DOUBLE,
                  "datastatus", Column.Type.TEXT),
              periods,
              areas);
      FigureTable indices =
          FigureTable.read(
              connection,
              header.publication(),
              "index_value",
              "indeks_id",
              columns(
                  "indeks", Column.Type.DOUBLE,
                  "status", Column.Type.INTEGER,
                  "dynamik_indeks", Column.Type.DOUBLE,
                  "dynamik", Column.Type.TEXT,
                  "gruppe", Column.Type.TEXT,
                  "rang", Column.Type.INTEGER,
                  "datastatus", Column.Type.TEXT,
                  "erstattet", Column.Type.INTEGER),
              periods,
              areas);
      LayerBuilder builder =
          new LayerBuilder(
              "p" + header.publication(),
              areas,
              cells,
              indices,
              units(connection, header.publication()),
              baseUrl);
      Map<String, Layer> layers = new LinkedHashMap<>();
      OpenWarnings open = OpenWarnings.read(connection, audience, header.publication());
      String warnings = warningsRevision(header.publication(), open.revision());
      for (Layer.Description description : descriptions(connection, header.publication())) {
        layers.put(
            description.name(),
            description.kind() == Layer.Kind.WARNING
                ? LayerBuilder.warnings(description, open, warnings, areas, baseUrl)
                : builder.build(description));
      }
      return withOwn(
          new Snapshot(
              header.publication(),
              warnings,
              header.createdAt(),
              header.place(),
              header.synthetic(),
              header.srid(),
              layers,
              styles(connection, header.publication()),
              groups(connection, header.publication())),
          header.srid(),
          own);
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static String warningsRevision(long publication, long warnings) {
    return "p" + publication + (warnings == 0 ? "" : "." + warnings);
  }

  /**
   * What a snapshot of this moment is called: its publication, and how often warnings and own
   * layers have changed.
   */
  static String revision(Connection connection, String audience, long publication)
      throws SQLException {
    long own = ContextLayers.revision(connection, audience);
    String published =
        publication == 0
            ? Snapshot.empty().revision()
            : warningsRevision(publication, OpenWarnings.revision(connection, audience));
    return published + (own == 0 ? "" : "k" + own);
  }

  /** A snapshot of what is published, and the own layers behind it in a group of their own. */
  private static Snapshot withOwn(Snapshot published, int srid, ContextLayers own) {
    if (own.revision() == 0) {
      return published;
    }
    Map<String, Layer> layers = new LinkedHashMap<>(published.layers());
    Map<String, Style> styles = new LinkedHashMap<>(published.styles());
    List<String> members = new ArrayList<>();
    for (Layer layer : own.layers()) {
      if (layers.putIfAbsent(layer.name(), layer) == null) {
        members.add(layer.name());
      } else {
        LOG.warn("The own layer {} is not served: a published layer has its name", layer.name());
      }
    }
    own.styles().stream()
        .filter(style -> members.contains(style.name()))
        .forEach(style -> styles.putIfAbsent(style.name(), style));
    List<LayerGroup> groups = new ArrayList<>(published.groups());
    if (!members.isEmpty()) {
      groups.add(new LayerGroup(OWN_GROUP, "", new LocalText("Egne lag", "Own layers"), members));
    }
    return new Snapshot(
        published.publication(),
        published.revision() + "k" + own.revision(),
        published.createdAt(),
        published.place(),
        published.synthetic(),
        srid,
        layers,
        styles,
        groups);
  }

  /** The system of an installation that has published nothing yet. */
  private static int srid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT value FROM publish.setting WHERE key = 'srid'")) {
      return row.next() ? Integer.parseInt(row.getString(1)) : Snapshot.empty().srid();
    }
  }

  /**
   * The served snapshot with its open warnings and own layers read anew; all other layers, and
   * those of these that have not changed, are the same objects.
   *
   * @param connection of {@link dk.socialbalance.db.Role#PUBLISH}; its transaction is ended
   */
  static Snapshot withChanges(
      Connection connection, String audience, Snapshot served, String baseUrl) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    int isolation = connection.getTransactionIsolation();
    connection.setAutoCommit(false);
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      ContextLayers.hold(connection);
      ContextLayers own = ContextLayers.read(connection, audience, served);
      Header header = header(connection, audience);
      if ((header == null ? 0 : header.publication()) != served.publication()) {
        return served; // the publication itself has changed: that is the next thing to be read
      }
      Map<String, Layer> layers = new LinkedHashMap<>(served.layers());
      layers.values().removeIf(layer -> layer.description().kind() == Layer.Kind.CONTEXT);
      Map<String, Style> styles = new LinkedHashMap<>(served.styles());
      List<LayerGroup> groups = new ArrayList<>(served.groups());
      for (LayerGroup group : served.groups()) {
        if (group.name().equals(OWN_GROUP)) {
          groups.remove(group);
          styles.keySet().removeAll(group.members());
        }
      }
      String revision = Snapshot.empty().revision();
      if (header != null) {
        OpenWarnings open = OpenWarnings.read(connection, audience, served.publication());
        revision = warningsRevision(served.publication(), open.revision());
        for (Layer former : served.layers().values()) {
          if (former.description().kind() == Layer.Kind.WARNING
              && !former.revision().equals(revision)) {
            AreaCatalog areas =
                AreaCatalog.read(connection, header.areaRevision(), header.srid(), served);
            layers.put(
                former.name(),
                LayerBuilder.warnings(former.description(), open, revision, areas, baseUrl));
          }
        }
      }
      return withOwn(
          new Snapshot(
              served.publication(),
              revision,
              served.createdAt(),
              served.place(),
              served.synthetic(),
              served.srid(),
              layers,
              styles,
              groups),
          header == null ? srid(connection) : served.srid(),
          own);
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static Map<String, Column.Type> columns(Object... namesAndTypes) {
    Map<String, Column.Type> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put((String) namesAndTypes[i], (Column.Type) namesAndTypes[i + 1]);
    }
    return columns;
  }

  private static Header header(Connection connection, String audience) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT p.id, p.created_at, p.place_da, p.place_en, p.synthetic, p.srid,"
                + " p.area_revision FROM publish.publication p JOIN publish.current_publication c"
                + " ON c.publication_id = p.id WHERE c.audience = ?")) {
      query.setString(1, audience);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new Header(
                row.getLong(1),
                AreaCatalog.instant(row, 2),
                new LocalText(row.getString(3), row.getString(4)),
                row.getBoolean(5),
                row.getInt(6),
                row.getString(7))
            : null;
      }
    }
  }

  private static void checkBudget(
      Connection connection, String audience, Header header, long maxRows, long maxVertices)
      throws SQLException {
    long[] own = ContextLayers.size(connection, audience);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT (SELECT count(*) FROM publish.cell WHERE publication_id = ?)"
                + " + (SELECT count(*) FROM publish.index_value WHERE publication_id = ?),"
                + " (SELECT coalesce(sum(postgis.ST_NPoints(geom)), 0) FROM publish.area"
                + " WHERE area_revision = ?)")) {
      query.setLong(1, header.publication());
      query.setLong(2, header.publication());
      query.setString(3, header.areaRevision());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        refuse(
            header,
            "rows",
            row.getLong(1) + own[0],
            maxRows,
            "Publish fewer indicators or periods, or remove own layers.");
        refuse(
            header,
            "vertices",
            row.getLong(2) + own[1],
            maxVertices,
            "Load simpler area geometry, or remove own layers.");
      }
    }
  }

  private static void refuse(Header header, String what, long found, long most, String remedy) {
    if (found > most) {
      throw new DatabaseException(
          String.format(
              Locale.ROOT,
              "Publication %d has, own layers included, %,d %s; at most %,d are held in memory. %s",
              header.publication(),
              found,
              what,
              most,
              remedy));
    }
  }

  private static Map<String, TimeStep> periods(Connection connection, long publication)
      throws SQLException {
    Map<String, TimeStep> periods = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT periode, periode_start, periode_slut FROM publish.period"
                + " WHERE publication_id = ? ORDER BY periode_start, periode_slut")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          periods.put(
              row.getString(1),
              new TimeStep(
                  row.getString(1), AreaCatalog.instant(row, 2), AreaCatalog.instant(row, 3)));
        }
      }
    }
    return periods;
  }

  private static Map<String, String> units(Connection connection, long publication)
      throws SQLException {
    Map<String, String> units = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT indikator, definition -> 'unit' ->> 'da' FROM publish.indicator"
                + " WHERE publication_id = ?")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          units.put(row.getString(1), row.getString(2));
        }
      }
    }
    return units;
  }

  private static List<Layer.Description> descriptions(Connection connection, long publication)
      throws SQLException {
    List<Layer.Description> layers = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT name, kind, coalesce(niveau, ''), coalesce(indikator, indeks_id, ''),"
                + " latest_only, title_da, title_en, abstract_da, abstract_en, keywords,"
                + " attributes, key_columns, in_wms, styles FROM publish.layer"
                + " WHERE publication_id = ? ORDER BY ordinal")) {
      query.setLong(1, publication);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          layers.add(
              new Layer.Description(
                  row.getString(1),
                  Layer.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                  row.getString(3),
                  row.getString(4),
                  row.getBoolean(5),
                  new LocalText(row.getString(6), row.getString(7)),
                  new LocalText(row.getString(8), row.getString(9)),
                  texts(row, 10),
                  attributes(row.getString(11)),
                  texts(row, 12),
                  row.getBoolean(13),
                  texts(row, 14)));
        }
      }
    }
    return layers;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private static List<Layer.Attribute> attributes(String json) {
    List<Layer.Attribute> attributes = new ArrayList<>();
    for (Map<String, String> entry :
        JSON.readValue(json, new TypeReference<List<Map<String, String>>>() {})) {
      if (!entry.get("type").equals("multipolygon")) {
        attributes.add(
            new Layer.Attribute(
                entry.get("name"),
                Column.Type.valueOf(entry.get("type").toUpperCase(Locale.ROOT)),
                new LocalText(entry.get("title_da"), entry.get("title_en"))));
      }
    }
    return attributes;
  }

  private static Map<String, Style> styles(Connection connection, long publication)
      throws SQLException {
    Map<String, Style> styles = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name, title_da, title_en, sld FROM publish.style WHERE publication_id = "
                    + publication
                    + " ORDER BY name")) {
      while (row.next()) {
        styles.put(
            row.getString(1),
            new Style(
                row.getString(1),
                new LocalText(row.getString(2), row.getString(3)),
                row.getString(4)));
      }
    }
    return styles;
  }

  private static List<LayerGroup> groups(Connection connection, long publication)
      throws SQLException {
    List<LayerGroup> groups = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name, coalesce(parent, ''), title_da, title_en, members"
                    + " FROM publish.layer_group WHERE publication_id = "
                    + publication
                    + " ORDER BY ordinal")) {
      while (row.next()) {
        groups.add(
            new LayerGroup(
                row.getString(1),
                row.getString(2),
                new LocalText(row.getString(3), row.getString(4)),
                texts(row, 5)));
      }
    }
    return groups;
  }
}
