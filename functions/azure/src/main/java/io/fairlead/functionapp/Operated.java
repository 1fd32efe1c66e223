package io.fairlead.functionapp;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.remote.RemoteOperator;

/**
 * What became of an operator's request.
 *
 * @param status of HTTP
 * @param line to log
 */
record Operated(int status, String answer, String line) {
  static Operated of(RemoteOperator.Answer answer) {
    return new Operated(
        status(answer.code()),
        answer.json().toString(),
        answer.json().deepCopy().put("kind", "operate").toString());
  }

  private static int status(ExitCode code) {
    return switch (code) {
      case DONE, PENDING, DEGRADED, DOWN, UNKNOWN -> 200;
      case USAGE -> 400;
      case REFUSED, CONFLICT -> 409;
      case INVALID -> 422;
      case FAILED -> 500;
      case UNREACHABLE -> 503;
      case WAIT_RAN_OUT -> 504;
    };
  }
}
