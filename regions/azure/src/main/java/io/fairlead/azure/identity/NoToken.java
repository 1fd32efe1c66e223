package io.fairlead.azure.identity;

/** No token can be had; the message says in one sentence why, and shows no secret. */
public final class NoToken extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** One with its sentence. */
  public NoToken(String sentence) {
    super(sentence);
  }
}
