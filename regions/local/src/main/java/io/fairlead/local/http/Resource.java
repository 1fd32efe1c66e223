package io.fairlead.local.http;

/** Answers the requests below one first path segment. */
@FunctionalInterface
public interface Resource {
  /**
   * Answers one request.
   *
   * @throws IllegalArgumentException when the request makes no sense; answered with 400
   */
  Reply answer(Request request);
}
