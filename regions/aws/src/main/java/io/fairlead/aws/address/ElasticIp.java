package io.fairlead.aws.address;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A floating address as AWS knows it.
 *
 * @param location its region in AWS, as in {@code eu-west-1}
 * @param allocation {@code eipalloc-…}
 * @param attachments where it goes, by node that may hold it
 */
public record ElasticIp(
    String location, String allocation, SortedMap<String, Attachment> attachments) {
  public ElasticIp {
    attachments = Collections.unmodifiableSortedMap(new TreeMap<>(attachments));
  }
}
