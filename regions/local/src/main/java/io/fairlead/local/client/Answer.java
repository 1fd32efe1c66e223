package io.fairlead.local.client;

import java.util.Map;

/** What became of a request to an edge. */
public sealed interface Answer {
  /** The edge answered. */
  @SuppressWarnings("ArrayRecordComponent")
  record Got(int status, Map<String, String> headers, byte[] body) implements Answer {
    public Got {
      headers = Map.copyOf(headers);
    }
  }

  /** No answer: the request may or may not have taken effect. */
  record Lost(String why) implements Answer {}

  /** Nothing was sent: its time was over. */
  record NotSent() implements Answer {}
}
