package io.fairlead.cycle;

import io.fairlead.artifact.Pointer;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.token.FeedId;
import io.fairlead.token.PageGate;
import io.fairlead.token.PageVerdict;
import io.fairlead.token.TokenPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of token pages in a store, each checked before anything of it is used. The newest is
 * believed by its signature, those before it by the digests that lead to them.
 *
 * @param store keeps pages as it keeps manifests, and which of them is the newest as a pointer
 */
public record TokenPages(ManifestStore store, PageGate gate) {
  /** Which row it is. */
  public FeedId id() {
    return gate.id();
  }

  /** A page as a store has it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(Pointer pointer, TokenPage page, byte[] signed) {}

  /** The end of a row. */
  public sealed interface Newest {
    /** Nothing was ever written. */
    record None() implements Newest {}

    /**
     * It is the home's.
     *
     * @param tag names this state of the pointer, for compare-and-set
     */
    record At(Stored stored, String tag) implements Newest {}

    /** It is there and not to be believed. */
    record Refused(String sentence) implements Newest {}

    /** It cannot be read now. */
    record Unreadable(String why) implements Newest {}
  }

  /** Where the row's pointer is. */
  public Reading<Optional<ManifestStore.Held>> pointer(Instant deadline) {
    return store.pointer(id().name(), deadline);
  }

  /** The newest page. */
  public Newest newest(Instant deadline) {
    return switch (pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          new Newest.Unreadable(why);
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.map(found -> at(found, deadline)).orElseGet(Newest.None::new);
    };
  }

  /** The page that a pointer names as the newest. */
  public Newest at(ManifestStore.Held held, Instant deadline) {
    return switch (read(held.pointer(), true, deadline)) {
      case Read.Found(Stored stored) -> new Newest.At(stored, held.tag());
      case Read.Refused(String sentence) -> new Newest.Refused(sentence);
      case Read.Unreadable(String why) -> new Newest.Unreadable(why);
    };
  }

  /** Pages of a row. */
  public sealed interface Since {
    /** From the oldest that is needed to the newest. */
    record Pages(List<Stored> pages) implements Since {
      public Pages {
        pages = List.copyOf(pages);
      }
    }

    /**
     * One of them is missing or wrong.
     *
     * @param refused whether it is there and not to be believed
     */
    record Broken(String why, boolean refused) implements Since {}
  }

  /**
   * The pages after a version, or from the last whole one on, if that is later.
   *
   * @param version 0 = all that are needed
   */
  public Since since(Stored newest, long version, Instant deadline) {
    List<Stored> pages = new ArrayList<>(List.of(newest));
    while (!pages.getLast().page().isWhole()) {
      Pointer parent = pages.getLast().page().edition().parent();
      if (parent == null || parent.version() <= version) {
        break;
      }
      switch (read(parent, false, deadline)) {
        case Read.Found(Stored stored) -> pages.add(stored);
        case Read.Refused(String sentence) -> {
          return new Since.Broken(sentence, true);
        }
        case Read.Unreadable(String why) -> {
          return new Since.Broken(why, false);
        }
      }
    }
    return new Since.Pages(pages.reversed());
  }

  private sealed interface Read {
    record Found(Stored stored) implements Read {}

    record Refused(String sentence) implements Read {}

    record Unreadable(String why) implements Read {}
  }

  private Read read(Pointer pointer, boolean bySignature, Instant deadline) {
    return switch (store.manifest(id().name(), pointer, deadline)) {
      case Reading.Unreadable<Optional<byte[]>>(String why) -> new Read.Unreadable(why);
      case Reading.Known<Optional<byte[]>>(Optional<byte[]> bytes) ->
          bytes
              .map(found -> checked(found, pointer, bySignature))
              .orElseGet(
                  () ->
                      new Read.Unreadable(
                          "the store has no page %d of %s, which leads on"
                              .formatted(pointer.version(), id().name())));
    };
  }

  private Read checked(byte[] bytes, Pointer pointer, boolean bySignature) {
    return switch (bySignature ? gate.signed(bytes, pointer) : gate.linked(bytes, pointer)) {
      case PageVerdict.Admitted(TokenPage page) -> new Read.Found(new Stored(pointer, page, bytes));
      case PageVerdict.Refused(_, String sentence) ->
          new Read.Refused(
              "page %d of %s is refused: %s".formatted(pointer.version(), id().name(), sentence));
    };
  }
}
