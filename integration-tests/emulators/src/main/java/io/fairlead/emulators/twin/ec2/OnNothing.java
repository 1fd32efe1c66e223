package io.fairlead.emulators.twin.ec2;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long addresses that had a place were without one, in real time. */
final class OnNothing {
  private final Map<String, Long> since = new HashMap<>();
  private long longest;

  synchronized void forget() {
    since.clear();
    longest = 0;
  }

  synchronized void look(Ec2State state) {
    long now = System.nanoTime();
    for (ElasticAddress address : state.addresses().values()) {
      if (address.association() == null) {
        since.putIfAbsent(address.allocationId(), now);
      } else {
        Long off = since.remove(address.allocationId());
        longest = off == null ? longest : Math.max(longest, now - off);
      }
    }
  }

  synchronized Duration longest() {
    return Duration.ofNanos(longest);
  }
}
