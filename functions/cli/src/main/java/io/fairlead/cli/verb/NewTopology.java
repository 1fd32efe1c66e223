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
   * Looks before anything is written.
   *
   * @throws Stop where the file, or one that is written beside it, exists already
   */
  static void refuse(Path file, String beside, Surroundings surroundings) {
    if (Files.exists(surroundings.directory().resolve(file))) {
      throw exists(file);
    }
    if (Files.exists(surroundings.directory().resolve(beside))) {
      throw new Stop(
          ExitCode.USAGE,
          beside
              + " exists already and is left as it is, and nothing is written: move it away, or"
              + " start in another folder.");
    }
  }

  private static Stop exists(Path file) {
    return new Stop(
        ExitCode.USAGE, file + " exists already and is left as it is: name another with -f FILE.");
  }

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
      throw exists(file);
    } catch (IOException failure) {
      throw new Stop(
          ExitCode.FAILED,
          "cannot write %s (%s): choose a folder that you may write to."
              .formatted(file, FaultWords.kind(failure)));
    }
  }
}
