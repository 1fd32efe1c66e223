package io.fairlead.port;

import io.fairlead.artifact.Pointer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where signed manifests are kept by version and digest, each created once and never changed, and a
 * pointer for each set, which alone is replaced. Pages of tokens are kept so as well. Nothing that
 * a store answers is believed: readers check it by digest and signature.
 */
public interface ManifestStore {
  /** Where a set's pointer is; empty = the set was never published. */
  Reading<Optional<Held>> pointer(String set, Instant deadline);

  /**
   * Replaces a set's pointer.
   *
   * @param expected tag of the pointer that is there; null = none is
   * @return UNKNOWN where it may still take effect: read before anything else is tried
   */
  ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline);

  /**
   * The bytes of a signed manifest, at most as many as the pointer says and one more, so that a
   * longer one shows; empty = it is not there.
   */
  Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline);

  /** Keeps a signed manifest; keeping the same again changes nothing. */
  ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline);

  /**
   * A pointer as a store holds it.
   *
   * @param tag names this state of it, for compare-and-set
   */
  record Held(Pointer pointer, String tag) {}
}
