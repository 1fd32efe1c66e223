package io.fairlead.artifact;

/**
 * A path that went away on purpose.
 *
 * @param version the set's version that it went away with
 */
public record Tombstone(String path, long version) {}
