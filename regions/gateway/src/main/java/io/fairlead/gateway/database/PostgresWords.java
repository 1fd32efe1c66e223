package io.fairlead.gateway.database;

import io.fairlead.gateway.database.PostgresPlace.Tls;
import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
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
              place.tls() == Tls.DISABLE && state.equals("28000")
                  ? " does not let '%s' in in the clear: check 'tls', user, password and its pg_hba.conf"
                      .formatted(place.user())
                  : " does not let '%s' in: check user, password and its pg_hba.conf"
                      .formatted(place.user());
          case "08004" -> " speaks no TLS: set 'ssl' on there, or 'tls: disable' here";
          case "3D000" -> " has no database '" + place.database() + "'";
          case "42501" -> " does not tell '" + place.user() + "': grant it pg_monitor";
          case "57P03" -> " is starting up or shutting down";
          case "57P01", "57P02" -> " ended the session: it is shutting down";
          case "53300" -> " has no connection left";
          case "57014" -> " did not answer in time";
          default -> otherwise(place, state, fault);
        };
  }

  private static String otherwise(PostgresPlace place, String state, SQLException fault) {
    if (place.tls() == Tls.VERIFY_FULL && state.equals("08006")) {
      Optional<String> refused = certificate(place, fault);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    IOException cause = cause(fault, IOException.class);
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

  /** What is wrong with certificates; empty = nothing, as far as the causes tell. */
  private static Optional<String> certificate(PostgresPlace place, SQLException fault) {
    Path ca = place.ca();
    if (ca != null && !hasCertificates(ca)) {
      return Optional.of(" was not asked: " + ca + " is no readable PEM file of certificates");
    }
    if (cause(fault, CertificateException.class) != null) {
      return Optional.of(
          " shows a certificate that is not by those whom "
              + (ca == null ? "Java trusts" : "'ca' names")
              + ", or has expired");
    }
    // The driver compares names by itself once TLS is there: no other cause is missing here.
    return fault.getCause() == null
        ? Optional.of(" shows a certificate of another name than that in the url")
        : Optional.empty();
  }

  private static boolean hasCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
    } catch (IOException | CertificateException _) {
      return false;
    }
  }

  private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
    Throwable at = fault;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
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
