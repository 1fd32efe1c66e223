package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.local.artifact.KeyFiles;
import io.fairlead.wiring.function.KeysBeside;
import io.fairlead.wiring.function.TopologySource;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function's environment says.
 *
 * @param region the name of its region in the topology
 * @param location what AWS calls the place it runs in
 * @param bucket holds the topology
 * @param key of the topology in the bucket
 * @param queue URL of the queue of delayed ticks; null = the schedule alone ticks
 */
public record Settings(
    String region, String location, String bucket, String key, @Nullable String queue) {
  /**
   * Reads {@code FAIRLEAD_REGION}, {@code FAIRLEAD_TOPOLOGY}, {@code FAIRLEAD_QUEUE_URL} and
   * Lambda's own {@code AWS_REGION}.
   *
   * @throws IllegalArgumentException naming the variable that is missing or of another form
   */
  static Settings of(Map<String, String> environment) {
    String topology = needed(environment, "FAIRLEAD_TOPOLOGY");
    URI at = uri(topology);
    String bucket = at.getAuthority();
    if (!"s3".equals(at.getScheme()) || bucket == null || at.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "FAIRLEAD_TOPOLOGY needs s3://BUCKET/KEY; found '" + topology + "'");
    }
    String queue = environment.getOrDefault("FAIRLEAD_QUEUE_URL", "");
    return new Settings(
        needed(environment, "FAIRLEAD_REGION"),
        needed(environment, "AWS_REGION"),
        bucket,
        at.getPath().substring(1),
        queue.isBlank() ? null : queue);
  }

  /** The topology that they name. */
  TopologySource topology(AwsClients clients, Map<String, String> environment) {
    return new TopologySource(new S3Topology(clients, this), region, environment);
  }

  /** The same with another object, in the folder of the topology. */
  Settings beside(String name) {
    String folder = key.substring(0, key.lastIndexOf('/') + 1);
    return new Settings(region, location, bucket, folder + name, queue);
  }

  /** Key files beside the topology. */
  KeyFiles keys(AwsClients clients) {
    return new KeysBeside(new S3Topology(clients, this), clients.access().clock());
  }

  private static URI uri(String topology) {
    try {
      return URI.create(topology);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "FAIRLEAD_TOPOLOGY needs s3://BUCKET/KEY; found '" + topology + "'", e);
    }
  }

  private static String needed(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("the function's environment needs " + name);
    }
    return value;
  }
}
