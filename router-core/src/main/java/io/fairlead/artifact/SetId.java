package io.fairlead.artifact;

/** An artifact set of a fleet; a manifest of another fleet or set is never taken for it. */
public record SetId(String fleet, String set) {}
