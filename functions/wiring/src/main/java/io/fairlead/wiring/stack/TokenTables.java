package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a region's functions need for its tokens, where these are in DynamoDB.
 *
 * @param store name of the table of all feeds; empty = it is in Azure
 * @param own name of the region's own table
 * @param files its key files
 * @param answers whether callers are declared who may ask
 */
record TokenTables(String store, String own, TokenFiles files, boolean answers) {
  /** Those of a region; empty where it has none in DynamoDB, or no key to open anything with. */
  static Optional<TokenTables> of(Topology topology, String region) {
    Tokens.TokenRegion of = topology.tokens().regions().get(region);
    TokenStore store = topology.tokens().store();
    if (of == null
        || store instanceof TokenStore.Folder
        || !(of.own() instanceof TokenStore.Dynamo(_, String own))) {
      return Optional.empty();
    }
    String feeds = store instanceof TokenStore.Dynamo(_, String table) ? table : "";
    TokenFiles files = TokenFiles.of(of);
    return files.boxes().isEmpty()
        ? Optional.empty()
        : Optional.of(new TokenTables(feeds, own, files, !of.callers().isEmpty()));
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
