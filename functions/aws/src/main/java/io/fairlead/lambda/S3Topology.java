package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.function.TopologyFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The topology in a bucket; its tag is its ETag. */
record S3Topology(AwsClients clients, Settings settings) implements TopologyFile {
  private static final int NOT_MODIFIED = 304;

  @Override
  public String name() {
    return "s3://" + settings.bucket() + "/" + settings.key();
  }

  @Override
  public Answer read(@Nullable String tag, Instant deadline) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Answer.Failed(AwsClients.NO_TIME + " for " + name());
    }
    try {
      ResponseBytes<GetObjectResponse> got =
          clients
              .s3(settings.location())
              .getObjectAsBytes(
                  request ->
                      request
                          .bucket(settings.bucket())
                          .key(settings.key())
                          .ifNoneMatch(tag)
                          .overrideConfiguration(budget.get()));
      return new Answer.Newer(got.asByteArray(), got.response().eTag());
    } catch (S3Exception e) {
      return e.statusCode() == NOT_MODIFIED ? new Answer.Same() : failed(e);
    } catch (SdkException e) {
      return failed(e);
    }
  }

  @Override
  public TopologyFile beside(String name) {
    return new S3Topology(clients, settings.beside(name));
  }

  private Answer failed(SdkException failure) {
    return new Answer.Failed(AwsFailure.of(failure, "s3:GetObject", name()).sentence());
  }
}
