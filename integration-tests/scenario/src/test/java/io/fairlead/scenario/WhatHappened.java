package io.fairlead.scenario;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where a test fails, the fleet says how it stands and what it did: a rerun would not. */
record WhatHappened(Supplier<Fleet> fleet) implements AfterTestExecutionCallback {
  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      Fleet it = fleet.get();
      System.out.println(context.getDisplayName() + " failed; dead: " + dead(it));
      System.out.println(it.verb("status"));
      System.out.println(it.verb("history", "--since", "10m"));
    }
  }

  private static String dead(Fleet fleet) {
    return fleet.all().stream()
        .filter(actor -> !actor.alive())
        .map(Actor::name)
        .toList()
        .toString();
  }
}
