package io.fairlead.contract.artifact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.SortedSet;
import java.util.TreeSet;

/** Counts the calls of ports, and kills the process, so to speak, at one of them. */
public final class Struck {
  private final int at;
  private final SortedSet<String> met = new TreeSet<>();
  private int calls;

  /** A kill before a call, counted from 1: that is after all that the one before it did. */
  public Struck(int at) {
    this.at = at;
  }

  /** The process is gone. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The same port, with calls that are counted. */
  public <P> P over(Class<P> type, P port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              met.add(type.getSimpleName() + "." + method.getName());
              if (++calls == at) {
                throw new Killed();
              }
              try {
                return method.invoke(port, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** The methods that were called. */
  public SortedSet<String> met() {
    return met;
  }

  /** Whether there were fewer calls. */
  public boolean missed() {
    return calls < at;
  }
}
