package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Note;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The set {@code gateway} of a master that signs it, published and brought as its people would. */
public final class SignedSet {
  private final Path work;
  private final InstantSource clock;
  private final String publicKey;

  /** A set whose source and key are in a folder. */
  public SignedSet(Path work, InstantSource clock) throws IOException {
    this.work = work;
    this.clock = clock;
    this.publicKey = KeyFile.make("Ed25519", work.resolve("master.pem"));
  }

  /**
   * A topology's section of it.
   *
   * @param keys of the set, indented by six, as in {@code maxLag: 30s}
   */
  public String section(String master, String keys) {
    return """
    replication:
      keys: {master: "%s"}
      sets:
        gateway:
          master: %s
          source: {folder: %s}
          sign: [{key: master, file: %s}]
    """
            .formatted(publicKey, master, work.resolve("source"), work.resolve("master.pem"))
        + keys;
  }

  /** The topology in a text. */
  public static Topology read(String text, Map<String, String> environment) {
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8), Path.of(""), environment::get)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  /** Publishes one more version. */
  public void publish(Topology topology, Stores stores, String content) throws IOException {
    write("orders.yaml", content);
    publish(topology, stores);
  }

  /** Writes a file of its source. */
  void write(String path, String content) throws IOException {
    Path file = work.resolve("source").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Publishes its source as it is. */
  void publish(Topology topology, Stores stores) {
    SetParts set = SetParts.of(topology, "gateway", stores);
    Instant now = clock.instant();
    PublishCycle.Order order =
        new PublishCycle.Order(
            set.terms(0), new Publication.Signing(new Note("anna@desk", ""), now), false, false);
    PublishReport report =
        new PublishCycle(new PublishCycle.Parts(set.store(), set.gate(), set.signers(), Lanes.ONE))
            .run(
                PublishContent.of(set.source().orElseThrow(), List.of()),
                order,
                now.plusSeconds(60));
    assertThat(report.outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
  }

  /** Brings a region's own store what is published. */
  public void bring(Topology topology, Stores stores, String region) {
    SetParts set = SetParts.of(topology, "gateway", stores);
    Replication.Destination into =
        Objects.requireNonNull(set.declared().regions().get(region), region);
    MirrorCycle.Parts parts =
        new MirrorCycle.Parts(set.store(), set.gate(), stores.open(into.into()), region, Lanes.ONE);
    ReplicateCycle.Order order =
        new ReplicateCycle.Order(new ReplicationPlan.Taking(into.selector(), 0), false, false);
    Instant now = clock.instant();
    assertThat(new MirrorCycle(parts).run(order, now, now.plusSeconds(60)).outcome())
        .isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }
}
