package io.fairlead.port;

/** Some content is not what its name says; nothing of it may be kept. */
public final class WrongContent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and found, in words for people. */
  public WrongContent(String sentence) {
    super(sentence);
  }
}
