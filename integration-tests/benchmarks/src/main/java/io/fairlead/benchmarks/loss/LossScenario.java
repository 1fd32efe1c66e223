package io.fairlead.benchmarks.loss;

import java.time.Duration;

/**
 * One row of the study.
 *
 * @param loss share of attempts lost, independently of each other, 0-1
 * @param warmUp time without loss before it begins; zero = loss from the very first probe
 * @param lasting how long the loss lasts
 */
public record LossScenario(String name, Mind mind, double loss, Duration warmUp, Duration lasting) {
  public LossScenario {
    if (loss < 0 || loss >= 1) {
      throw new IllegalArgumentException("loss " + loss + " is not within 0-1");
    }
  }
}
