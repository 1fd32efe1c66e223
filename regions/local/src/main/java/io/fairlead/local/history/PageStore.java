package io.fairlead.local.history;

import io.fairlead.local.state.FileWords;
import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import io.fairlead.local.state.StateProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Pages of history in a folder of one edge, one file each, created once and never changed. */
public final class PageStore {
  /** Bytes of a page at most. */
  public static final int MAX_BYTES = 256 << 10;

  /** Pages kept at most; the oldest go. */
  public static final int MAX_PAGES = 10_000;

  private static final String SUFFIX = ".state";

  private final Path folder;
  private final StateHeader.Owner owner;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * A store in a folder, which is made where it is missing.
   *
   * @throws StateProblem when it cannot be made
   */
  public PageStore(Path folder, StateHeader.Owner owner) {
    this.folder = folder;
    this.owner = owner;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StateProblem(
          "the folder of history " + folder + " cannot be used: " + FileWords.of(e), e);
    }
  }

  /** Creates a page; false where it is there already. */
  boolean put(PageName name, byte[] content) {
    lock.lock();
    try {
      if (Files.exists(path(name))) {
        return false;
      }
      file(name).write(content);
      List<PageName> all = names();
      for (PageName old : all.subList(0, Math.max(0, all.size() - MAX_PAGES))) {
        Files.deleteIfExists(path(old));
      }
      return true;
    } catch (IOException e) {
      throw new StateProblem(
          "an old page in " + folder + " cannot be deleted: " + FileWords.of(e), e);
    } finally {
      lock.unlock();
    }
  }

  /** The content of a page. */
  Optional<byte[]> get(PageName name) {
    return file(name).read();
  }

  /** The names of all pages, oldest first; other files are passed over. */
  List<PageName> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .map(PageName::parse)
          .toList();
    } catch (IOException e) {
      throw new StateProblem(
          "the folder of history " + folder + " cannot be read: " + FileWords.of(e), e);
    }
  }

  private StateFile file(PageName name) {
    return new StateFile(path(name), owner);
  }

  private Path path(PageName name) {
    return folder.resolve(name.text() + SUFFIX);
  }
}
