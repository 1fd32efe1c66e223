package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names in one folder, as text and little besides: a million take some sixty megabytes. Folders
 * end in a slash and sort so, as they do in paths.
 */
final class FolderNames {
  private static final char NO_TEXT = '\ufffd';

  private final Path folder;
  private final List<String> sorted = new ArrayList<>();

  /** Where a name that is no text leads: once it was made a string it leads nowhere. */
  private final Map<String, Path> untold = new HashMap<>();

  /** Links, pipes and the like. */
  private final Set<String> odd = new HashSet<>();

  private FolderNames(Path folder) {
    this.folder = folder;
  }

  /**
   * Lists a folder.
   *
   * @param hidden whether names count that begin with a dot
   */
  static FolderNames of(Path folder, boolean hidden) throws IOException {
    FolderNames names = new FolderNames(folder);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (hidden || !name.startsWith(".")) {
          names.add(file, name);
        }
      }
    }
    names.sorted.sort(null);
    return names;
  }

  private void add(Path file, String name) throws IOException {
    BasicFileAttributes is;
    try {
      is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      // It was deleted since it was listed, and is told as not there.
      return;
    }
    String told = is.isDirectory() ? name + "/" : name;
    if (name.indexOf(NO_TEXT) >= 0 && untold.put(told, file) != null) {
      return;
    }
    sorted.add(told);
    if (!is.isDirectory() && !is.isRegularFile()) {
      odd.add(told);
    }
  }

  int count() {
    return sorted.size();
  }

  /**
   * One of them, in the order of paths; it is forgotten, so that memory is free for what follows.
   */
  String take(int index) {
    return sorted.set(index, "");
  }

  /** Where a name leads, as the disk has it. */
  Path file(String name) {
    Path there = untold.get(name);
    return there == null ? folder.resolve(name) : there;
  }

  /** Whether it is a file, and no link, pipe or folder. */
  boolean isPlain(String name) {
    return !isFolder(name) && !odd.contains(name);
  }

  static boolean isFolder(String name) {
    return name.endsWith("/");
  }
}
