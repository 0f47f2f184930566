/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.cli;

import dk.socialbalance.ops.Databases;
import dk.socialbalance.ops.Instance;
import dk.socialbalance.ops.RunLock;
import dk.socialbalance.ops.Secrets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what runs of an instance. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops the server of this instance and its private database.")
final class StopCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Console console = new Console(System.out);
    Instance instance = Instance.of(System.getenv());
    Secrets secrets = new Secrets(instance.home(), System.getenv());
    boolean server = RunLock.stopHolder(instance);
    boolean database = secrets.exists("db-superuser") && Databases.stop(instance, secrets);
    console.line(
        server && database
            ? "Server and database stopped."
            : server ? "Server stopped." : database ? "Database stopped." : "Nothing was running.");
    return 0;
  }
}
