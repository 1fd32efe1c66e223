package io.fairlead.token;

import java.util.List;

/** Whether a token is active in a region. */
public sealed interface TokenAnswer {
  /** It is. */
  record Active(TokenGrant grant, TokenClaims claims) implements TokenAnswer {}

  /**
   * It is not.
   *
   * @param acceptedBy regions that would accept it; empty = none, as far as is known here
   */
  record Inactive(Reason reason, List<String> acceptedBy) implements TokenAnswer {
    public Inactive {
      acceptedBy = List.copyOf(acceptedBy);
    }
  }

  /** Why it is not. */
  enum Reason {
    /** No token of ours, or one whose record is not here. */
    UNKNOWN("there is no record of it here"),
    EXPIRED("it has expired"),
    REVOKED("it is revoked"),
    /** Its scope does not admit this region, or not as failovers stand. */
    ELSEWHERE("its scope does not admit this region now"),
    /** What its home last wrote is older than is accepted. */
    STALE("its home's feed is too old: nobody knows whether it is revoked"),
    OTHER_AUDIENCE("it was issued for another audience");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** For operators; callers of the endpoint are not told. */
    public String sentence() {
      return sentence;
    }
  }
}
