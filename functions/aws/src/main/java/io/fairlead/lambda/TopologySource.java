package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import io.fairlead.wiring.yaml.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The topology in a bucket, asked for by its ETag at most once a minute. While it cannot be read,
 * or a new one is invalid, the one read last holds on.
 */
final class TopologySource {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int NOT_MODIFIED = 304;
  private static final int MOST_PROBLEMS = 5;

  private final AwsClients clients;
  private final Settings settings;
  private final Map<String, String> environment;
  private @Nullable Topology topology;
  private @Nullable String etag;
  private Instant askedAt = Instant.EPOCH;
  private String trouble = "";
  private byte[] content = {};

  TopologySource(AwsClients clients, Settings settings, Map<String, String> environment) {
    this.clients = clients;
    this.settings = settings;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What is known.
   *
   * @param topology null = none was ever read
   * @param content the file that it was read from; empty = none was ever read
   * @param trouble one sentence where the newest could not be had; empty = it is the newest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Known(@Nullable Topology topology, byte[] content, String trouble) {}

  /** The topology; asks for a newer one where the last question is a minute old. */
  synchronized Known current(Invocation invocation) {
    boolean fresh = invocation.began().isBefore(askedAt.plus(KEPT));
    if (topology == null || !fresh) {
      ask(invocation);
    }
    return new Known(topology, content, trouble);
  }

  private void ask(Invocation invocation) {
    askedAt = invocation.began();
    var budget = clients.budget(invocation.until());
    String name = "s3://" + settings.bucket() + "/" + settings.key();
    if (budget.isEmpty()) {
      trouble = AwsClients.NO_TIME + " for " + name;
      return;
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
                          .ifNoneMatch(etag)
                          .overrideConfiguration(budget.get()));
      take(name, got.asByteArray(), got.response().eTag());
    } catch (S3Exception e) {
      trouble =
          e.statusCode() == NOT_MODIFIED ? "" : AwsFailure.of(e, "s3:GetObject", name).sentence();
    } catch (SdkException e) {
      trouble = AwsFailure.of(e, "s3:GetObject", name).sentence();
    }
  }

  private void take(String name, byte[] bytes, String tag) {
    switch (TopologyReader.read(bytes, Path.of(""), environment::get)) {
      case ReadTopology.Valid valid -> {
        Topology read = valid.topology();
        boolean mine = read.fleet().regions().containsKey(settings.region());
        trouble = mine ? "" : name + " has no region '" + settings.region() + "'";
        if (mine) {
          topology = read;
          content = bytes;
          etag = tag;
        }
      }
      case ReadTopology.Invalid(List<Problem> problems) ->
          trouble =
              problems.stream()
                  .filter(Problem::isError)
                  .limit(MOST_PROBLEMS)
                  .map(problem -> problem.text(name))
                  .collect(Collectors.joining("; "));
    }
  }
}
