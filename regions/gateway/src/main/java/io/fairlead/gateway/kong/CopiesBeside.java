package io.fairlead.gateway.kong;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A sink beside copies of the set: all but its state and its switch is theirs. */
interface CopiesBeside extends ArtifactSink {
  /** Where the copies are. */
  ArtifactSink copies();

  /** Shows the copy of a set that the gateway has taken. */
  default ApplyOutcome shown(@Nullable String from, String to, Instant deadline) {
    if (copies().state(deadline) instanceof Reading.Known<State>(State now)
        && now.shown().map(Slot::name).equals(Optional.of(to))) {
      return new ApplyOutcome.Accepted();
    }
    ApplyOutcome outcome = copies().show(from, to, deadline);
    // The gateway is not as it was: whoever asked shows the copy before again.
    return outcome instanceof ApplyOutcome.Accepted
        ? outcome
        : new ApplyOutcome.Unknown("the copy beside it was not shown: " + outcome.text());
  }

  /** The journal is the copies', which can be read where a gateway is dark. */
  @Override
  default boolean mayBeMixed(Instant deadline) {
    return copies().state(deadline) instanceof Reading.Known<State>(State state)
        && state.journal().intent() != null;
  }

  @Override
  default ApplyOutcome journal(SinkJournal next, Instant deadline) {
    return copies().journal(next, deadline);
  }

  @Override
  default Reading<Integer> contents(
      String slot, String from, Predicate<FoundFile> each, Instant deadline) {
    return copies().contents(slot, from, each, deadline);
  }

  @Override
  default ApplyOutcome keepPage(String slot, Blob page, BlobStream content, Instant deadline) {
    return copies().keepPage(slot, page, content, deadline);
  }

  @Override
  default Reading<BlobStream> openPage(String slot, Blob page, Instant deadline) {
    return copies().openPage(slot, page, deadline);
  }

  @Override
  default ApplyOutcome prepare(Slot slot, Instant deadline) {
    return copies().prepare(slot, deadline);
  }

  @Override
  default ApplyOutcome put(String slot, String path, BlobStream content, Instant deadline) {
    return copies().put(slot, path, content, deadline);
  }

  @Override
  default ApplyOutcome remove(String slot, String path, Instant deadline) {
    return copies().remove(slot, path, deadline);
  }

  @Override
  default Reading<BlobStream> open(String slot, String path, Instant deadline) {
    return copies().open(slot, path, deadline);
  }

  @Override
  default ApplyOutcome keepOnly(Set<String> slots, Instant deadline) {
    return copies().keepOnly(slots, deadline);
  }
}
