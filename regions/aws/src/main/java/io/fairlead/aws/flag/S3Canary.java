package io.fairlead.aws.flag;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagObjects.Got;
import io.fairlead.aws.flag.FlagObjects.Put;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A flag that no health check asks for, made anew once a minute, so that a store which no flag
 * could be raised in is found on a good day. It lies there between two runs: its age tells whoever
 * looks when flags could be written last.
 *
 * @param store of the region whose canary it is
 */
public record S3Canary(AwsClients clients, String fleet, FlagStore store) {
  /** Key of a region's canary in its own store. */
  public static String key(String fleet, String region) {
    return "canary/" + fleet + "/" + region;
  }

  /**
   * Takes the last canary away by its ETag and makes a new one where there is none: what lowering
   * and raising a flag do. One that another run made meanwhile counts.
   *
   * @return why it cannot be; empty = it is there anew
   */
  public Optional<String> exercise(Instant deadline) {
    FlagObjects objects = new FlagObjects(clients, store, deadline);
    String key = key(fleet, store.name());
    Put gone =
        switch (objects.get(key)) {
          case Got.There(_, String etag) -> objects.delete(key, etag);
          case Got.Absent _ -> new Put.Done();
          case Got.Failed(String why) -> new Put.Failed(why);
        };
    if (gone instanceof Put.Failed(String why)) {
      return Optional.of(why);
    }
    return objects.put(key, body(), null) instanceof Put.Failed(String why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private byte[] body() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("fleet", fleet)
        .put("region", store.name())
        .put("canary", true)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
