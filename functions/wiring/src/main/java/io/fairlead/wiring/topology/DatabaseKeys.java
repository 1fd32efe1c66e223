package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Spans;
import java.time.Duration;
import java.util.List;

/** Keys of databases that somebody else replicates, and whose lag is watched. */
final class DatabaseKeys {
  private static final Shape POSTGRESQL =
      keys(
          required("url", Forms.POSTGRESQL_URL, "where the region's server answers"),
          required("user", Forms.DATABASE_USER, "whom it is asked as; it needs pg_monitor"),
          optional(
              "password",
              Forms.DATABASE_PASSWORD,
              "the user's password, by reference only; absent or empty: none"),
          with(
              "tls",
              new Shape.Choice(List.of("verify-full", "require", "disable")),
              "verify-full",
              "verify-full: its certificate is trusted and for its name; require: whoever"
                  + " answers; disable: in the clear"),
          optional(
              "ca",
              Forms.FILE,
              "PEM file of who signs its certificate; absent: those whom Java trusts"),
          optional(
              "standby",
              Forms.LINE,
              "application_name that it replicates by; absent: the region's name"));

  private static final Shape SERVER =
      new Shape.Keys(
          List.of(optional("postgresql", POSTGRESQL, "a server of PostgreSQL 10 or newer")),
          List.of("postgresql"),
          List.of());

  static final Shape DATABASE =
      keys(
          with(
              "maxLag",
              new Shape.Span(Duration.ofSeconds(1), Duration.ofDays(7)),
              Spans.text(Databases.MAX_LAG),
              "how far behind a replica may be where services that need it get a new share; two"
                  + " probe intervals or more"),
          with(
              "maxLoss",
              Forms.SIZE,
              Databases.MAX_LOSS,
              "what of the log it may lack where such an active-passive service goes; what is"
                  + " written between two looks counts"),
          required(
              "regions",
              new Shape.Named(Forms.NAME_FORM, SERVER, 1, 64),
              "the server of each region, whichever of them takes writes"));

  private DatabaseKeys() {}

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
