package io.fairlead.gateway.database;

import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words for people why a server was not read. States are those of <a
 * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error
 * codes</a>. No text of a driver is passed on but for states that are not known here.
 */
final class PostgresWords {
  private static final int MOST = 200;
  private static final int DEEPEST = 8;

  private PostgresWords() {}

  static String of(PostgresPlace place, SQLException fault) {
    String state = Objects.requireNonNullElse(fault.getSQLState(), "");
    return place.text()
        + switch (state) {
          case "28000", "28P01" ->
              " does not let '%s' in: check user, password and its pg_hba.conf"
                  .formatted(place.user());
          case "3D000" -> " has no database '" + place.database() + "'";
          case "42501" -> " does not tell '" + place.user() + "': grant it pg_monitor";
          case "57P03" -> " is starting up or shutting down";
          case "57P01", "57P02" -> " ended the session: it is shutting down";
          case "53300" -> " has no connection left";
          case "57014" -> " did not answer in time";
          default -> otherwise(state, fault);
        };
  }

  private static String otherwise(String state, SQLException fault) {
    IOException cause = network(fault);
    // The driver's own limit of the whole login has this state and no cause.
    if (cause == null && state.equals("08001")) {
      return " did not answer in time";
    }
    return switch (cause) {
      case ConnectException _ -> " refuses connections: nothing listens there";
      case SocketTimeoutException _ -> " did not answer in time";
      case UnknownHostException _ -> " has a name that is not known here";
      case SSLException e -> " cannot be asked over TLS: " + FaultWords.kind(e);
      case IOException _ -> " cut the connection";
      case null -> " answered with " + (state.isEmpty() ? "" : state + ": ") + line(fault);
    };
  }

  private static @Nullable IOException network(Throwable fault) {
    Throwable at = fault;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof IOException found) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }

  private static String line(SQLException fault) {
    String line = FaultWords.of(fault).lines().findFirst().orElse("");
    return line.length() <= MOST ? line : line.substring(0, MOST);
  }
}
