package io.fairlead.gateway.kong;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One declarative file of Kong that a set is published from. It is read once, so that what is
 * published is what was checked: as every gateway that gets it would.
 */
public final class KongFileSource implements ArtifactSource {
  private final Path file;
  private final KongCheck check;
  private byte[] content = new byte[0];
  private Optional<String> objection = Optional.empty();

  /**
   * Nothing is read yet.
   *
   * @param check what the gateways take
   */
  public KongFileSource(Path file, KongCheck check) {
    this.file = file;
    this.check = check;
  }

  @Override
  public Reading<Integer> files(Predicate<FoundFile> each, Instant deadline) {
    if (!Files.isRegularFile(file)) {
      return new Reading.Unreadable<>("the source " + file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(KongFile.MAX_CONFIG + 1);
    } catch (NoSuchFileException _) {
      return new Reading.Unreadable<>("the source " + file + " is gone");
    } catch (IOException e) {
      return new Reading.Unreadable<>("the source cannot be read: " + FaultWords.of(e));
    }
    String path = String.valueOf(file.getFileName());
    objection = check.objection(content).map(why -> path + ": " + why);
    // There is one file, whether or not more are wanted.
    var _ = each.test(new FoundFile(path, new Blob(ContentDigest.of(content), content.length)));
    return new Reading.Known<>(1);
  }

  @Override
  public Optional<String> objection() {
    return objection;
  }

  @Override
  public Reading<BlobStream> open(String path, Instant deadline) {
    byte[] bytes = content;
    return new Reading.Known<>(
        new BlobStream() {
          private int at;

          @Override
          public int read(byte[] into) {
            int read = Math.min(into.length, bytes.length - at);
            System.arraycopy(bytes, at, into, 0, read);
            at += read;
            return read == 0 ? -1 : read;
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        });
  }
}
