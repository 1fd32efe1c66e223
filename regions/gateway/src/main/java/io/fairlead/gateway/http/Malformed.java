package io.fairlead.gateway.http;

/** The server's answer breaks the protocol or a bound; the message is a phrase for people. */
public final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    // A probe of a broken server fails every few seconds: the stack trace would be pure cost.
    super(message, null, false, false);
  }

  /** The phrase. */
  public String phrase() {
    return String.valueOf(getMessage());
  }
}
