package io.fairlead.emulators.world;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One way through the decisions.
 *
 * @param kind what the fleet is like
 * @param before brings a new world to where it starts
 * @param trigger what happens; may be repeated by whoever is not sure that it happened
 * @param wanted what must be so in the end, and stay so
 * @param since what has happened after it when a late call comes, so that it would undo something;
 *     null = nothing
 */
public record Course(
    String name,
    AwsFleet.Kind kind,
    Consumer<AwsWorld> before,
    Consumer<AwsWorld> trigger,
    Predicate<AwsWorld> wanted,
    @Nullable Course since) {
  /** One after which nothing happens. */
  Course(
      String name,
      AwsFleet.Kind kind,
      Consumer<AwsWorld> before,
      Consumer<AwsWorld> trigger,
      Predicate<AwsWorld> wanted) {
    this(name, kind, before, trigger, wanted, null);
  }

  /** The same, after which another one is gone when a late call comes. */
  Course then(Course next) {
    return new Course(name, kind, before, trigger, wanted, next);
  }

  @Override
  public String toString() {
    return name;
  }
}
