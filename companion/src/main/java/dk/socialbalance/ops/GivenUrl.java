/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A database URL as people write it: {@code postgresql://user:password@host:port/database} or
 * {@code jdbc:postgresql://host:port/database?user=…&password=…}.
 *
 * @param jdbcUrl without user and password
 */
record GivenUrl(String jdbcUrl, String user, String password) {

  private static final String HELP =
      " Write SB_DB_URL as postgresql://user:password@host:5432/database.";

  /**
   * Takes the URL apart.
   *
   * @throws Instance.SettingException when it is no such URL; the message does not repeat it
   */
  static GivenUrl parse(String url) {
    String plain = url.startsWith("jdbc:") ? url.substring(5) : url;
    if (plain.startsWith("postgres://")) {
      plain = "postgresql" + plain.substring("postgres".length());
    }
    URI uri;
    try {
      uri = new URI(plain);
    } catch (URISyntaxException e) {
      throw new Instance.SettingException("SB_DB_URL is no URL." + HELP);
    }
    if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new Instance.SettingException("SB_DB_URL names no PostgreSQL host." + HELP);
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (path.isEmpty()) {
      throw new Instance.SettingException("SB_DB_URL names no database." + HELP);
    }
    String user = null;
    String password = null;
    if (uri.getRawUserInfo() != null) {
      String[] parts = uri.getRawUserInfo().split(":", 2);
      user = decode(parts[0]);
      password = parts.length > 1 ? decode(parts[1]) : null;
    }
    List<String> rest = new ArrayList<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        if (pair.startsWith("user=")) {
          user = decode(pair.substring(5));
        } else if (pair.startsWith("password=")) {
          password = decode(pair.substring(9));
        } else {
          rest.add(pair);
        }
      }
    }
    if (user == null) {
      throw new Instance.SettingException("SB_DB_URL names no user." + HELP);
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
    return new GivenUrl(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + "/" + path + query,
        user,
        password == null ? "" : password);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
