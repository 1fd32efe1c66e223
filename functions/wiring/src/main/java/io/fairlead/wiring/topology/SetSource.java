package io.fairlead.wiring.topology;

import java.nio.file.Path;

/** What an artifact set is published from. */
public sealed interface SetSource {
  /** The files of a folder. */
  record Folder(Path path) implements SetSource {}

  /** A commit of a repository of Git. */
  record Commit(Path repository, String revision) implements SetSource {}

  /** Objects below a prefix of an object store, whoever writes them. */
  record Objects(ArtifactPlace place) implements SetSource {}

  /** One declarative file of Kong. */
  record KongFile(Path path) implements SetSource {}
}
