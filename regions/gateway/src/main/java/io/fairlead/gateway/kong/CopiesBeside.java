package io.fairlead.gateway.kong;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/** A sink beside copies of the set: all but its state and its switch is theirs. */
interface CopiesBeside extends ArtifactSink {
  /** Where the copies are. */
  ArtifactSink copies();

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
