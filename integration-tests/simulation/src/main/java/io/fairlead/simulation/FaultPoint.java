package io.fairlead.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one place that every port call of a process goes through, and where faults strike. */
// VOID is one object that means "no value".
@SuppressWarnings("ReferenceEquality")
final class FaultPoint implements InvocationHandler {
  private final World world;
  private final Runner runner;
  private final String port;
  private final Object real;

  private FaultPoint(World world, Runner runner, String port, Object real) {
    this.world = world;
    this.runner = runner;
    this.port = port;
    this.real = real;
  }

  /** The port with faults in front of it. */
  static <T> T before(Class<T> port, T real, Runner runner) {
    FaultPoint point = new FaultPoint(runner.world(), runner, port.getSimpleName(), real);
    Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, point);
    return port.cast(proxy);
  }

  /** Whether a method of a port reaches the world: what an adapter tells from memory does not. */
  static boolean isCall(String method) {
    return !method.equals("failureDomain") && !method.equals("obstacles");
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) {
    @Nullable Object[] args = given == null ? new Object[0] : given;
    if (!isCall(method.getName()) || method.getDeclaringClass() == Object.class) {
      return real(method, args);
    }
    Call call = world.called(runner, port, method.getName());
    Fault fault = world.faultFor(call);
    if (fault == null) {
      return sent(method, args);
    }
    world.note("fault " + fault + " at " + call.text());
    Object answer =
        switch (fault) {
          case Fault.KillBefore _ -> throw new Killed("before " + call.text());
          case Fault.KillAfter _ -> {
            sent(method, args);
            throw new Killed("after " + call.text());
          }
          case Fault.Duplicate _ -> {
            Object first = sent(method, args);
            sent(method, args);
            yield first;
          }
          case Fault.LoseAnswer _ -> {
            sent(method, args);
            yield lost(method, args);
          }
          case Fault.Drop _ -> lost(method, args);
          case Fault.Freeze(var time) -> {
            world.freeze(time);
            yield sent(method, args);
          }
          case Fault.Late(var time) -> {
            world.later(time, () -> real(method, args));
            yield lost(method, args);
          }
        };
    return answer == LostAnswers.VOID ? null : answer;
  }

  /** An adapter sends nothing past its deadline, by its own clock. */
  private @Nullable Object sent(Method method, @Nullable Object[] args) {
    if (args[args.length - 1] instanceof Instant deadline && runner.clock().isAfter(deadline)) {
      Object lost = lost(method, args);
      return lost == LostAnswers.VOID ? null : lost;
    }
    return real(method, args);
  }

  private Object lost(Method method, @Nullable Object[] args) {
    return LostAnswers.of(port, method.getName(), args);
  }

  private @Nullable Object real(Method method, @Nullable Object[] args) {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(method.toString(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
