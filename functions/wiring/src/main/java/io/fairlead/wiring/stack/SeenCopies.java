package io.fairlead.wiring.stack;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.wiring.artifact.CopySightings;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a region's tick looks at to tell how far its copies are behind: pointers, marks and
 * manifests of the sets that services wait for.
 */
public final class SeenCopies {
  /** Its pointer. */
  private static final int STORE_READS = 1;

  /** Its pointer and its mark. */
  private static final int COPY_READS = 2;

  private SeenCopies() {}

  /**
   * A set in a store that is looked at.
   *
   * @param reads of one look that finds nothing new
   */
  public record Seen(String set, ArtifactPlace place, int reads) {}

  /** What a region's function looks at; a set that it cannot see whole it leaves alone. */
  public static List<Seen> of(Topology topology, String region) {
    List<Seen> seen = new ArrayList<>();
    // Packages open the clouds that the topology is in; no function reaches a folder.
    Set<Cloud> clouds = EnumSet.copyOf(Technologies.needed(topology));
    clouds.remove(Cloud.LOCAL);
    for (ReplicatedSet set : topology.fleet().replicated().values()) {
      if (CopySightings.concerns(set, region)) {
        Replication.ArtifactSet declared =
            Objects.requireNonNull(topology.replication().sets().get(set.name()), "declared");
        List<Seen> places = places(set, declared, region);
        if (places.stream().allMatch(each -> clouds.contains(cloud(each.place())))) {
          seen.addAll(places);
        }
      }
    }
    return seen;
  }

  /** Whose store a place is in. */
  public static Cloud cloud(ArtifactPlace place) {
    return switch (place) {
      case ArtifactPlace.Folder _ -> Cloud.LOCAL;
      case ArtifactPlace.S3 _ -> Cloud.AWS;
      case ArtifactPlace.Blobs _ -> Cloud.AZURE;
    };
  }

  private static List<Seen> places(
      ReplicatedSet set, Replication.ArtifactSet declared, String region) {
    List<Seen> places = new ArrayList<>();
    places.add(new Seen(set.name(), declared.store(), STORE_READS));
    Replication.Destination into = declared.regions().get(region);
    if (into != null && !set.master().equals(region)) {
      places.add(new Seen(set.name(), into.into(), COPY_READS));
    }
    return places;
  }

  /** ARNs of what a region looks at in S3. */
  public static SortedSet<String> objects(Topology topology, String region) {
    SortedSet<String> arns = new TreeSet<>();
    for (Seen seen : of(topology, region)) {
      if (seen.place() instanceof ArtifactPlace.S3 place) {
        arns.addAll(objects(place, seen.set()));
      }
    }
    return arns;
  }

  /** ARNs of a set's objects in a store. */
  static SortedSet<String> objects(ArtifactPlace.S3 place, String set) {
    String below = place.prefix().isEmpty() ? "" : "/" + place.prefix();
    String store = ArtifactBuckets.arn(place.location(), place.bucket()) + below;
    // Pages of manifests lie among the content.
    return new TreeSet<>(List.of(store + "/sets/" + set + "/*", store + "/sha256/*"));
  }

  /** ARNs of the buckets that these are in. */
  public static SortedSet<String> buckets(Topology topology, String region) {
    SortedSet<String> arns = new TreeSet<>();
    for (Seen seen : of(topology, region)) {
      if (seen.place() instanceof ArtifactPlace.S3(var location, var bucket, _)) {
        arns.add(ArtifactBuckets.arn(location, bucket));
      }
    }
    return arns;
  }
}
