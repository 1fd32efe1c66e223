package io.fairlead.aws.zone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds name servers by their names; one look-up may take as long as it likes. */
@FunctionalInterface
public interface ServerNames {
  /** As the machine looks names up, at the port of DNS. */
  ServerNames OF_THE_MACHINE = name -> new InetSocketAddress(InetAddress.getByName(name), 53);

  /**
   * Where a server is.
   *
   * @throws UnknownHostException when its name has no address
   */
  InetSocketAddress at(String name) throws UnknownHostException;

  /**
   * Where every server is, all looked up at once and within a time; unresolved where a name has no
   * address or took longer. A late look-up changes nothing and is left to itself: nobody can
   * interrupt the machine's own, so each has a thread of the platform, which no other call needs.
   */
  default List<InetSocketAddress> all(List<String> names, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    List<FutureTask<InetSocketAddress>> asked = new ArrayList<>();
    for (String name : names) {
      FutureTask<InetSocketAddress> task = new FutureTask<>(() -> at(name));
      Thread.ofPlatform().daemon().name("look up " + name).start(task);
      asked.add(task);
    }
    List<InetSocketAddress> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      try {
        found.add(asked.get(i).get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException | TimeoutException none) {
        found.add(InetSocketAddress.createUnresolved(names.get(i), 0));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        found.add(InetSocketAddress.createUnresolved(names.get(i), 0));
      }
    }
    return found;
  }
}
