package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ManifestPage;
import io.fairlead.artifact.PageForm;
import io.fairlead.artifact.PageReader;
import io.fairlead.artifact.Tombstone;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.port.BlobStream;
import io.fairlead.port.BytesStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads pages from where they are kept, checks each, and holds those that were used last. */
final class Pages implements PageReader {
  /** Objects held at most: a run goes over a version several times, and most are smaller. */
  private static final int HELD = 65_536;

  private final Function<Blob, Reading<BlobStream>> open;
  private final Map<Blob, List<ArtifactObject>> held = new LinkedHashMap<>(16, 0.75f, true);
  private int objects;

  /** Pages that something opens by what they are. */
  Pages(Function<Blob, Reading<BlobStream>> open) {
    this.open = open;
  }

  @Override
  public List<ArtifactObject> objects(ManifestPage page) {
    List<ArtifactObject> there = held.get(page.blob());
    if (there != null) {
      return there;
    }
    List<ArtifactObject> read = read(page, PageForm.OBJECTS);
    held.put(page.blob(), read);
    objects += read.size();
    for (var oldest = held.values().iterator(); objects > HELD && oldest.hasNext(); ) {
      objects -= oldest.next().size();
      oldest.remove();
    }
    return read;
  }

  @Override
  public List<Tombstone> tombstones(ManifestPage page) {
    return read(page, PageForm.TOMBSTONES);
  }

  private <T> List<T> read(ManifestPage page, PageForm<T> form) {
    byte[] bytes =
        switch (open.apply(page.blob())) {
          case Reading.Unreadable<BlobStream>(String why) -> throw UnreadablePage.lost(this, why);
          case Reading.Known<BlobStream>(BlobStream opened) -> {
            try (opened) {
              yield BytesStream.read(opened, (int) page.blob().length());
            } catch (PortException lost) {
              throw UnreadablePage.lost(this, FaultWords.of(lost));
            }
          }
        };
    try {
      return form.decode(page, bytes);
    } catch (IllegalArgumentException e) {
      throw UnreadablePage.wrong(this, page, String.valueOf(e.getMessage()));
    }
  }
}
