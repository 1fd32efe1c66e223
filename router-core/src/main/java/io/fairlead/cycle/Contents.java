package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.Lanes;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the content of objects in a store to the last byte. */
record Contents(ArtifactStore store, Lanes lanes, Instant deadline) {
  private static final int PIECE = 1 << 16;

  /** What is not as it should be: why, by the path of an object; each content is read once. */
  SortedMap<String, String> problems(Collection<ArtifactObject> objects) {
    Map<Blob, String> paths = new HashMap<>();
    objects.forEach(object -> paths.putIfAbsent(object.blob(), object.path()));
    SortedMap<String, String> problems = Collections.synchronizedSortedMap(new TreeMap<>());
    lanes.each(
        List.copyOf(paths.entrySet()),
        each -> {
          problem(each.getKey()).ifPresent(why -> problems.put(each.getValue(), why));
          return Optional.empty();
        });
    return new TreeMap<>(problems);
  }

  private Optional<String> problem(Blob blob) {
    return switch (store.open(blob, deadline)) {
      case Reading.Unreadable<BlobStream>(String why) -> Optional.of(why);
      case Reading.Known<BlobStream>(BlobStream opened) -> {
        byte[] piece = new byte[PIECE];
        try (VerifiedStream content = new VerifiedStream(blob, opened)) {
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
