package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestPage;
import io.fairlead.artifact.PageForm;
import io.fairlead.artifact.PageReader;
import io.fairlead.artifact.Version;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.BytesStream;
import io.fairlead.port.Lanes;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Brings the pages of a version to where its readers look for them, before the manifest that pins
 * them.
 *
 * @param keep keeps a page
 */
record PageCopy(Lanes lanes, BiFunction<Blob, BlobStream, ApplyOutcome> keep) {
  /** Pages in memory at a time. */
  private static final int SIZE = 64;

  @SuppressWarnings("ArrayRecordComponent")
  private record Page(Blob blob, byte[] bytes) {}

  /**
   * Brings what is not there.
   *
   * @return why not all is there; empty where it is
   */
  Optional<String> bring(Version version, Set<Blob> there) {
    Batches<Page, String> batches = new Batches<>(SIZE, pages -> lanes.each(pages, this::kept));
    Manifest manifest = version.manifest();
    PageReader reader = version.pages();
    boolean going = true;
    for (ManifestPage page : manifest.objects().pages()) {
      if (going && !there.contains(page.blob())) {
        going = batches.add(new Page(page.blob(), PageForm.OBJECTS.encode(reader.objects(page))));
      }
    }
    for (ManifestPage page : manifest.deletions().tombstones().pages()) {
      if (going && !there.contains(page.blob())) {
        going =
            batches.add(new Page(page.blob(), PageForm.TOMBSTONES.encode(reader.tombstones(page))));
      }
    }
    return batches.ended();
  }

  private Optional<String> kept(Page page) {
    try (BytesStream content = new BytesStream(page.bytes())) {
      ApplyOutcome outcome = keep.apply(page.blob(), content);
      return outcome instanceof ApplyOutcome.Accepted
          ? Optional.empty()
          : Optional.of("a page of the manifest was not kept: " + outcome.text());
    }
  }
}
