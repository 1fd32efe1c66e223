package io.fairlead.cli.artifact;

import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongDatabaseSink;
import io.fairlead.gateway.kong.KongDblessSink;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.gateway.kong.KongNode;
import io.fairlead.gateway.kong.Refusals;
import io.fairlead.port.ArtifactSink;
import io.fairlead.wiring.artifact.KongYaml;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a topology says of Kong beside a region's folder, as a sink. */
final class KongSinks {
  private KongSinks() {}

  /**
   * Kong beside copies.
   *
   * @param refusals that nodes without a database said last
   */
  static ArtifactSink beside(
      ArtifactSink copies, Replication.KongNodes kong, Refusals refusals, InstantSource clock) {
    Secret secret = kong.token();
    String token = secret == null ? null : secret.value();
    KongFile file = new KongFile(kong.file(), KongYaml::read);
    String tag = kong.tag();
    if (tag != null) {
      KongDatabase database =
          new KongDatabase(kong.admins().getFirst(), token, clock, KongSinks::pass);
      return new KongDatabaseSink(copies, file, database, tag);
    }
    List<KongNode> nodes =
        kong.admins().stream().map(admin -> new KongNode(admin, token, clock)).toList();
    return new KongDblessSink(
        copies, file, nodes, refusals, new KongDblessSink.Time(clock, KongSinks::pass));
  }

  private static void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
