package io.fairlead.gateway.tls;

import io.fairlead.fleet.TlsExpectation;
import java.net.InetAddress;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Starts handshakes and tells what became of them. */
public final class Handshakes {
  private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]{1,40})");
  private static final int MAX_CAUSES = 8;

  /** See {@link #engine}. */
  private static final AtomicInteger CACHE_KEY = new AtomicInteger();

  private Handshakes() {}

  /**
   * A client engine that checks chain and name (RFC 9110 §4.3.4, RFC 9525) and sends SNI unless the
   * name is an address.
   *
   * <p>The port hint is a running number: sessions are cached by host and port, and a resumed
   * session would show the certificate of an earlier probe.
   */
  public static SSLEngine engine(SSLContext context, String serverName) {
    context.getClientSessionContext().setSessionCacheSize(1);
    SSLEngine engine = context.createSSLEngine(serverName, CACHE_KEY.incrementAndGet());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!isAddress(serverName)) {
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** What is wrong with the certificate of a finished handshake: nothing, or its expiry. */
  public static Optional<String> fault(SSLSession session, TlsExpectation wanted, Instant now) {
    Instant end = leaf(session).getNotAfter().toInstant();
    Duration left = Duration.between(now, end);
    if (left.isNegative()) {
      return Optional.of("certificate expired " + span(left.negated()) + " ago");
    }
    if (left.compareTo(wanted.minimumValidity()) < 0) {
      return Optional.of(
          "certificate expires in "
              + span(left)
              + ", at least "
              + span(wanted.minimumValidity())
              + " wanted");
    }
    return Optional.empty();
  }

  /** Why a handshake failed, in words for people. */
  public static String phrase(SSLException fault, String serverName) {
    Throwable cause = fault;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      switch (cause) {
        case CertificateExpiredException _ -> {
          return "certificate expired";
        }
        case CertificateNotYetValidException _ -> {
          return "certificate is not valid yet";
        }
        case CertPathBuilderException _ -> {
          return "certificate leads to no trusted authority";
        }
        case CertPathValidatorException e when e.getCause() == null -> {
          return "certificate chain is not valid";
        }
        case CertificateException e when names(e) -> {
          return "certificate is not for " + serverName;
        }
        default -> {
          // The reason is deeper down.
        }
      }
    }
    return alert(String.valueOf(fault.getMessage()));
  }

  private static boolean names(CertificateException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("No name matching")
        || message.startsWith("No subject alternative")
        || message.startsWith("Illegal given domain name");
  }

  private static String alert(String message) {
    Matcher matcher = ALERT.matcher(message);
    if (matcher.find()) {
      return "server ended the TLS handshake: " + matcher.group(1).replace('_', ' ');
    }
    boolean plain =
        message.startsWith("Unsupported or unrecognized SSL message")
            || message.contains("plaintext connection");
    return plain ? "answer is not TLS" : "TLS handshake failed";
  }

  private static X509Certificate leaf(SSLSession session) {
    try {
      Certificate first = session.getPeerCertificates()[0];
      return (X509Certificate) first;
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException("a handshake without a certificate was accepted", e);
    }
  }

  private static boolean isAddress(String name) {
    try {
      return InetAddress.ofLiteral(name) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String span(Duration time) {
    long days = time.toDays();
    if (days > 0) {
      return days == 1 ? "1 day" : days + " days";
    }
    long hours = time.toHours();
    return hours == 1 ? "1 hour" : hours + " hours";
  }
}
