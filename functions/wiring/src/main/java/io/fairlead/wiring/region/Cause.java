package io.fairlead.wiring.region;

import java.util.function.Predicate;

/**
 * Something amiss that keeps other things from being examined.
 *
 * @param finding what it is, and what to do
 * @param hides whether a subject, as in {@code flag store/eu-west}, cannot be examined for it
 * @param bars whether its examiner can ask nothing at all
 */
public record Cause(Finding finding, Predicate<String> hides, boolean bars) {}
