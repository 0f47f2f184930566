/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ogc.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which build this is: a part of every ETag, since another build may answer otherwise. */
public final class Build {

  /** The version in the jar's manifest and when the jar was put in place; {@code dev} without. */
  public static final String VERSION = version();

  private Build() {}

  private static String version() {
    String version = Build.class.getPackage().getImplementationVersion();
    Path jar = Path.of(System.getProperty("java.class.path").split(":")[0]);
    if (version == null || !jar.toString().endsWith(".jar")) {
      return "dev";
    }
    try {
      return version + "-" + Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
    } catch (IOException e) {
      return version; // the jar is gone already: the version has to do
    }
  }
}
