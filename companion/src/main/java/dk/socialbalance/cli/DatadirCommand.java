/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.datadir.DataDirectory;
import dk.socialbalance.datadir.Difference;
import dk.socialbalance.db.Role;
import dk.socialbalance.geoserver.state.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A GeoServer's data directory, for one that runs without the extension. */
@Command(
    name = "datadir",
    mixinStandardHelpOptions = true,
    description = "Makes a GeoServer's data directory of the publication, or compares one with it.",
    synopsisSubcommandLabel = "(generate | check)")
final class DatadirCommand {

  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = {
        "Writes all layers, styles and groups of the publication into FOLDER, new or made here before.",
        "What is there and does not differ is left alone; what is retired is removed. GeoServer reads"
            + " it when it starts."
      })
  int generate(@Parameters(paramLabel = "FOLDER") Path folder) throws SQLException {
    Console console = new Console(System.out);
    try (Session session = Session.open(new Console(System.err))) {
      State wanted = wanted(session);
      int written = new DataDirectory(folder).write(wanted);
      console.line(
          folder + " shows " + wanted.layers().size() + " layers; " + written + " changes written");
    }
    return 0;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compares FOLDER with the publication by meaning. Exit code 1 when it differs.")
  int check(@Parameters(paramLabel = "FOLDER") Path folder) throws SQLException {
    Console console = new Console(System.out);
    try (Session session = Session.open(new Console(System.err))) {
      State wanted = wanted(session);
      List<Difference> differences = new DataDirectory(folder).differences(wanted);
      differences.forEach(difference -> console.line(difference.toString()));
      if (!differences.isEmpty()) {
        return 1;
      }
      console.line(folder + " shows the publication: " + wanted.layers().size() + " layers");
    }
    return 0;
  }

  private static State wanted(Session session) throws SQLException {
    try (Connection connection = session.access().connect(Role.PUBLISH)) {
      return DataDirectory.wanted(connection);
    }
  }
}
