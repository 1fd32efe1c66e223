package io.fairlead.wiring.topology;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  /**
   * Published to a topic of Event Grid.
   *
   * @param endpoint of the topic, as in {@code
   *     https://TOPIC.westeurope-1.eventgrid.azure.net/api/events}; names its location, too
   * @param key null = by an identity
   */
  record EventGrid(String endpoint, @Nullable Secret key, SortedSet<String> on)
      implements NotifySetting {
    private static final Pattern HOST =
        Pattern.compile("https?://[^./]+\\.([a-z0-9]+)-[0-9]+\\.eventgrid\\..*");

    public EventGrid {
      on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
    }

    /** What Azure calls the place, as in {@code westeurope}; empty where the host does not say. */
    public String location() {
      Matcher host = HOST.matcher(endpoint);
      return host.matches() ? host.group(1) : "";
    }
  }

  /**
   * The topics that a function in some location publishes to: those of its own location, or all
   * where there is none.
   *
   * @param topics of one cloud
   */
  static <T extends NotifySetting> List<T> near(
      List<T> topics, Function<T, String> location, String here) {
    List<T> own = topics.stream().filter(topic -> location.apply(topic).equals(here)).toList();
    return own.isEmpty() ? List.copyOf(topics) : own;
  }
}
