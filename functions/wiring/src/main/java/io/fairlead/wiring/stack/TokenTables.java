package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a region's functions need for its tokens, where these are in DynamoDB.
 *
 * @param store name of the table of all feeds
 * @param own name of the region's own table
 * @param boxes key files that open what is sealed for it
 * @param sign key files that it signs with
 * @param answers whether callers are declared who may ask
 */
record TokenTables(String store, String own, List<Path> boxes, List<Path> sign, boolean answers) {
  TokenTables {
    boxes = List.copyOf(boxes);
    sign = List.copyOf(sign);
  }

  /** Those of a region; empty where it has none in DynamoDB, or no key to open anything with. */
  static Optional<TokenTables> of(Topology topology, String region) {
    Tokens.TokenRegion of = topology.tokens().regions().get(region);
    if (of == null
        || !(topology.tokens().store() instanceof TokenStore.Dynamo(_, String store))
        || !(of.own() instanceof TokenStore.Dynamo(_, String own))) {
      return Optional.empty();
    }
    List<Path> boxes = new ArrayList<>();
    for (Tokens.BoxKey box : of.boxes()) {
      Path file = box.file();
      if (file != null) {
        boxes.add(file);
      }
    }
    List<Path> sign = of.sign().stream().map(Replication.SigningKey::file).toList();
    return boxes.isEmpty()
        ? Optional.empty()
        : Optional.of(new TokenTables(store, own, boxes, sign, !of.callers().isEmpty()));
  }

  /** Every key file. */
  List<Path> keys() {
    return Stream.concat(boxes.stream(), sign.stream()).distinct().toList();
  }

  /** ARNs of key files in a config bucket, by their names alone. */
  static String arns(List<Path> files, String location, String bucket) {
    return String.join(
        ",",
        files.stream()
            .map(file -> ArtifactBuckets.arn(location, bucket) + "/" + file.getFileName())
            .toList());
  }
}
