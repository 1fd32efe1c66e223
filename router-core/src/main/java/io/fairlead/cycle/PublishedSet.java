package io.fairlead.cycle;

import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.Version;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set's versions in a store, each checked before anything of it is used. */
public final class PublishedSet {
  private final ArtifactStore store;
  private final ManifestGate gate;

  /** The set that a gate is for. */
  public PublishedSet(ArtifactStore store, ManifestGate gate) {
    this.store = store;
    this.gate = gate;
  }

  /** What was found of a version. */
  public sealed interface Looked {
    /** It is the master's. */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(Published published, byte[] signed) implements Looked {}

    /** It is there and not to be believed. */
    record Refused(ManifestVerdict.Refused why) implements Looked {}

    /** It is not there, or cannot be read now. */
    record Unreadable(String why) implements Looked {}
  }

  /** Where the pointer is; empty = never published. */
  public Reading<Optional<ManifestStore.Held>> pointer(Instant deadline) {
    return store.pointer(gate.id().set(), deadline);
  }

  /** The manifest that a pointer names; its pages are not read. */
  public Looked at(Pointer pointer, Instant deadline) {
    if (pointer.length() > Manifest.MAX_BYTES) {
      return new Looked.Refused(
          new ManifestVerdict.Refused(
              ManifestVerdict.Reason.LENGTH,
              "its pointer says that it has %d bytes, and a manifest has at most %d"
                  .formatted(pointer.length(), Manifest.MAX_BYTES)));
    }
    return switch (store.manifest(gate.id().set(), pointer, deadline)) {
      case Reading.Unreadable<Optional<byte[]>>(String why) -> new Looked.Unreadable(why);
      case Reading.Known<Optional<byte[]>>(Optional<byte[]> bytes) ->
          bytes
              .map(found -> checked(found, pointer))
              .orElseGet(
                  () ->
                      new Looked.Unreadable(
                          "the store has no manifest %d of set %s, which its pointer names"
                              .formatted(pointer.version(), gate.id().set())));
    };
  }

  /** A version whose manifest was found, with its pages, which are read as they are needed. */
  public Version version(Published published, Instant deadline) {
    return new Version(published, new Pages(blob -> store.open(blob, deadline)));
  }

  /**
   * Versions from one back to the first, newest first, as far as they can be read.
   *
   * @param limit manifests read at most
   */
  public History before(Published newest, int limit, Instant deadline) {
    List<Published> found = new ArrayList<>(List.of(newest));
    Pointer parent = newest.manifest().edition().parent();
    while (parent != null && found.size() < limit) {
      switch (at(parent, deadline)) {
        case Looked.Found(Published published, _) -> {
          found.add(published);
          parent = published.manifest().edition().parent();
        }
        case Looked.Refused(ManifestVerdict.Refused why) -> {
          return new History(found, Optional.of(why.sentence()), 0);
        }
        case Looked.Unreadable(String why) -> {
          long collected = collected(parent, deadline);
          return new History(found, collected > 0 ? Optional.empty() : Optional.of(why), collected);
        }
      }
    }
    return new History(found, Optional.empty(), 0);
  }

  /** The last version that was deleted on purpose, where a version is among them; else 0. */
  private long collected(Pointer missing, Instant deadline) {
    String set = gate.id().set();
    boolean gone =
        store.manifest(set, missing, deadline)
                instanceof Reading.Known<Optional<byte[]>>(Optional<byte[]> found)
            && found.isEmpty();
    long last =
        gone
                && store.condemned(deadline)
                    instanceof
                    Reading.Known<Optional<ArtifactStore.HeldList>>(
                        Optional<ArtifactStore.HeldList> held)
                && held.isPresent()
            ? held.get().list().collected().getOrDefault(set, 0L)
            : 0;
    return missing.version() <= last ? last : 0;
  }

  /**
   * Versions of a set.
   *
   * @param broken why the one before the last of them could not be read; empty where there is none,
   *     it was collected, or no more were asked for
   * @param collected the version up to which older ones were deleted on purpose, where they end the
   *     history; else 0
   */
  public record History(List<Published> versions, Optional<String> broken, long collected) {
    public History {
      versions = List.copyOf(versions);
    }

    /** For people, where the history goes no further back, as in {@code versions up to 3 …}. */
    public Optional<String> end() {
      return collected > 0
          ? Optional.of("versions up to %d were collected".formatted(collected))
          : broken.map(why -> "not all are readable: " + why);
    }
  }

  private Looked checked(byte[] bytes, Pointer pointer) {
    return switch (gate.authentic(bytes, pointer)) {
      case ManifestVerdict.Refused refused -> new Looked.Refused(refused);
      case ManifestVerdict.Admitted(Manifest manifest) ->
          new Looked.Found(new Published(pointer, manifest), bytes);
    };
  }
}
