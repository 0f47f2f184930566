/* SPDX-License-Identifier: EUPL-1.2 */
package dk.socialbalance.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One server an instance. The operating system holds the lock, so it is gone when the process is;
 * the file tells who holds it.
 */
public final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Instance.SettingException when another server has it
   */
  public static RunLock take(Instance instance) {
    Path file = file(instance);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new Instance.SettingException(
            "This instance is being served already (SB_HOME is "
                + instance.home()
                + "). Stop it with ./sb stop, or give another SB_HOME.");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new RunLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Ends the server that holds the lock and waits for its end; false when there is none. */
  public static boolean stopHolder(Instance instance) {
    Path file = file(instance);
    try {
      if (!Files.exists(file)) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        if (free != null) {
          return false; // left over from a process that is gone
        }
      }
      String holder = Files.readString(file).strip();
      Optional<ProcessHandle> process =
          holder.matches("\\d+") ? ProcessHandle.of(Long.parseLong(holder)) : Optional.empty();
      if (process.isEmpty()) {
        return false;
      }
      process.get().destroy();
      process.get().onExit().get(40, TimeUnit.SECONDS);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("The server does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the server ends", e);
    }
  }

  private static Path file(Instance instance) {
    return instance.home().resolve("server.lock");
  }

  /** Gives the lock back. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the instance", e);
    }
  }
}
