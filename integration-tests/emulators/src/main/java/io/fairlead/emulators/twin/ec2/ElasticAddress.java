package io.fairlead.emulators.twin.ec2;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An Elastic IP, and where it sits. */
record ElasticAddress(
    String allocationId,
    String publicIp,
    SortedMap<String, String> tags,
    @Nullable Association association) {
  ElasticAddress {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** Its place on an interface. */
  record Association(String id, String networkInterface, String privateIp) {}

  ElasticAddress on(@Nullable Association place) {
    return new ElasticAddress(allocationId, publicIp, tags, place);
  }

  boolean isOn(String networkInterface, String privateIp) {
    return association != null
        && association.networkInterface().equals(networkInterface)
        && association.privateIp().equals(privateIp);
  }
}
