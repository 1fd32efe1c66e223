package io.fairlead.emulators.twin.cloudwatch;

/** What CloudWatch keeps of the values of a period. */
record Statistics(double count, double sum, double least, double most) {
  static Statistics of(double value) {
    return new Statistics(1, value, value, value);
  }

  Statistics and(Statistics other) {
    return new Statistics(
        count + other.count,
        sum + other.sum,
        Math.min(least, other.least),
        Math.max(most, other.most));
  }

  /** A plain statistic by its name in the API. */
  double named(String statistic) {
    return switch (statistic) {
      case "SampleCount" -> count;
      case "Sum" -> sum;
      case "Average" -> sum / count;
      case "Minimum" -> least;
      case "Maximum" -> most;
      default -> throw new IllegalArgumentException("no statistic " + statistic);
    };
  }
}
