package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Walks a folder by path and digests its files, several at a time; links are told, never followed.
 * The names of one folder and of those above it are in memory, and no more.
 */
final class FolderFiles {
  private static final int PIECE = 1 << 16;
  private static final int SHORT = 1 << 14;

  /** Files digested at a time. */
  private static final int BATCH = 256;

  private final Path root;
  private final Which which;
  private final Predicate<FoundFile> each;
  private List<Entry> batch = new ArrayList<>();
  private boolean going = true;
  private int count;

  /**
   * Which files count.
   *
   * @param hidden whether those do whose names begin with a dot
   * @param from the first path that counts; empty = all
   * @param late asked before files are digested: whether no time is left
   * @param digests tells what a file holds
   */
  record Which(boolean hidden, String from, BooleanSupplier late, Digests digests) {}

  /** Tells what a file holds. */
  interface Digests {
    Blob blob(Path file) throws IOException;
  }

  private record Entry(String path, Path file, boolean isPlain) {}

  private FolderFiles(Path root, Which which, Predicate<FoundFile> each) {
    this.root = root;
    this.which = which;
    this.each = each;
  }

  /**
   * Goes over every file below a folder, sorted by path.
   *
   * @param each answers whether to go on
   * @return how many there were
   * @throws IOException with a sentence for people
   */
  static int walk(Path root, Which which, Predicate<FoundFile> each) throws IOException {
    FolderFiles walk = new FolderFiles(root, which, each);
    try {
      walk.folder(root, "");
      walk.digest();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return walk.count;
  }

  private void folder(Path folder, String prefix) throws IOException {
    FolderNames names = FolderNames.of(folder, which.hidden());
    for (int index = 0; going && index < names.count(); index++) {
      String name = names.take(index);
      String path = prefix + name;
      if (!FolderNames.isFolder(name)) {
        file(new Entry(path, names.file(name), names.isPlain(name)));
      } else if (which.from().startsWith(path) || path.compareTo(which.from()) > 0) {
        folder(names.file(name), path);
      }
    }
  }

  private void file(Entry entry) throws IOException {
    if (entry.path().compareTo(which.from()) < 0) {
      return;
    }
    if (++count > Manifest.MAX_OBJECTS) {
      throw new IOException(root + " holds more than " + Manifest.MAX_OBJECTS + " files");
    }
    batch.add(entry);
    if (batch.size() == BATCH) {
      digest();
    }
  }

  private void digest() throws IOException {
    if (which.late().getAsBoolean()) {
      throw new IOException(
          "no time was left after %d files of %s".formatted(count - batch.size(), root));
    }
    List<Optional<FoundFile>> found = batch.parallelStream().map(this::found).toList();
    batch = new ArrayList<>();
    for (Optional<FoundFile> file : found) {
      going = going && file.map(each::test).orElse(true);
    }
  }

  private Optional<FoundFile> found(Entry entry) {
    try {
      return Optional.of(
          new FoundFile(entry.path(), entry.isPlain() ? which.digests().blob(entry.file()) : null));
    } catch (NoSuchFileException _) {
      // It was deleted since the walk came by, and is told as not there.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file to its end. */
  static Blob blob(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return blob(new byte[0], in, file.toString());
    }
  }

  /** Reads some content to its end, of which the first bytes were read already. */
  static Blob blob(byte[] head, InputStream in, String name) throws IOException {
    MessageDigest digest = ContentDigest.algorithm();
    digest.update(head);
    long length = head.length;
    // Most files are short, and a long piece costs more to make than they do to read.
    byte[] piece = new byte[SHORT];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      digest.update(piece, 0, read);
      length += read;
      if (length > Blob.MAX_LENGTH) {
        throw new IOException(name + " has more than " + Blob.MAX_LENGTH + " bytes");
      }
      if (read == SHORT && piece.length == SHORT) {
        piece = new byte[PIECE];
      }
    }
    return new Blob(ContentDigest.ended(digest), length);
  }
}
