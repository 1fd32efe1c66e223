package io.fairlead.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.SortedSet;
import java.util.TreeSet;

/** Counts the calls of ports, and kills the process, so to speak, at one of them. */
public final class Struck {
  private final int at;
  private final String before;
  private final SortedSet<String> met = new TreeSet<>();
  private String passed = "";
  private int calls;

  /** A kill before a call, counted from 1: that is after all that the one before it did. */
  public Struck(int at) {
    this(at, "");
  }

  private Struck(int at, String before) {
    this.at = at;
    this.before = before;
  }

  /** A kill before the first call of a method. */
  public static Struck before(String method) {
    return new Struck(0, method);
  }

  /** Lets the calls of a method pass, uncounted: what changes nothing need not be struck twice. */
  public Struck passing(String method) {
    passed = method;
    return this;
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
              boolean counted = !method.getName().equals(passed);
              if ((counted && ++calls == at) || method.getName().equals(before)) {
                throw new Killed();
              }
              try {
                return method.invoke(port, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** How many calls there were. */
  public int calls() {
    return calls;
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
