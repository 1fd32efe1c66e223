package io.fairlead.scenario;

import java.util.concurrent.atomic.AtomicInteger;

/** Loopback addresses of one scenario's own, so that scenarios side by side do not meet. */
record Network(int second, int third) {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final int REGIONS = 3;

  static Network next() {
    int second = (int) (ProcessHandle.current().pid() % 200) + 20;
    return new Network(second, 100 + REGIONS * (NEXT.getAndIncrement() % 40));
  }

  /** An address of a region, the first being 1. */
  String address(int region, int host) {
    return "127." + second + "." + (third + region) + "." + host;
  }
}
