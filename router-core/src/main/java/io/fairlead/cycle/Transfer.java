package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings some content from where it can be opened to where it is kept. It is named by what it is,
 * so that sending it again changes nothing: a connection that breaks is tried once more.
 *
 * @param from opens it
 * @param to keeps what it reads to the end
 */
record Transfer(
    Blob blob, Supplier<Reading<BlobStream>> from, Function<BlobStream, ApplyOutcome> to) {
  private static final int TRIES = 2;

  /** What became of it. */
  sealed interface Moved {
    record Done() implements Moved {}

    /** What was read is not what was promised. */
    record Wrong(String why) implements Moved {}

    /**
     * It could not be read or not be kept.
     *
     * @param again whether another try may succeed
     */
    record Failed(String why, boolean again) implements Moved {}
  }

  /** For people: what the store has of an object is not what the manifest says. */
  static String wrong(String path, String why) {
    return "%s: the store's content is wrong, %s; 'fairlead publish --scrub' brings it there anew"
        .formatted(path, why);
  }

  Moved run() {
    Moved moved = once();
    for (int tries = 1; tries < TRIES && moved instanceof Moved.Failed(_, boolean again); tries++) {
      moved = again ? once() : moved;
    }
    return moved;
  }

  private Moved once() {
    return switch (from.get()) {
      case Reading.Unreadable<BlobStream>(String why) -> new Moved.Failed(why, true);
      case Reading.Known<BlobStream>(BlobStream opened) -> {
        try (VerifiedStream content = new VerifiedStream(blob, opened)) {
          yield kept(to.apply(content));
        } catch (WrongContent wrong) {
          yield new Moved.Wrong(FaultWords.of(wrong));
        } catch (PortException lost) {
          yield new Moved.Failed(FaultWords.of(lost), lost.retryable());
        }
      }
    };
  }

  private static Moved kept(ApplyOutcome outcome) {
    return switch (outcome) {
      case ApplyOutcome.Accepted() -> new Moved.Done();
      case ApplyOutcome.Refused(String why, boolean retryable) -> new Moved.Failed(why, retryable);
      case ApplyOutcome.Unknown(String why) -> new Moved.Failed(why, true);
      case ApplyOutcome.Conflict _, ApplyOutcome.Expired _ ->
          new Moved.Failed(outcome.text(), false);
    };
  }
}
