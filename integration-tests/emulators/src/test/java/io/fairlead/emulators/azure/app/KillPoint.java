package io.fairlead.emulators.azure.app;

import java.util.function.Predicate;

/** When a process is killed, and whether the request that it had sent is carried out. */
enum KillPoint {
  INTENT_BEFORE_IT_IS_WRITTEN("/cell/", 1, false),
  INTENT_WRITTEN_BY_A_MAJORITY("/cell/", KillPoint.JOURNALED, true),
  SECOND_FLAG_WRITTEN("/flags/flags/", 2, true),
  CONFIRMATION("/cell/", KillPoint.JOURNALED + 2, false);

  /** A change of the register is a promise and a value of three cells each: by now a majority's. */
  private static final int JOURNALED = 5;

  private final String path;
  private final int nth;
  private final boolean carriedOut;

  KillPoint(String path, int nth, boolean carriedOut) {
    this.path = path;
    this.nth = nth;
    this.carriedOut = carriedOut;
  }

  /** Requests of its kind. */
  Predicate<StoreTap.Call> where() {
    return call -> call.method().equals("PUT") && call.path().contains(path);
  }

  /** Which of them it is. */
  int nth() {
    return nth;
  }

  boolean isCarriedOut() {
    return carriedOut;
  }
}
