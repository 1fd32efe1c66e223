package io.fairlead.emulators.twin;

import io.fairlead.emulators.twin.Service.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One loopback port of a twin. What arrives is noted; then it goes wrong as the rules of a test
 * say, or is carried out.
 */
public final class TwinServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  private final TwinHttp http;
  private final TwinClock clock;
  private final Function<Request, Optional<Arrived>> desk;
  private final FaultRules faults = new FaultRules();
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();

  /**
   * A call and who answers it.
   *
   * @param known whether the service knows who sent it
   */
  public record Arrived(Service service, Call call, boolean known) {}

  /**
   * Starts it on a free port.
   *
   * @param desk says whose a request is; empty = nobody's
   */
  public TwinServer(TwinClock clock, Function<Request, Optional<Arrived>> desk) throws IOException {
    this.clock = clock;
    this.desk = desk;
    this.http = new TwinHttp(clock, this::answer);
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.port());
  }

  /** What goes wrong. */
  public FaultRules faults() {
    return faults;
  }

  /** Every call that arrived, oldest first. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Forgets the calls that arrived. */
  public void forgetCalls() {
    calls.clear();
  }

  /** Carries out, now, what {@link Fault.Late} held back; answers how many calls that was. */
  public int deliverLate() {
    int delivered = 0;
    for (Runnable next = held.poll(); next != null; next = held.poll()) {
      next.run();
      delivered++;
    }
    return delivered;
  }

  /** Forgets calls, faults and what was held back. */
  public void forget() {
    faults.clear();
    calls.clear();
    held.clear();
  }

  @Override
  public void close() {
    http.close();
  }

  private Ending answer(Request request) {
    Optional<Arrived> arrived = desk.apply(request);
    if (arrived.isEmpty()) {
      return new Ending.Answered(new Reply(NOT_FOUND, "no service answers this"));
    }
    Service service = arrived.get().service();
    Call call = arrived.get().call();
    calls.add(call);
    return arrived.get().known() ? played(service, call) : refused(service, service.stranger());
  }

  private Ending played(Service service, Call call) {
    Instant asOf = clock.instant();
    Effect effect = new Effect();
    for (Fault fault : faults.of(call)) {
      switch (fault) {
        case Fault.Slow(var by) -> pause(by.toNanos());
        case Fault.Stale(var age) -> asOf = clock.instant().minus(age);
        case Fault.Refused(int status, String code) -> {
          return refused(service, new Refusal(status, code, "by a rule of the test"));
        }
        case Fault.CutBefore() -> {
          return new Ending.Cut();
        }
        case Fault.Late() -> {
          held.add(() -> carriedOut(service, call, clock.instant()));
          return new Ending.Cut();
        }
        case Fault.Twice() -> effect.twice = true;
        case Fault.CutAfter() -> effect.ending = new Ending.Cut();
        case Fault.ResetAfter() -> effect.ending = new Ending.Reset();
        case Fault.SilentAfter() -> effect.ending = new Ending.Silent();
        case Fault.BrokenAfter() ->
            effect.ending =
                refused(service, new Refusal(500, "InternalError", "by a rule of the test"));
      }
    }
    Ending done = carriedOut(service, call, asOf);
    if (effect.twice) {
      carriedOut(service, call, asOf);
    }
    return effect.ending == null ? done : effect.ending;
  }

  /** What happens to a call that is carried out. */
  private static final class Effect {
    private boolean twice;

    /** What the client gets of it; null = the answer. */
    private @Nullable Ending ending;
  }

  private static Ending carriedOut(Service service, Call call, Instant asOf) {
    try {
      return new Ending.Answered(service.answer(call, asOf));
    } catch (Refusal refusal) {
      return refused(service, refusal);
    }
  }

  private static Ending refused(Service service, Refusal refusal) {
    return new Ending.Answered(service.refused(refusal));
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
