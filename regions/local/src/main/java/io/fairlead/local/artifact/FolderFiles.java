package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BooleanSupplier;

/** Walks a folder and digests its files; links are told, never followed. */
final class FolderFiles extends SimpleFileVisitor<Path> {
  private static final int PIECE = 1 << 16;

  private final Path root;
  private final boolean hidden;
  private final BooleanSupplier late;
  private final List<FoundFile> found = new ArrayList<>();

  private FolderFiles(Path root, boolean hidden, BooleanSupplier late) {
    this.root = root;
    this.hidden = hidden;
    this.late = late;
  }

  /**
   * Every file below a folder, sorted by path.
   *
   * @param hidden whether names that begin with a dot count
   * @param late asked before each file: whether no time is left
   * @throws IOException with a sentence for people
   */
  static List<FoundFile> of(Path root, boolean hidden, BooleanSupplier late) throws IOException {
    FolderFiles walk = new FolderFiles(root, hidden, late);
    Files.walkFileTree(root, walk);
    walk.found.sort(Comparator.comparing(FoundFile::path));
    return walk.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return !folder.equals(root) && isPassedOver(folder)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (late.getAsBoolean()) {
      throw new IOException("no time was left after " + found.size() + " files of " + root);
    }
    if (isPassedOver(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (found.size() == Manifest.MAX_OBJECTS) {
      throw new IOException(root + " holds more than " + Manifest.MAX_OBJECTS + " files");
    }
    try {
      found.add(new FoundFile(path(file), attributes.isRegularFile() ? blob(file) : null));
    } catch (NoSuchFileException _) {
      // It was deleted since the walk came by, and is told as not there.
      return FileVisitResult.CONTINUE;
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isPassedOver(Path file) {
    return !hidden && String.valueOf(file.getFileName()).startsWith(".");
  }

  private String path(Path file) {
    StringJoiner path = new StringJoiner("/");
    root.relativize(file).forEach(name -> path.add(name.toString()));
    return path.toString();
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
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      digest.update(piece, 0, read);
      length += read;
      if (length > Blob.MAX_LENGTH) {
        throw new IOException(name + " has more than " + Blob.MAX_LENGTH + " bytes");
      }
    }
    return new Blob(ContentDigest.ended(digest), length);
  }
}
