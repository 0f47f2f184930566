/* SPDX-License-Identifier: EUPL-1.2 OR GPL-2.0-or-later */
package dk.socialbalance.geoserver.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is.
 *
 * @param host of the server
 * @param port of the server
 * @param database its name
 * @param password of the doors' role, {@value #USER}
 */
public record Settings(String host, int port, String database, String password) {

  /** The only role that the plugin, and the store that it makes, log in as. */
  public static final String USER = "sb_publish";

  /** The only schema that layers are made of. */
  public static final String SCHEMA = "lag";

  /** Workspace, namespace prefix and store. */
  public static final String WORKSPACE = "socialbalance";

  /** What the layers' XML names live in: fixed, so that a client survives a change of server. */
  public static final String NAMESPACE = "urn:socialbalance:dk:1.0";

  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d+))?/([^?]+)(?:\\?.*)?");

  /** Settings are missing or wrong; the message says which. */
  public static final class MissingException extends RuntimeException {
    public MissingException(String message) {
      super(message);
    }
  }

  /**
   * Reads SB_DB_URL, and SB_DB_PUBLISH_PASSWORD or the file named by SB_DB_PUBLISH_PASSWORD_FILE.
   *
   * @param property gives a setting's value, or null
   * @throws MissingException naming the setting
   */
  public static Settings of(UnaryOperator<String> property) {
    String url = property.apply("SB_DB_URL");
    if (url == null || url.isBlank()) {
      throw new MissingException(
          "SB_DB_URL is not set. Set it to jdbc:postgresql://host:port/database in GeoServer's"
              + " environment.");
    }
    Matcher parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw new MissingException(
          "SB_DB_URL is not of the form jdbc:postgresql://host:port/database.");
    }
    return new Settings(
        parts.group(1),
        parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2)),
        parts.group(3),
        password(property));
  }

  private static String password(UnaryOperator<String> property) {
    String file = property.apply("SB_DB_PUBLISH_PASSWORD_FILE");
    if (file != null && !file.isBlank()) {
      try {
        return Files.readString(Path.of(file.strip())).strip();
      } catch (IOException e) {
        throw new MissingException(
            "The file of SB_DB_PUBLISH_PASSWORD_FILE cannot be read by GeoServer.");
      }
    }
    String password = property.apply("SB_DB_PUBLISH_PASSWORD");
    if (password == null || password.isBlank()) {
      throw new MissingException(
          "SB_DB_PUBLISH_PASSWORD (or SB_DB_PUBLISH_PASSWORD_FILE) is not set: the password of the"
              + " database role "
              + USER
              + ".");
    }
    return password;
  }

  /** JDBC URL without user and password. */
  public String url() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Connection parameters of GeoServer's store, by their keys there. */
  public Map<String, String> storeParameters() {
    return storeParameters(host, Integer.toString(port), database, password);
  }

  /** As above; each of the four may be a name of the environment, as GeoServer understands it. */
  public static Map<String, String> storeParameters(
      String host, String port, String database, String password) {
    Map<String, String> store = new TreeMap<>();
    store.put("dbtype", "postgis");
    store.put("host", host);
    store.put("port", port);
    store.put("database", database);
    store.put("schema", SCHEMA);
    store.put("user", USER);
    store.put("passwd", password);
    store.put("namespace", NAMESPACE);
    store.put("Expose primary keys", "true");
    store.put("Primary key metadata table", SCHEMA + ".gt_pk_metadata");
    store.put("preparedStatements", "true");
    store.put("encode functions", "true");
    store.put("Loose bbox", "false");
    store.put("Estimated extends", "false");
    store.put("validate connections", "true");
    store.put("min connections", "0");
    store.put("max connections", "10");
    store.put("fetch size", "1000");
    return Map.copyOf(store);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Settings[" + url() + "]";
  }
}
