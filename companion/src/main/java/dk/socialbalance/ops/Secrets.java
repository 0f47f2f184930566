/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of an instance: made at random when first asked for, kept in files that only their
 * owner can read, never printed but for the administration token at its making.
 *
 * <p>The pseudonym key may come from the environment or from a file instead ({@code
 * SB_PSEUDONYM_KEY}, {@code SB_PSEUDONYM_KEY_FILE}: 64 hex digits). Losing it means that new
 * extracts no longer match the persons of the old ones.
 */
public final class Secrets {

  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final Map<String, String> environment;

  /** Secrets under {@code home/secrets}. */
  public Secrets(Path home, Map<String, String> environment) {
    this.folder = home.resolve("secrets");
    this.environment = environment;
  }

  /** A secret of 64 hex digits by name, made when it is not there. */
  public String get(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
      }
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read or make the secret '" + name + "'", e);
    }
  }

  /** Whether a secret has been made already. */
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** The file of a secret, to tell the operator where it is kept. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * The key that breaks ties in disclosure control, 32 bytes. Another one may hide other cells that
   * protect as well; cells that have been told stay told.
   */
  public byte[] disclosureKey() {
    return HexFormat.of().parseHex(get("disclosure.key"));
  }

  /**
   * The key of the pseudonyms, 32 bytes.
   *
   * @throws Instance.SettingException when the environment gives one that is not 64 hex digits
   */
  public byte[] pseudonymKey() {
    String given = environment.get("SB_PSEUDONYM_KEY");
    String from = "SB_PSEUDONYM_KEY";
    String file = environment.get("SB_PSEUDONYM_KEY_FILE");
    if (given == null && file != null) {
      from = "The file named by SB_PSEUDONYM_KEY_FILE";
      try {
        given = Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        throw new Instance.SettingException(
            "SB_PSEUDONYM_KEY_FILE names a file that cannot be read: " + file);
      }
    }
    String key = given != null ? given : get("pseudonym.key");
    if (!key.matches("[0-9a-fA-F]{64}")) {
      throw new Instance.SettingException(
          from + " holds no usable key: give 64 hex digits (openssl rand -hex 32).");
    }
    return HexFormat.of().parseHex(key);
  }

  private static void create(Path file) throws IOException {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
    } catch (FileAlreadyExistsException e) {
      return; // another process was faster: its secret counts
    }
    Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.WRITE);
  }
}
