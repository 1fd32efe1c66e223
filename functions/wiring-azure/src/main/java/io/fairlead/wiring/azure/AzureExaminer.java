package io.fairlead.wiring.azure;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at containers with the operator's own credentials, by a canary in each: created where there
 * is none, refused where there is one, deleted by its ETag.
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
  public List<Finding> examine(Topology topology, Opening opening, Instant deadline) {
    List<Finding> findings = new ArrayList<>();
    NotYet.in(topology)
        .ifPresent(
            why ->
                findings.add(
                    Finding.error(
                        "topology",
                        "what this build has adapters for",
                        why,
                        "change the topology")));
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
      clients.clockOffset().ifPresent(offset -> clock(offset, findings));
    }
    return findings;
  }

  /** Profiles of Traffic Manager, and what the operator may do with them. */
  private static void profiles(
      Topology topology,
      TrafficManagerDirector director,
      Instant deadline,
      List<Finding> findings) {
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.TrafficManager profile) {
                director
                    .obstacle(zone, deadline)
                    .ifPresent(
                        why ->
                            findings.add(
                                Finding.error(
                                    "zone/" + zone,
                                    "profile "
                                        + profile.profile()
                                        + " that can be read and written",
                                    why,
                                    "do what it says, then ask again")));
              }
            });
    director
        .findings()
        .forEach(
            (zone, why) ->
                findings.add(
                    Finding.warning(
                        "zone/" + zone,
                        "a profile as the fleet has written it",
                        why,
                        "see to it, or let the fleet write it anew")));
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
