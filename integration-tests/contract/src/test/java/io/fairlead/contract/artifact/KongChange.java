package io.fairlead.contract.artifact;

import io.fairlead.cycle.ReplicateReport;
import io.fairlead.gateway.kong.KongDatabaseSink;
import io.fairlead.gateway.kong.KongEntities;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.port.ArtifactSink;
import io.fairlead.wiring.artifact.KongYaml;
import java.io.IOException;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** Two declarative files of a set, and how they are brought to Kong with a database. */
final class KongChange {
  static final String FILE = "kong.yaml";
  static final String TAG = "fairlead-gateway";

  static final String FIRST =
      """
      _format_version: "3.0"
      services:
      - name: orders
        url: http://127.0.0.1:9/orders
        retries: 7
        routes:
        - name: orders
          paths: [/orders]
          plugins:
          - name: rate-limiting
            config: {minute: 5}
      - {name: portal, host: 127.0.0.1, tags: [public]}
      routes:
      - {name: portal, paths: [/portal], service: portal}
      consumers:
      - username: shop
        keyauth_credentials: [{key: shop-key}]
        basicauth_credentials: [{username: shop, password: a-password}]
      upstreams:
      - name: pool
        targets: [{target: "127.0.0.1:9"}, {target: "127.0.0.1:10", weight: 50}]
      oauth2_tokens:
      - {access_token: issued-elsewhere, token_type: bearer, expires_in: 3600}
      """;

  /** Something of each kind goes, comes and changes. */
  static final String SECOND =
      """
      _format_version: "3.0"
      services:
      - name: orders
        url: http://127.0.0.1:9/orders
        routes:
        - name: orders
          paths: [/orders, /v2/orders]
      - {name: stock, host: 127.0.0.1, routes: [{name: stock, paths: [/stock]}]}
      consumers:
      - username: partner
        keyauth_credentials: [{key: partner-key}]
      upstreams:
      - name: pool
        targets: [{target: "127.0.0.1:9"}]
      """;

  private KongChange() {}

  /** Makes a service that is nobody's set's. */
  static void byHand(KongControl kong) {
    kong.rows.put(
        "services",
        "11111111-1111-4111-8111-111111111111",
        JsonMapper.shared().createObjectNode().put("name", "by-hand").put("host", "a"));
  }

  /** Runs the cycle over copies in the region's folder and a gateway beside them. */
  static ReplicateReport replicate(
      Copying copying, KongEntities gateway, UnaryOperator<ArtifactSink> copies)
      throws IOException {
    KongFile file = new KongFile(FILE, KongYaml::read);
    return copying.replicate(
        copying.storeItself(),
        sink -> new KongDatabaseSink(copies.apply(sink), file, gateway, TAG),
        false);
  }
}
