package io.fairlead.functionapp;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.wiring.function.TopologyFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The topology in a blob; its tag is the ETag. */
record BlobTopology(BlobObjects container, String blob) implements TopologyFile {
  @Override
  public String name() {
    return container.store().account().name() + "/" + container.store().container() + "/" + blob;
  }

  @Override
  public TopologyFile beside(String name) {
    return new BlobTopology(container, blob.substring(0, blob.lastIndexOf('/') + 1) + name);
  }

  @Override
  public Answer read(@Nullable String tag, Instant deadline) {
    return switch (container.get(blob, deadline)) {
      case Got.There(_, String etag) when etag.equals(tag) -> new Answer.Same();
      case Got.There(byte[] body, String etag) -> new Answer.Newer(body, etag);
      case Got.Absent() ->
          new Answer.Failed(name() + " is not there: put the topology's file there");
      case Got.Failed(String why) -> new Answer.Failed(why);
    };
  }
}
