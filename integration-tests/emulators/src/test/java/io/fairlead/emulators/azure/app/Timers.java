package io.fairlead.emulators.azure.app;

import io.fairlead.emulators.lambda.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Fires the timers of function apps as the platform's listener does: one instance of each, never
 * beside itself, the next time counted from when it was invoked, at once where that is over.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-webjobs-sdk-extensions/blob/dev/src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs">TimerListener</a>
 */
public final class Timers {
  private final VirtualTime time;
  private final List<Listener> listeners = new ArrayList<>();

  private static final class Listener {
    private final HostedApp app;
    private final String function;
    private final Ncrontab schedule;
    private Instant next;

    private Listener(HostedApp app, AppFiles.Function function, Instant now) {
      this.app = app;
      this.function = function.name();
      this.schedule = Ncrontab.parse(function.trigger().path("schedule").asString());
      this.next = schedule.after(now);
    }
  }

  Timers(VirtualTime time) {
    this.time = time;
  }

  /** Starts the listeners of an app's timers. */
  void start(HostedApp app) {
    for (AppFiles.Function function : app.files().functions()) {
      if (function.isTimer()) {
        listeners.add(new Listener(app, function, time.instant()));
      }
    }
  }

  /**
   * Starts them after a time without a host. Where the platform keeps a schedule's state, what was
   * missed meanwhile is fired once, at once.
   */
  void restart(HostedApp app) {
    stop(app);
    for (AppFiles.Function function : app.files().functions()) {
      if (function.isTimer()) {
        app.begin(function.name(), timer(true)).join();
      }
    }
    start(app);
  }

  /** Its timers fire no more. */
  void stop(HostedApp app) {
    listeners.removeIf(each -> each.app == app);
  }

  /** One of its timers fires no more. */
  void stop(HostedApp app, String function) {
    listeners.removeIf(each -> each.app == app && each.function.equals(function));
  }

  /** Lets time pass until an instant, and fires what is due before it. */
  void run(Instant end) {
    Instant due = earliest();
    while (due.isBefore(end)) {
      time.until(due);
      Instant now = time.instant();
      List<CompletableFuture<HostedApp.Reply>> fired = new ArrayList<>();
      for (Listener each : listeners) {
        if (!each.next.isAfter(now)) {
          fired.add(each.app.begin(each.function, timer(false)));
          each.next = each.schedule.after(now);
        }
      }
      fired.forEach(CompletableFuture::join);
      due = earliest();
    }
    time.until(end);
  }

  private Instant earliest() {
    return listeners.stream().map(each -> each.next).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** The timer object, as the platform writes it where it keeps no schedule's state. */
  public static String timer(boolean pastDue) {
    return "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":"
        + pastDue
        + "}";
  }
}
