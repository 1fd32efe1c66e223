package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.PageCursor;
import io.fairlead.artifact.SealedEnvelope;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SetId;
import io.fairlead.artifact.Version;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.OpeningKeys;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.SealingKeys;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Content of which certificates are sealed before anything of it leaves the master: for each region
 * that takes them, and for the master itself, which so finds that nothing has changed. What is
 * sealed never gives the same bytes twice, so the version before is opened and compared.
 */
public final class SealedContent implements PublishContent {
  private final PublishContent content;
  private final Parts parts;
  private final Map<Blob, byte[]> sealed = new HashMap<>();

  /**
   * What it works with.
   *
   * @param opening the master's own keys; without one, every version is sealed anew
   * @param readers who reads what
   */
  public record Parts(
      SetId id, ArtifactStore store, SealingKeys sealing, OpeningKeys opening, Readers readers) {}

  /**
   * Who reads what.
   *
   * @param regions what each takes
   * @param keyed regions that have a key to be sealed with
   */
  public record Readers(
      String master, SortedMap<String, Selector> regions, SortedSet<String> keyed) {
    public Readers {
      regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
      keyed = Collections.unmodifiableSortedSet(new TreeSet<>(keyed));
    }

    private SortedSet<String> of(ArtifactObject object) {
      SortedSet<String> readers = new TreeSet<>();
      regions.forEach(
          (region, selector) -> {
            if (selector.takes(object)) {
              readers.add(region);
            }
          });
      if (keyed.contains(master)) {
        readers.add(master);
      }
      return readers;
    }
  }

  /** Over content that is not sealed. */
  public SealedContent(PublishContent content, Parts parts) {
    this.content = content;
    this.parts = parts;
  }

  /** Why an object cannot be sealed, or not now. */
  private static final class Unsealed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean readable;

    private Unsealed(String sentence, boolean readable) {
      super(sentence);
      this.readable = readable;
    }
  }

  @Override
  public Answer objects(@Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
    sealed.clear();
    Earlier earlier = new Earlier(before);
    try {
      return content.objects(
          before,
          object ->
              each.accept(
                  object.kind() == ArtifactKind.CERTIFICATES
                      ? sealed(object, earlier.at(object.path()), deadline)
                      : object),
          deadline);
    } catch (Unsealed why) {
      String sentence = String.valueOf(why.getMessage());
      return why.readable ? new Answer.Refused(sentence) : new Answer.Unreadable(sentence);
    }
  }

  /** What the version before holds, asked for by rising paths. */
  private static final class Earlier {
    private final @Nullable Version version;
    private @Nullable PageCursor objects;

    Earlier(@Nullable Version version) {
      this.version = version;
    }

    /** Nothing of it is read before the first question. */
    @Nullable ArtifactObject at(String path) {
      if (version == null) {
        return null;
      }
      if (objects == null) {
        objects = version.objects();
      }
      while (!objects.isAtEnd() && objects.path().compareTo(path) < 0) {
        objects.take();
      }
      return !objects.isAtEnd() && objects.path().equals(path) ? objects.take() : null;
    }
  }

  @Override
  public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
    if (object.kind() != ArtifactKind.CERTIFICATES) {
      return content.open(object, deadline);
    }
    byte[] bytes = sealed.get(object.blob());
    return bytes == null
        ? new Reading.Unreadable<>("what the store has of it was sealed before: publish again")
        : new Reading.Known<>(new HeldBytes(bytes));
  }

  private ArtifactObject sealed(
      ArtifactObject object, @Nullable ArtifactObject was, Instant deadline) {
    SortedSet<String> readers = parts.readers().of(object);
    for (String region : readers) {
      if (!parts.readers().keyed().contains(region)) {
        throw new Unsealed(
            "'%s' is for %s, and there is no key that it could be sealed with for it: add replication.boxes.%s"
                .formatted(object.path(), region, region),
            true);
      }
    }
    if (object.blob().length() > SealedEnvelope.MAX_CONTENT) {
      throw new Unsealed(
          "'%s' has %d bytes, and what is sealed has at most %d"
              .formatted(object.path(), object.blob().length(), SealedEnvelope.MAX_CONTENT),
          true);
    }
    byte[] plain = plain(object, deadline);
    try {
      Blob blob =
          was != null && isStill(was, plain, readers, deadline)
              ? was.blob()
              : kept(envelope(object.path(), plain, readers, deadline).encode());
      return new ArtifactObject(object.path(), blob, object.kind(), object.tags());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Blob kept(byte[] bytes) {
    Blob blob = new Blob(ContentDigest.of(bytes), bytes.length);
    sealed.put(blob, bytes);
    return blob;
  }

  private byte[] plain(ArtifactObject object, Instant deadline) {
    return switch (content.open(object, deadline)) {
      case Reading.Unreadable<BlobStream>(String why) ->
          throw new Unsealed(object.path() + ": " + why, false);
      case Reading.Known<BlobStream>(BlobStream opened) -> {
        try (VerifiedStream stream = new VerifiedStream(object.blob(), opened)) {
          yield HeldBytes.all(stream, SealedEnvelope.MAX_CONTENT);
        } catch (WrongContent wrong) {
          throw new Unsealed(
              "%s changed while it was read (%s): publish again"
                  .formatted(object.path(), wrong.getMessage()),
              true);
        } catch (PortException lost) {
          throw new Unsealed(object.path() + ": " + FaultWords.of(lost), false);
        }
      }
    };
  }

  /** Whether the version before has it for the same readers, with the keys of today. */
  private boolean isStill(
      ArtifactObject was, byte[] plain, SortedSet<String> readers, Instant deadline) {
    String master = parts.readers().master();
    if (was.kind() != ArtifactKind.CERTIFICATES
        || !readers.contains(master)
        || was.blob().length() > SealedEnvelope.MAX_BYTES
        || !(parts.store().open(was.blob(), deadline)
            instanceof Reading.Known<BlobStream>(BlobStream opened))) {
      return false;
    }
    try (VerifiedStream stream = new VerifiedStream(was.blob(), opened)) {
      SealedEnvelope envelope =
          SealedEnvelope.decode(HeldBytes.all(stream, SealedEnvelope.MAX_BYTES));
      SortedMap<String, String> today = new TreeMap<>();
      readers.forEach(region -> today.put(region, parts.sealing().keyId(region)));
      return envelope.keyIds().equals(today)
          && new OpenedEnvelope(parts.opening(), parts.id(), master)
                  .open(envelope, was.path(), deadline)
              instanceof Reading.Known<byte[]>(byte[] old)
          && MessageDigest.isEqual(old, plain);
    } catch (WrongContent | PortException | IllegalArgumentException _) {
      return false;
    }
  }

  private SealedEnvelope envelope(
      String path, byte[] plain, SortedSet<String> readers, Instant deadline) {
    SortedMap<String, SealedEnvelope.Box> boxes = new TreeMap<>();
    for (String region : readers) {
      byte[] authenticated = SealedEnvelope.authenticated(parts.id(), path, region);
      switch (parts.sealing().fresh(region, authenticated, deadline)) {
        case Reading.Unreadable<SealingKeys.Fresh>(String why) ->
            throw new Unsealed("%s was not sealed for %s: %s".formatted(path, region, why), false);
        case Reading.Known<SealingKeys.Fresh>(SealingKeys.Fresh key) ->
            boxes.put(
                region,
                new SealedEnvelope.Box(
                    parts.sealing().keyId(region),
                    text(key.wrapped()),
                    text(key.seal(plain, authenticated))));
      }
    }
    return new SealedEnvelope(boxes);
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
