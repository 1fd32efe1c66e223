package io.fairlead.wiring.topology;

import java.nio.file.Path;

/** Where versions of artifact sets are kept. */
public sealed interface ArtifactPlace {
  /** For people, and the same for the same place. */
  String text();

  /** A folder of a disk. */
  record Folder(Path path) implements ArtifactPlace {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /**
   * A bucket of S3.
   *
   * @param location of the bucket, as in {@code eu-west-1}
   * @param prefix of its keys; empty = all of the bucket
   */
  record S3(String location, String bucket, String prefix) implements ArtifactPlace {
    @Override
    public String text() {
      return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix) + " in " + location;
    }
  }

  /**
   * A container of Azure's Blob Storage.
   *
   * @param prefix of its blobs' names; empty = all of the container
   */
  record Blobs(CloudScope.Storage storage, String prefix) implements ArtifactPlace {
    @Override
    public String text() {
      return (prefix.isEmpty() ? "" : prefix + " of ") + storage;
    }
  }
}
