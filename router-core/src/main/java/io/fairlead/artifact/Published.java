package io.fairlead.artifact;

/** A manifest and the pointer to it. */
public record Published(Pointer pointer, Manifest manifest) {}
