package io.fairlead.wiring.azure;

import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.azure.doctor.IdentityExamination;
import io.fairlead.wiring.azure.doctor.RoleExamination;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AzureObjections;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at containers, zones, addresses, clocks and roles with the operator's own credentials; at
 * containers by a canary in each: created where there is none, refused where there is one, deleted
 * by its ETag.
 */
public final class AzureExaminer implements Examiner {
  /** As the probe cycle: an observer whose clock is further off abstains. */
  private static final Duration CLOCK_MARGIN = Duration.ofSeconds(10);

  private static final byte[] BODY = "{\"canary\":true}".getBytes(StandardCharsets.UTF_8);

  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.AZURE);
  }

  @Override
  public List<Cause> causes(Topology topology, Opening opening, Instant deadline) {
    return new IdentityExamination(
            AzureAdapters.clients(topology, opening), AzureStacks.of(topology), deadline)
        .cause().stream().toList();
  }

  @Override
  public List<Finding> examine(Topology topology, Opening opening, Instant deadline) {
    List<Finding> findings = new ArrayList<>();
    AzureClients clients = AzureAdapters.clients(topology, opening);
    try (AzurePorts ports = new AzurePorts(topology, clients, opening.by())) {
      String canary = "canary/" + topology.fleet().name() + "/doctor";
      Map<String, BlobObjects> stores = new TreeMap<>();
      ports.states().forEach((region, store) -> stores.put("storage/" + region, store));
      ports.flagStores().forEach((region, store) -> stores.put("flag store/" + region, store));
      stores.forEach(
          (subject, store) ->
              tried(store, canary, deadline)
                  .ifPresent(
                      why ->
                          findings.add(
                              Finding.error(
                                  subject,
                                  "a canary that can be made and taken away under conditions",
                                  why,
                                  "do what it says, then ask again"))));
      profiles(topology, ports.trafficManager(), deadline, findings);
      addresses(topology, ports, deadline, findings);
      deployed(AzureStacks.of(topology), clients, deadline, findings);
      clients.clockOffset().ifPresent(offset -> clock(offset, findings));
    }
    return findings;
  }

  /** Whether profiles of Traffic Manager could be written; that they can be read, others ask. */
  private static void profiles(
      Topology topology,
      TrafficManagerDirector director,
      Instant deadline,
      List<Finding> findings) {
    topology
        .zones()
        .keySet()
        .forEach(
            zone ->
                director
                    .missing(zone, deadline)
                    .ifPresent(
                        why ->
                            findings.add(
                                Finding.error(
                                    "zone/" + zone,
                                    "a profile that can be written",
                                    "no right to write it",
                                    why))));
  }

  /** What would keep an address from a node: asked with the identity of whoever asks. */
  private static void addresses(
      Topology topology, AzurePorts ports, Instant deadline, List<Finding> findings) {
    PublicIpMover mover = ports.addresses();
    mover.holders(ours(topology), deadline);
    mover
        .findings()
        .forEach(
            (id, why) ->
                findings.add(
                    Finding.error(
                        "address/" + id,
                        "a public IP that each of its nodes could hold",
                        why,
                        "do what it says, then ask again")));
  }

  private static SortedSet<AddressId> ours(Topology topology) {
    SortedSet<AddressId> ours = new TreeSet<>(topology.fleet().addresses());
    ours.removeIf(id -> topology.fleet().region(id.region()).cloud() != Cloud.AZURE);
    return ours;
  }

  /** What the templates make; nothing where they could not serve this topology. */
  private static void deployed(
      AzureStacks stacks, AzureClients clients, Instant deadline, List<Finding> findings) {
    Optional<String> objection = new AzureObjections(stacks).first();
    if (objection.isPresent()) {
      findings.add(
          Finding.warning(
              "templates", "a topology that they serve", objection.get(), "see infra/README.md"));
      return;
    }
    RoleExamination roles = new RoleExamination(new ArmClient(clients), stacks, deadline);
    SideBySide.all(stacks.identified(), roles::region).forEach(findings::addAll);
  }

  /** Why the canary cannot be; empty = it was made, protected and taken away. */
  private static Optional<String> tried(BlobObjects store, String name, Instant deadline) {
    Put made = store.put(name, BODY, null, deadline);
    if (made instanceof Put.Failed(String why)) {
      return Optional.of(why);
    }
    if (store.put(name, BODY, null, deadline) instanceof Put.Done) {
      return Optional.of("the store made a blob anew where there was one");
    }
    return switch (store.get(name, deadline)) {
      case Got.Failed(String why) -> Optional.of(why);
      case Got.Absent _ -> Optional.of("what was written is not there");
      case Got.There(_, String etag) ->
          store.delete(name, etag, deadline) instanceof Put.Failed(String why)
              ? Optional.of(why)
              : Optional.empty();
    };
  }

  private static void clock(Duration offset, List<Finding> findings) {
    if (offset.abs().compareTo(CLOCK_MARGIN) > 0) {
      findings.add(
          Finding.error(
              "clock",
              "this machine's within " + CLOCK_MARGIN.toSeconds() + " s of the storage service's",
              offset.toSeconds() + " s between them",
              "let it be set by NTP: orders of yours would come too late"));
    }
  }
}
