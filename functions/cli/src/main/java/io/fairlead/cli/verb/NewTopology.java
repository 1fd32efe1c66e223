package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a topology file where there is none. */
final class NewTopology {
  private NewTopology() {}

  /**
   * Creates the file.
   *
   * @throws Stop where it exists already, which leaves it as it is, or cannot be written
   */
  static void write(Path file, String text, Surroundings surroundings) {
    try {
      Files.writeString(
          surroundings.directory().resolve(file), text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw new Stop(
          ExitCode.USAGE,
          file + " exists already and is left as it is: name another with -f FILE.");
    } catch (IOException failure) {
      throw new Stop(
          ExitCode.FAILED,
          "cannot write %s (%s): choose a folder that you may write to."
              .formatted(file, FaultWords.kind(failure)));
    }
  }
}
