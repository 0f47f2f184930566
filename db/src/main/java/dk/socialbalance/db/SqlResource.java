/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the SQL files of this module from the class path. */
public final class SqlResource {

  private SqlResource() {}

  /**
   * The text of a file under {@code db/}.
   *
   * @param path for example {@code compute/rates.sql}
   * @throws IllegalArgumentException when there is no such file
   */
  public static String read(String path) {
    try (InputStream in = SqlResource.class.getResourceAsStream("/db/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("No SQL file db/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read db/" + path, e);
    }
  }
}
