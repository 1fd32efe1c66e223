package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.SealedEnvelope;
import io.fairlead.artifact.SetId;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.OpeningKeys;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.WrongContent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A destination that opens what was sealed for its region: readers get the content, and beside it,
 * below {@code .sealed/}, stays what came, by which the file is compared with the manifest. Nothing
 * of it is opened anywhere before.
 */
public final class SealedSink implements ArtifactSink {
  private static final String BESIDE = ".sealed/";

  private final ArtifactSink copies;
  private final OpenedEnvelope opening;

  /**
   * Over a destination that opens nothing.
   *
   * @param keys the region's own
   */
  public SealedSink(ArtifactSink copies, OpeningKeys keys, SetId id, String region) {
    this.copies = copies;
    this.opening = new OpenedEnvelope(keys, id, region);
  }

  /** Where what came of a file stays. */
  static String beside(String path) {
    return BESIDE + path;
  }

  @Override
  public ApplyOutcome put(String slot, String path, BlobStream content, Instant deadline) {
    return put(slot, path, content, file -> copies.put(slot, path, file, deadline), deadline);
  }

  @Override
  public ApplyOutcome put(
      String slot, ArtifactObject object, BlobStream content, Instant deadline) {
    return put(
        slot, object.path(), content, file -> copies.put(slot, object, file, deadline), deadline);
  }

  /**
   * Opens what is sealed.
   *
   * @param plainly puts what is not
   */
  private ApplyOutcome put(
      String slot,
      String path,
      BlobStream content,
      Function<BlobStream, ApplyOutcome> plainly,
      Instant deadline) {
    if (path.startsWith(BESIDE)) {
      return new ApplyOutcome.Refused("no set has files below " + BESIDE, false);
    }
    byte[] head = HeldBytes.read(content, SealedEnvelope.headBytes());
    if (!SealedEnvelope.isOne(head)) {
      // What is shorter was read to its end, and is not asked for more.
      boolean ended = head.length < SealedEnvelope.headBytes();
      BlobStream file = ended ? new HeldBytes(head) : new HeldBytes(head, content);
      return plainly.apply(file);
    }
    byte[] sealed = HeldBytes.all(new HeldBytes(head, content), SealedEnvelope.MAX_BYTES);
    return switch (opened(sealed, path, deadline)) {
      case Reading.Unreadable<byte[]>(String why) -> new ApplyOutcome.Refused(why, false);
      case Reading.Known<byte[]>(byte[] plain) -> {
        ApplyOutcome kept = copies.put(slot, BESIDE + path, new HeldBytes(sealed), deadline);
        if (kept instanceof ApplyOutcome.Accepted) {
          kept = copies.put(slot, path, new HeldBytes(plain), deadline);
        }
        Arrays.fill(plain, (byte) 0);
        yield kept;
      }
    };
  }

  /**
   * A file that is what its sealed form holds counts as that form, which the manifest names. Where
   * either was changed the file counts as itself, and so as edited.
   */
  @Override
  public Reading<Integer> contents(
      String slot, String from, Predicate<FoundFile> each, Instant deadline) {
    SortedMap<String, Blob> forms = new TreeMap<>();
    if (copies.contents(slot, BESIDE, file -> isForm(file, forms), deadline)
        instanceof Reading.Unreadable<Integer> unreadable) {
      return unreadable;
    }
    int[] count = {0};
    Reading<Integer> read =
        copies.contents(
            slot,
            from,
            file -> {
              if (file.path().startsWith(BESIDE)) {
                return true;
              }
              count[0]++;
              Blob form = forms.get(file.path());
              return each.test(
                  form != null && isOf(slot, file, deadline)
                      ? new FoundFile(file.path(), form)
                      : file);
            },
            deadline);
    return read instanceof Reading.Known<Integer> ? new Reading.Known<>(count[0]) : read;
  }

  /** Keeps sealed forms, which stand together; whether it was one. */
  private static boolean isForm(FoundFile file, SortedMap<String, Blob> forms) {
    Blob blob = file.blob();
    if (file.path().startsWith(BESIDE) && blob != null) {
      forms.put(file.path().substring(BESIDE.length()), blob);
    }
    return file.path().startsWith(BESIDE);
  }

  @Override
  public ApplyOutcome keepPage(String slot, Blob page, BlobStream content, Instant deadline) {
    return copies.keepPage(slot, page, content, deadline);
  }

  @Override
  public Reading<BlobStream> openPage(String slot, Blob page, Instant deadline) {
    return copies.openPage(slot, page, deadline);
  }

  private boolean isOf(String slot, FoundFile file, Instant deadline) {
    if (!(copies.open(slot, BESIDE + file.path(), deadline)
        instanceof Reading.Known<BlobStream>(BlobStream stream))) {
      return false;
    }
    try (stream) {
      byte[] sealed = HeldBytes.all(stream, SealedEnvelope.MAX_BYTES);
      if (!(opened(sealed, file.path(), deadline) instanceof Reading.Known<byte[]>(var plain))) {
        return false;
      }
      Blob blob = new Blob(ContentDigest.of(plain), plain.length);
      Arrays.fill(plain, (byte) 0);
      return blob.equals(file.blob());
    } catch (WrongContent | PortException _) {
      return false;
    }
  }

  private Reading<byte[]> opened(byte[] sealed, String path, Instant deadline) {
    try {
      return opening.open(SealedEnvelope.decode(sealed), path, deadline);
    } catch (IllegalArgumentException e) {
      return new Reading.Unreadable<>(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ApplyOutcome remove(String slot, String path, Instant deadline) {
    ApplyOutcome removed = copies.remove(slot, BESIDE + path, deadline);
    return removed instanceof ApplyOutcome.Accepted ? copies.remove(slot, path, deadline) : removed;
  }

  @Override
  public Reading<State> state(Instant deadline) {
    return copies.state(deadline);
  }

  @Override
  public ApplyOutcome journal(SinkJournal next, Instant deadline) {
    return copies.journal(next, deadline);
  }

  @Override
  public ApplyOutcome prepare(Slot slot, Instant deadline) {
    return copies.prepare(slot, deadline);
  }

  @Override
  public Reading<BlobStream> open(String slot, String path, Instant deadline) {
    return copies.open(slot, path, deadline);
  }

  @Override
  public ApplyOutcome show(@Nullable String from, String to, Instant deadline) {
    return copies.show(from, to, deadline);
  }

  @Override
  public boolean mayBeMixed(Instant deadline) {
    return copies.mayBeMixed(deadline);
  }

  @Override
  public ApplyOutcome keepOnly(Set<String> slots, Instant deadline) {
    return copies.keepOnly(slots, deadline);
  }
}
