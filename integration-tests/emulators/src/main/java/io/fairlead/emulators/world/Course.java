package io.fairlead.emulators.world;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One way through the decisions.
 *
 * @param kind what the fleet is like
 * @param before brings a new world to where it starts
 * @param trigger what happens; may be repeated by whoever is not sure that it happened
 * @param wanted what must be so in the end, and stay so
 */
public record Course(
    String name,
    AwsFleet.Kind kind,
    Consumer<AwsWorld> before,
    Consumer<AwsWorld> trigger,
    Predicate<AwsWorld> wanted) {
  @Override
  public String toString() {
    return name;
  }
}
