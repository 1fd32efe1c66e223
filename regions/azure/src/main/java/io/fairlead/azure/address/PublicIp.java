package io.fairlead.azure.address;

import io.fairlead.azure.arm.ArmId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A floating address as Azure knows it.
 *
 * @param location its region in Azure, as in {@code westeurope}
 * @param id of the public IP
 * @param attachments where it goes, by node that may hold it
 * @param ports that services on it listen on
 */
public record PublicIp(
    String location,
    ArmId id,
    SortedMap<String, Attachment> attachments,
    SortedSet<Integer> ports) {
  public PublicIp {
    attachments = Collections.unmodifiableSortedMap(new TreeMap<>(attachments));
    ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
  }
}
