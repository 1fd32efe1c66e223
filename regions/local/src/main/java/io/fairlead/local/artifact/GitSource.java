package io.fairlead.local.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Manifest;
import io.fairlead.local.state.FileWords;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A commit of a Git repository on this machine that a set is published from: what lies in its work
 * tree besides, or is staged, does not count. Names that begin with a dot are left out.
 */
public final class GitSource implements ArtifactSource {
  private static final String LINK = "120000";
  private static final byte[] LARGE_FILE =
      "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.UTF_8);

  private final GitCommand git;
  private final Path repository;
  private final String revision;
  private final InstantSource clock;
  private final Map<String, String> objects = new HashMap<>();

  /**
   * Nothing is read yet.
   *
   * @param repository a clone, or a bare repository
   * @param revision a commit's id, or a name such as {@code main} or {@code v1.2}
   */
  public GitSource(Path repository, String revision, InstantSource clock) {
    this.git = new GitCommand(repository);
    this.repository = repository;
    this.revision = revision;
    this.clock = clock;
  }

  @Override
  public Reading<Integer> files(Predicate<FoundFile> each, Instant deadline) {
    try {
      // Resolved once: a branch that moves meanwhile makes no mixture.
      String commit =
          git.line("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
      if (commit.isEmpty()) {
        return new Reading.Unreadable<>(
            "the source %s has no commit '%s': fetch it there first"
                .formatted(repository, revision));
      }
      List<FoundFile> found = found(commit, deadline);
      boolean going = true;
      for (FoundFile file : found) {
        going = going && each.test(file);
      }
      return new Reading.Known<>(found.size());
    } catch (IOException e) {
      return new Reading.Unreadable<>("the source cannot be read: " + FileWords.of(e));
    }
  }

  private List<FoundFile> found(String commit, Instant deadline) throws IOException {
    List<String> entries = git.entries("ls-tree", "-r", "-z", "--full-tree", commit);
    try (GitObjects contents = git.objects()) {
      return found(entries, contents, commit, deadline);
    }
  }

  private List<FoundFile> found(
      List<String> entries, GitObjects contents, String commit, Instant deadline)
      throws IOException {
    List<FoundFile> found = new ArrayList<>();
    objects.clear();
    for (String entry : entries) {
      // MODE TYPE OBJECT<tab>PATH
      String[] head = entry.substring(0, entry.indexOf('\t')).split(" ");
      String path = entry.substring(entry.indexOf('\t') + 1);
      if (path.startsWith(".") || path.contains("/.")) {
        continue;
      }
      if (found.size() == Manifest.MAX_OBJECTS) {
        throw new IOException(commit + " holds more than " + Manifest.MAX_OBJECTS + " files");
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IOException("no time was left after " + found.size() + " files of " + commit);
      }
      boolean plain = head[1].equals("blob") && !head[0].equals(LINK);
      if (plain) {
        objects.put(path, head[2]);
      }
      found.add(new FoundFile(path, plain ? blob(path, contents.open(head[2])) : null));
    }
    found.sort(Comparator.comparing(FoundFile::path));
    return found;
  }

  private static Blob blob(String path, InputStream content) throws IOException {
    byte[] head = content.readNBytes(LARGE_FILE.length);
    if (Arrays.equals(head, LARGE_FILE)) {
      throw new IOException(
          path + " is a pointer of Git LFS, whose content is not in the repository");
    }
    return FolderFiles.blob(head, content, path);
  }

  @Override
  public Reading<BlobStream> open(String path, Instant deadline) {
    String object = objects.get(path);
    if (object == null) {
      return new Reading.Unreadable<>(path + " is not in the commit that was read");
    }
    try {
      return new Reading.Known<>(new FileStream(path, git.stream("cat-file", "blob", object)));
    } catch (IOException e) {
      return new Reading.Unreadable<>(FileWords.of(e));
    }
  }
}
