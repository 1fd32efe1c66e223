package io.fairlead.wiring.artifact;

import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.SetId;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.local.artifact.GitSource;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Signer;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The parts of an artifact set as a topology declares them.
 *
 * @param stores open its store and its regions'
 */
public record SetParts(
    SetId id, Replication.ArtifactSet declared, ManifestGate gate, Stores stores) {
  /** A set of a topology, which declares it. */
  public static SetParts of(Topology topology, String set, Stores stores) {
    Replication replication = topology.replication();
    Replication.ArtifactSet declared = replication.sets().get(set);
    if (declared == null) {
      throw new IllegalArgumentException("there is no artifact set '" + set + "'");
    }
    SetId id = new SetId(topology.fleet().name(), set);
    ManifestGate gate = new ManifestGate(id, declared.master(), replication.trustedKeys());
    return new SetParts(id, declared, gate, stores);
  }

  /** Where its versions are. */
  public ArtifactStore store() {
    return stores.open(declared.store());
  }

  /** Wall time. */
  public InstantSource clock() {
    return stores.opening().clock();
  }

  /** What it is published from; empty where the topology names nothing. */
  public Optional<ArtifactSource> source() {
    Replication.Source source = declared.source();
    if (source == null) {
      return Optional.empty();
    }
    String revision = source.revision();
    return Optional.of(
        revision == null
            ? new FolderSource(source.folder(), clock())
            : new GitSource(source.folder(), revision, clock()));
  }

  /** What the master signs with; empty where the topology names nothing. */
  public List<Signer> signers() {
    return declared.sign().stream()
        .<Signer>map(key -> new FileSigner(key.id(), key.file()))
        .toList();
  }

  /**
   * What the topology says of publishing it.
   *
   * @param maxDelete percentage that an operator allows; the topology's, if that is more
   */
  public PublishTerms terms(int maxDelete) {
    return new PublishTerms(
        id,
        declared.master(),
        List.copyOf(declared.regions().keySet()),
        declared.validFor(),
        Math.max(maxDelete, declared.maxDelete()));
  }
}
