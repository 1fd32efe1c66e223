package io.fairlead.cli.demo;

/**
 * What one step of the demo measured; times are milliseconds since the step began, -1 = did not
 * happen.
 *
 * @param beganMillis when it began, since the epoch
 * @param endedMillis when it ended, since the epoch
 * @param detectedMillis until Down (or Up again) stood in the register
 * @param switchedMillis until the target was changed
 * @param restoredMillis until the first client success after that
 * @param requests sent by clients during the step
 * @param failed of these
 * @param ok whether the step ended as it should
 */
record StepResult(
    String step,
    long beganMillis,
    long endedMillis,
    long detectedMillis,
    long switchedMillis,
    long restoredMillis,
    int requests,
    int failed,
    boolean ok,
    String text) {
  /** The same step, ended otherwise than it should. */
  StepResult failed(String why) {
    return new StepResult(
        step,
        beganMillis,
        endedMillis,
        detectedMillis,
        switchedMillis,
        restoredMillis,
        requests,
        failed,
        false,
        text + "; " + why);
  }
}
