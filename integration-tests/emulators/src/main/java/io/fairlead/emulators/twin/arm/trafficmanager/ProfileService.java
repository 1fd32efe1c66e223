package io.fairlead.emulators.twin.arm.trafficmanager;

import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What Microsoft.Network answers of Traffic Manager here, and what its probes find. */
public final class ProfileService {
  private static final String TYPE = "trafficManagerProfiles";

  private volatile Predicate<Probe> passes = _ -> true;

  /**
   * What an endpoint is asked.
   *
   * @param headers by name in lower case, those of the profile and over them the endpoint's
   */
  public record Probe(
      String target, String protocol, int port, String path, SortedMap<String, String> headers) {
    public Probe {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** A header; empty where there is none. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Profiles, and endpoints outside Azure. */
  public List<ResourceKind> kinds() {
    return List.of(new Profiles(TYPE, this), new ExternalEndpoints(TYPE));
  }

  /** Says which probes pass from now on. */
  public void passes(Predicate<Probe> those) {
    passes = those;
  }

  boolean isPassing(Probe probe) {
    return passes.test(probe);
  }

  /**
   * Whom the name servers answer a profile's name with, by target: parts of all answers. Empty =
   * the name does not exist.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring#endpoint-failover-and-recovery">Endpoint
   *     failover and recovery</a>
   */
  public SortedMap<String, Integer> answers(Resource profile) {
    JsonNode properties = profile.body().path("properties");
    return new Answers(this, properties).all();
  }
}
