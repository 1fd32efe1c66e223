package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Published;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the newest version of a set in its store to the last byte. */
public final class StoreCheck {
  private static final int PIECE = 1 << 16;

  private final ArtifactStore store;
  private final PublishedSet set;

  /** A check of one set. */
  public StoreCheck(ArtifactStore store, PublishedSet set) {
    this.store = store;
    this.set = set;
  }

  /** What is not as it should be, a sentence each; empty where all is, or nothing is published. */
  public List<String> problems(Instant deadline) {
    return switch (set.pointer(deadline)) {
      case Reading.Unreadable<Optional<ArtifactStore.Held>>(String why) -> List.of(why);
      case Reading.Known<Optional<ArtifactStore.Held>>(Optional<ArtifactStore.Held> held) ->
          held.map(at -> problems(at, deadline)).orElse(List.of());
    };
  }

  private List<String> problems(ArtifactStore.Held held, Instant deadline) {
    return switch (set.at(held.pointer(), deadline)) {
      case PublishedSet.Looked.Unreadable(String why) -> List.of(why);
      case PublishedSet.Looked.Refused(ManifestVerdict.Refused why) -> List.of(why.sentence());
      case PublishedSet.Looked.Found(Published published, _) -> {
        List<String> problems = new ArrayList<>();
        Set<Blob> seen = new HashSet<>();
        for (ArtifactObject object : published.manifest().objects()) {
          if (seen.add(object.blob())) {
            problem(object, deadline).ifPresent(why -> problems.add(object.path() + ": " + why));
          }
        }
        yield problems;
      }
    };
  }

  private Optional<String> problem(ArtifactObject object, Instant deadline) {
    return switch (store.open(object.blob(), deadline)) {
      case Reading.Unreadable<BlobStream>(String why) -> Optional.of(why);
      case Reading.Known<BlobStream>(BlobStream opened) -> {
        byte[] piece = new byte[PIECE];
        try (VerifiedStream content = new VerifiedStream(object.blob(), opened)) {
          int read = 0;
          while (read >= 0) {
            read = content.read(piece);
          }
          yield Optional.empty();
        } catch (WrongContent wrong) {
          yield Optional.of(FaultWords.of(wrong));
        } catch (PortException lost) {
          yield Optional.of(FaultWords.of(lost));
        }
      }
    };
  }
}
