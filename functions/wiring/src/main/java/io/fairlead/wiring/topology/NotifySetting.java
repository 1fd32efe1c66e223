package io.fairlead.wiring.topology;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** One receiver of notices. */
public sealed interface NotifySetting {
  /** Every kind of notice. */
  List<String> KINDS = List.of("conflict", "frozen", "lost", "moved", "refused", "silent");

  /** Kinds of notices it gets, of {@link #KINDS}. */
  SortedSet<String> on();

  /**
   * Posted as JSON.
   *
   * @param url http or https; often carries a token
   */
  record Webhook(Secret url, SortedSet<String> on) implements NotifySetting {
    public Webhook {
      on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
    }
  }

  /**
   * Published to a topic of SNS.
   *
   * @param arn names its location, too
   */
  record Topic(String arn, SortedSet<String> on) implements NotifySetting {
    private static final int LOCATION = 3;

    public Topic {
      on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
    }

    /** What AWS calls the place, as in {@code eu-west-1}. */
    public String location() {
      return arn.split(":", -1)[LOCATION];
    }
  }
}
