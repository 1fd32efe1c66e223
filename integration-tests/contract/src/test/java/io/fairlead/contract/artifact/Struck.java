package io.fairlead.contract.artifact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Counts the calls of ports, and kills the process, so to speak, at one of them. */
final class Struck {
  private final int at;
  private final boolean before;
  private int calls;

  /**
   * A kill at a call, counted from 1.
   *
   * @param before whether before the call has done anything, or after it has done all
   */
  Struck(int at, boolean before) {
    this.at = at;
    this.before = before;
  }

  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** The same port, with calls that are counted. */
  <P> P over(Class<P> type, P port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              boolean now = ++calls == at;
              if (now && before) {
                throw new Killed();
              }
              try {
                Object answer = method.invoke(port, arguments);
                if (now) {
                  throw new Killed();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Whether there were fewer calls. */
  boolean missed() {
    return calls < at;
  }
}
