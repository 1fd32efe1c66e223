package io.fairlead.artifact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a version that is to be published. Those that the version before has are not held, and
 * the others are held compressed: a million objects that are all new take 60 MB.
 */
public final class DraftPages implements PageReader {
  /** Room for what cannot be compressed. */
  private static final int SLACK = 64;

  private final @Nullable Version before;
  private final Set<Blob> known;
  private final Map<Blob, byte[]> held = new HashMap<>();
  private final PageMaker<ArtifactObject> maker = new PageMaker<>(PageForm.OBJECTS, this::made);
  private PageList objects = PageList.NONE;

  /**
   * Pages after those of a version.
   *
   * @param all whether pages that it has are held as well, so that they can be written again
   */
  public DraftPages(@Nullable Version before, boolean all) {
    this.before = before;
    this.known = before == null || all ? new HashSet<>() : before.manifest().objects().blobs();
  }

  /**
   * Adds an object; they come sorted by path.
   *
   * @throws IllegalArgumentException where it must not follow the one before
   */
  public void add(ArtifactObject object) {
    maker.add(object);
  }

  /** After the last object: the pages of all. */
  PageList ended() {
    if (objects.pages().isEmpty()) {
      objects = maker.end();
    }
    return objects;
  }

  /** Pages of tombstones, sorted by path. */
  PageList buried(List<Tombstone> tombstones) {
    PageMaker<Tombstone> graves = new PageMaker<>(PageForm.TOMBSTONES, this::made);
    tombstones.forEach(graves::add);
    return graves.end();
  }

  /** The bytes of a page; null = the version before has it, and it is not held. */
  public byte @Nullable [] bytes(ManifestPage page) {
    byte[] compressed = held.get(page.blob());
    return compressed == null ? null : inflated(compressed, (int) page.blob().length());
  }

  @Override
  public List<ArtifactObject> objects(ManifestPage page) {
    byte[] bytes = bytes(page);
    return bytes == null ? earlier().objects(page) : PageForm.OBJECTS.decode(page, bytes);
  }

  @Override
  public List<Tombstone> tombstones(ManifestPage page) {
    byte[] bytes = bytes(page);
    return bytes == null ? earlier().tombstones(page) : PageForm.TOMBSTONES.decode(page, bytes);
  }

  private PageReader earlier() {
    Version last = before;
    if (last == null) {
      throw new IllegalStateException("a page that was never made");
    }
    return last.pages();
  }

  private void made(ManifestPage page, byte[] bytes) {
    if (!known.contains(page.blob())) {
      held.put(page.blob(), deflated(bytes));
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] into = new byte[bytes.length + bytes.length / SLACK + SLACK];
      int length = deflater.deflate(into);
      return Arrays.copyOf(into, length);
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] compressed, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] bytes = new byte[length];
      inflater.inflate(bytes);
      return bytes;
    } catch (DataFormatException e) {
      throw new IllegalStateException("what was deflated here", e);
    } finally {
      inflater.end();
    }
  }
}
