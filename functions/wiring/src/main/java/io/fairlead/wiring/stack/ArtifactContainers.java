package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Topology;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Containers of Blob Storage with artifact sets that a region's function app opens: to copy what
 * the region gets, and to tell how far its copies are.
 *
 * @param read and never written by it
 * @param written that it reads, too
 */
record ArtifactContainers(SortedSet<Container> read, SortedSet<Container> written) {
  ArtifactContainers {
    read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
    written = Collections.unmodifiableSortedSet(new TreeSet<>(written));
  }

  /** A container of an account. */
  record Container(String account, String container) implements Comparable<Container> {
    private static final Comparator<Container> ORDER =
        Comparator.comparing(Container::account).thenComparing(Container::container);

    String text() {
      return account + "/" + container;
    }

    @Override
    public int compareTo(Container other) {
      return ORDER.compare(this, other);
    }
  }

  /** Those of a region. */
  static ArtifactContainers of(Topology topology, String region) {
    SortedSet<Container> read = new TreeSet<>();
    SortedSet<Container> written = new TreeSet<>();
    for (Replication.ArtifactSet set : topology.replication().sets().values()) {
      Replication.Destination into = set.regions().get(region);
      if (into != null && into.into() instanceof ArtifactPlace.Blobs copy) {
        written.add(container(copy));
        add(set.store(), read);
      }
    }
    SeenCopies.of(topology, region).forEach(seen -> add(seen.place(), read));
    read.removeAll(written);
    return new ArtifactContainers(read, written);
  }

  /**
   * Those of a region of AWS, which are read by what stands for it in Azure: its own copies are in
   * buckets.
   */
  static ArtifactContainers ofAws(Topology topology, String region) {
    SortedSet<Container> read = new TreeSet<>();
    for (Replication.ArtifactSet set : topology.replication().sets().values()) {
      Replication.Destination into = set.regions().get(region);
      if (into != null && into.into() instanceof ArtifactPlace.S3) {
        add(set.store(), read);
      }
    }
    SeenCopies.of(topology, region).forEach(seen -> add(seen.place(), read));
    return new ArtifactContainers(read, new TreeSet<>());
  }

  private static void add(ArtifactPlace place, SortedSet<Container> to) {
    if (place instanceof ArtifactPlace.Blobs blobs) {
      to.add(container(blobs));
    }
  }

  private static Container container(ArtifactPlace.Blobs blobs) {
    return new Container(blobs.storage().account(), blobs.storage().container());
  }
}
