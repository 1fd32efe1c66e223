package io.fairlead.artifact;

import org.jspecify.annotations.Nullable;

/**
 * A journaled switch of a destination: from one whole copy to another.
 *
 * @param from slot that readers saw when it began; null = none
 * @param to slot that they see when it is done
 * @param pointer the version that the slot holds
 */
public record SwitchIntent(@Nullable String from, String to, Pointer pointer) {}
