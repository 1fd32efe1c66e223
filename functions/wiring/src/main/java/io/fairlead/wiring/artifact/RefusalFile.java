package io.fairlead.wiring.artifact;

import io.fairlead.gateway.kong.Refusal;
import io.fairlead.gateway.kong.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The last refusal in a file beside a region's copies. What cannot be written or read is as if it
 * had not been noted.
 *
 * @param folder of the region's copy
 */
public record RefusalFile(Path folder) implements Refusals {
  @Override
  public Optional<Refusal> last() {
    try {
      return Optional.of(Refusal.decode(Files.readAllBytes(file())));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public void note(Refusal refusal) {
    Path next = folder.resolve("refused.next");
    try {
      Files.write(next, refusal.encode());
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // The next run sends the file again.
    }
  }

  @Override
  @SuppressWarnings("EmptyCatch")
  public void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException _) {
      // It stands for ten minutes at most, for one file and what one node served.
    }
  }

  private Path file() {
    return folder.resolve("refused");
  }
}
