package io.fairlead.wiring.artifact;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.SetId;
import io.fairlead.bucket.BucketSource;
import io.fairlead.cycle.PublishContent;
import io.fairlead.gateway.kong.KongCheck;
import io.fairlead.gateway.kong.KongFileSource;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.local.artifact.GitSource;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Signer;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.SetSource;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The parts of an artifact set as a topology declares them.
 *
 * @param boxes what certificates are sealed with, by region
 * @param stores open its store and its regions'
 */
public record SetParts(
    SetId id,
    Replication.ArtifactSet declared,
    SortedMap<String, List<Tokens.BoxKey>> boxes,
    ManifestGate gate,
    Stores stores) {
  /** A set of a topology, which declares it. */
  public static SetParts of(Topology topology, String set, Stores stores) {
    Replication replication = topology.replication();
    Replication.ArtifactSet declared = replication.sets().get(set);
    if (declared == null) {
      throw new IllegalArgumentException("there is no artifact set '" + set + "'");
    }
    SetId id = new SetId(topology.fleet().name(), set);
    ManifestGate gate = new ManifestGate(id, declared.master(), replication.trustedKeys());
    return new SetParts(id, declared, replication.boxes(), gate, stores);
  }

  /** Where its versions are. */
  public CollectableStore store() {
    return stores.open(declared.store());
  }

  /** Wall time. */
  public InstantSource clock() {
    return stores.opening().clock();
  }

  /** What it is published from; empty where the topology names nothing. */
  public Optional<ArtifactSource> source() {
    SetSource source = declared.source();
    return source == null
        ? Optional.empty()
        : Optional.of(
            switch (source) {
              case SetSource.Folder(var path) -> new FolderSource(path, clock());
              case SetSource.Commit(var repository, var revision) ->
                  new GitSource(repository, revision, clock());
              case SetSource.Objects(var place) ->
                  new BucketSource(stores.bucket(place), stores.lanes());
              case SetSource.KongFile(var path) ->
                  new KongFileSource(path, new KongCheck(KongYaml::read, gateways()));
            });
  }

  /** One sentence where its source cannot be opened here; empty = it can. */
  public Optional<String> sourceObjection() {
    return declared.source() instanceof SetSource.Objects(var place)
        ? stores.objection(place)
        : Optional.empty();
  }

  private List<KongCheck.Gateway> gateways() {
    List<KongCheck.Gateway> gateways = new ArrayList<>();
    declared
        .regions()
        .forEach(
            (region, into) -> {
              Replication.KongNodes kong = into.kong();
              if (kong != null) {
                gateways.add(new KongCheck.Gateway(region, kong.tag() != null, into.values()));
              }
            });
    return gateways;
  }

  /** What its files are: what a file of Kong is needs no rule. */
  public List<ObjectRule> rules() {
    if (!(declared.source() instanceof SetSource.KongFile)) {
      return declared.objects();
    }
    List<ObjectRule> rules = new ArrayList<>(declared.objects());
    rules.add(
        new ObjectRule(List.of(PathPattern.parse("**")), ArtifactKind.GATEWAY_CONFIG, List.of()));
    return rules;
  }

  /** Content of it whose certificates are sealed for the regions that take them. */
  public PublishContent sealed(PublishContent content) {
    return new SetBoxes(id, boxes).sealed(content, declared, store());
  }

  /** A region's destination, which opens what was sealed for it. */
  public ArtifactSink opened(ArtifactSink copies, String region) {
    return new SetBoxes(id, boxes).opened(copies, region);
  }

  /** What the master signs with; empty where the topology names nothing. */
  public List<Signer> signers() {
    return declared.sign().stream().map(stores::signer).toList();
  }

  /** The same, signed with other keys than the topology names. */
  public SetParts signedWith(List<SigningKey> keys) {
    return new SetParts(id, declared.signedWith(keys), boxes, gate, stores);
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
