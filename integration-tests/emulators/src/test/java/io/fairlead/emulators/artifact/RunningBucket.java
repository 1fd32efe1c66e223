package io.fairlead.emulators.artifact;

import io.fairlead.aws.client.ContentClients;
import io.fairlead.emulators.Running;

/** A new bucket of S3 on an emulator that runs, with clients for its content. */
record RunningBucket(ContentClients content, String name) implements AutoCloseable {
  /** Makes one with a name that begins so. */
  static RunningBucket on(Running on, String first) {
    ContentClients content =
        Buckets.content(on.clients(s3 -> s3.s3(Buckets.LOCATION).listBuckets()));
    String name = on.name(first);
    on.clients().s3(Buckets.LOCATION).createBucket(make -> make.bucket(name));
    return new RunningBucket(content, name);
  }

  @Override
  public void close() {
    content.close();
  }
}
