package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.RegionValues;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.artifact.TextScan;
import io.fairlead.artifact.UnknownValue;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sink whose readers see files with the region's values in place of placeholders. A file that has
 * any is kept beside the slot as it was published: what readers see is compared with what that
 * becomes, so that the cycle goes on comparing with the signed manifest. A copy that was made with
 * other values is made anew.
 */
public final class RegionalSink implements ArtifactSink {
  /** Shorter content is looked at in memory; longer is written beside the slot first. */
  private static final int HELD = 1 << 20;

  private static final int PIECE = 1 << 16;

  /** Tells beside the originals which values were put in; no object has a colon in its path. */
  private static final String MARK = "values:";

  private final ArtifactSink shown;
  private final ArtifactSink originals;
  private final RegionValues values;

  /**
   * A sink over another.
   *
   * @param originals keeps files beside the slots of the other, where readers do not see them
   */
  public RegionalSink(ArtifactSink shown, ArtifactSink originals, RegionValues values) {
    this.shown = shown;
    this.originals = originals;
    this.values = values;
  }

  @Override
  public Reading<State> state(Instant deadline) {
    Reading<State> read = shown.state(deadline);
    if (!(read instanceof Reading.Known<State>(State state)) || state.shown().isEmpty()) {
      return read;
    }
    String made = mark(state.shown().get().name(), deadline);
    return made.equals(wantedMark())
        ? read
        : new Reading.Known<>(
            state.beingStale(
                "the region's values have changed: " + values.settings() + " puts in others now"));
  }

  /** What was put in when a slot was made; empty = nothing. */
  private String mark(String slot, Instant deadline) {
    if (originals.open(slot, MARK, deadline)
        instanceof Reading.Known<BlobStream>(BlobStream stream)) {
      try (stream) {
        byte[] piece = new byte[PIECE];
        int read = stream.read(piece);
        return new String(piece, 0, Math.max(read, 0), StandardCharsets.UTF_8);
      } catch (PortException _) {
        return "";
      }
    }
    return "";
  }

  private String wantedMark() {
    return values.values().isEmpty() ? "" : values.digest().hex();
  }

  @Override
  public ApplyOutcome prepare(Slot slot, Instant deadline) {
    ApplyOutcome outcome = shown.prepare(slot, deadline);
    if (!(outcome instanceof ApplyOutcome.Accepted)) {
      return outcome;
    }
    String mark = wantedMark();
    Peek bytes = Peek.of(mark.getBytes(StandardCharsets.UTF_8));
    return mark.isEmpty()
        ? originals.remove(slot.name(), MARK, deadline)
        : originals.put(slot.name(), MARK, bytes.stream(), deadline);
  }

  @Override
  public ApplyOutcome put(String slot, String path, BlobStream content, Instant deadline) {
    return shown.put(slot, path, content, deadline);
  }

  @Override
  public ApplyOutcome put(
      String slot, ArtifactObject object, BlobStream content, Instant deadline) {
    String path = object.path();
    if (!object.kind().takesValues()) {
      return shown.put(slot, path, content, deadline);
    }
    Peek peek = Peek.at(content, HELD);
    if (peek.isWhole() && !hasPlaceholders(peek.stream())) {
      return shown.put(slot, path, peek.stream(), deadline);
    }
    ApplyOutcome kept = originals.put(slot, path, peek.stream(), deadline);
    return kept instanceof ApplyOutcome.Accepted ? rendered(slot, path, deadline) : kept;
  }

  /** Shows what a kept original becomes; one that becomes itself need not be kept. */
  private ApplyOutcome rendered(String slot, String path, Instant deadline) {
    try (BlobStream scanned = original(slot, path, deadline);
        BlobStream original = original(slot, path, deadline)) {
      if (hasPlaceholders(scanned)) {
        return shown.put(slot, path, new RenderedStream(original, values), deadline);
      }
      ApplyOutcome put = shown.put(slot, path, original, deadline);
      return put instanceof ApplyOutcome.Accepted ? originals.remove(slot, path, deadline) : put;
    } catch (UnknownValue unknown) {
      return new ApplyOutcome.Refused(unknown.sentence(), false);
    }
  }

  private BlobStream original(String slot, String path, Instant deadline) {
    return switch (originals.open(slot, path, deadline)) {
      case Reading.Known<BlobStream>(BlobStream stream) -> stream;
      case Reading.Unreadable<BlobStream>(String why) ->
          throw new PortException(path, "read back", true, new IllegalStateException(why));
    };
  }

  private static boolean hasPlaceholders(BlobStream content) {
    TextScan scan = new TextScan();
    byte[] piece = new byte[PIECE];
    for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
      scan.next(piece, read);
    }
    return scan.hasPlaceholders();
  }

  @Override
  public Reading<Integer> contents(
      String slot, String from, Predicate<FoundFile> each, Instant deadline) {
    // Files with placeholders are few beside those without.
    Map<String, FoundFile> published = new HashMap<>();
    Reading<Integer> kept =
        originals.contents(
            slot,
            from,
            file -> {
              published.put(file.path(), file);
              return true;
            },
            deadline);
    return kept instanceof Reading.Unreadable<Integer>
        ? kept
        : shown.contents(
            slot,
            from,
            file -> {
              FoundFile original = published.get(file.path());
              return each.test(original == null ? file : compared(slot, file, original, deadline));
            },
            deadline);
  }

  @Override
  public ApplyOutcome keepPage(String slot, Blob page, BlobStream content, Instant deadline) {
    return shown.keepPage(slot, page, content, deadline);
  }

  @Override
  public Reading<BlobStream> openPage(String slot, Blob page, Instant deadline) {
    return shown.openPage(slot, page, deadline);
  }

  /** As published, where readers see what that becomes; else something that nobody published. */
  private FoundFile compared(String slot, FoundFile file, FoundFile original, Instant deadline) {
    MessageDigest digest = ContentDigest.algorithm();
    long length = 0;
    try (BlobStream stream = new RenderedStream(original(slot, file.path(), deadline), values)) {
      byte[] piece = new byte[PIECE];
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        digest.update(piece, 0, read);
        length += read;
      }
    } catch (UnknownValue | PortException _) {
      return new FoundFile(file.path(), null);
    }
    Blob becomes = new Blob(ContentDigest.ended(digest), length);
    return becomes.equals(file.blob()) ? original : new FoundFile(file.path(), null);
  }

  /** As it was published: the next copy is filled with it. */
  @Override
  public Reading<BlobStream> open(String slot, String path, Instant deadline) {
    Reading<BlobStream> original = originals.open(slot, path, deadline);
    return original instanceof Reading.Known<BlobStream>
        ? original
        : shown.open(slot, path, deadline);
  }

  @Override
  public ApplyOutcome remove(String slot, String path, Instant deadline) {
    ApplyOutcome outcome = shown.remove(slot, path, deadline);
    return outcome instanceof ApplyOutcome.Accepted
        ? originals.remove(slot, path, deadline)
        : outcome;
  }

  @Override
  public ApplyOutcome journal(SinkJournal next, Instant deadline) {
    return shown.journal(next, deadline);
  }

  @Override
  public ApplyOutcome show(@Nullable String from, String to, Instant deadline) {
    return shown.show(from, to, deadline);
  }

  @Override
  public boolean mayBeMixed(Instant deadline) {
    return shown.mayBeMixed(deadline);
  }

  @Override
  public ApplyOutcome keepOnly(Set<String> slots, Instant deadline) {
    return shown.keepOnly(slots, deadline);
  }
}
