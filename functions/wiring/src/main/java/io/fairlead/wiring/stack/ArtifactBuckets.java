package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a region's replicate function needs of S3, where the region's own copies are in it.
 *
 * @param stores that are copied from
 * @param copies that are written
 */
record ArtifactBuckets(List<ArtifactPlace.S3> stores, List<ArtifactPlace.S3> copies) {
  ArtifactBuckets {
    stores = List.copyOf(stores);
    copies = List.copyOf(copies);
  }

  /** Those of a region. */
  static ArtifactBuckets of(Topology topology, String region) {
    List<ArtifactPlace.S3> stores = new ArrayList<>();
    List<ArtifactPlace.S3> copies = new ArrayList<>();
    for (Replication.ArtifactSet set : topology.replication().sets().values()) {
      Replication.Destination into = set.regions().get(region);
      if (into != null && into.into() instanceof ArtifactPlace.S3 copy) {
        copies.add(copy);
        if (set.store() instanceof ArtifactPlace.S3 store) {
          stores.add(store);
        }
      }
    }
    return new ArtifactBuckets(stores, copies);
  }

  /** ARNs of the objects at places. */
  static SortedSet<String> objects(Collection<ArtifactPlace.S3> places) {
    SortedSet<String> arns = new TreeSet<>();
    for (ArtifactPlace.S3 place : places) {
      arns.add(bucket(place) + (place.prefix().isEmpty() ? "" : "/" + place.prefix()) + "/*");
    }
    return arns;
  }

  /** ARNs of the buckets of all. */
  SortedSet<String> buckets() {
    SortedSet<String> arns = new TreeSet<>();
    stores.forEach(place -> arns.add(bucket(place)));
    copies.forEach(place -> arns.add(bucket(place)));
    return arns;
  }

  private static String bucket(ArtifactPlace.S3 place) {
    return arn(place.location(), place.bucket());
  }

  /** A bucket in the partition of its location. */
  static String arn(String location, String bucket) {
    String partition = "aws";
    if (location.startsWith("cn-")) {
      partition = "aws-cn";
    } else if (location.startsWith("us-gov-")) {
      partition = "aws-us-gov";
    }
    return "arn:" + partition + ":s3:::" + bucket;
  }
}
