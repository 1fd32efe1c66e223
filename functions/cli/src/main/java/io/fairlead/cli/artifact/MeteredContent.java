package io.fairlead.cli.artifact;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishContent;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Content to be published that passes a meter as it is read. */
record MeteredContent(PublishContent content, Meter meter) implements PublishContent {
  @Override
  public Answer objects(@Nullable Version before, Consumer<ArtifactObject> each, Instant deadline) {
    return content.objects(before, each, deadline);
  }

  @Override
  public Reading<BlobStream> open(ArtifactObject object, Instant deadline) {
    return meter.over(content.open(object, deadline));
  }

  @Override
  public String spoilt(ArtifactObject object, String why) {
    return content.spoilt(object, why);
  }
}
