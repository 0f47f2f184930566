/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One installation on one machine: where it keeps its things and what steers it.
 *
 * <p>Everything lies under {@code SB_HOME}, so that several instances live side by side.
 *
 * @param home the folder of the instance
 * @param port the port to serve on ({@code SB_PORT}, default 8080; 0 takes a free one)
 * @param databaseUrl a given database ({@code SB_DB_URL}); empty: find or make one
 * @param publishPassword password of {@code sb_publish} in a given database ({@code
 *     SB_DB_PUBLISH_PASSWORD}); empty: one of our own
 * @param catalogue folder of an own catalogue ({@code SB_CATALOGUE}); empty: the shipped one
 * @param publicUrl the address that clients see ({@code SB_PUBLIC_URL}); empty: from the request
 * @param trustedProxies addresses or CIDR ranges whose forwarding headers count ({@code
 *     SB_TRUSTED_PROXIES}, separated by commas); empty: nobody's
 */
public record Instance(
    Path home,
    int port,
    Optional<String> databaseUrl,
    Optional<String> publishPassword,
    Optional<Path> catalogue,
    Optional<String> publicUrl,
    List<String> trustedProxies) {

  /** What the environment says is not usable; the message names the variable and the mend. */
  public static final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
      super(message);
    }
  }

  /**
   * Reads the environment.
   *
   * @throws SettingException when a variable has a value that cannot be used
   */
  public static Instance of(Map<String, String> environment) {
    Path home =
        Path.of(value(environment, "SB_HOME").orElse(".local")).toAbsolutePath().normalize();
    Optional<Path> catalogue = value(environment, "SB_CATALOGUE").map(Path::of);
    catalogue.ifPresent(
        folder -> {
          if (!Files.isDirectory(folder)) {
            throw new SettingException(
                "SB_CATALOGUE names no folder: "
                    + folder
                    + ". Give the folder with the YAML files.");
          }
        });
    return new Instance(
        home,
        port(value(environment, "SB_PORT").orElse("8080")),
        value(environment, "SB_DB_URL"),
        value(environment, "SB_DB_PUBLISH_PASSWORD"),
        catalogue,
        value(environment, "SB_PUBLIC_URL"),
        value(environment, "SB_TRUSTED_PROXIES")
            .map(list -> Arrays.stream(list.split(",")).map(String::strip).toList())
            .orElse(List.of()));
  }

  /** Makes the folder of the instance when it is missing. */
  public Path createHome() {
    try {
      return Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + home + " (SB_HOME)", e);
    }
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw new SettingException(
          "SB_PORT is '" + text + "'. Give a port number from 1 to 65535, for example 8080.");
    }
    return Integer.parseInt(text);
  }
}
