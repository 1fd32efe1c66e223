package io.fairlead.aws.flag;

/**
 * A bucket that holds flags.
 *
 * @param name as reports show it: the region it belongs to
 * @param location of the bucket, as in {@code eu-west-1}
 */
public record FlagStore(String name, String location, String bucket) {}
