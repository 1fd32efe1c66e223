package io.fairlead.wiring.aws;

import java.util.Map;

/**
 * Where an operator's credentials of AWS are looked for, in words that name the profile and what to
 * run.
 *
 * @param environment variables of this process
 */
public record OperatorCredentials(Map<String, String> environment) {
  private static final String DEFAULT = "default";

  public OperatorCredentials {
    environment = Map.copyOf(environment);
  }

  /** Said where none were found. */
  public String none() {
    return "neither AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, nor profile '"
        + profile()
        + "' in ~/.aws, nor a role of this machine";
  }

  /** What makes some. */
  public String remedy() {
    return "run 'aws sso login"
        + option()
        + "' or 'aws configure"
        + option()
        + "', or set AWS_PROFILE or the two variables";
  }

  /** What replaces those that are not accepted. Keys in the environment go before a profile. */
  public String renewal() {
    return inEnvironment()
        ? "put new keys into the environment, or unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
            + " AWS_SESSION_TOKEN and run 'aws sso login"
            + option()
            + "'"
        : "run 'aws sso login" + option() + "', or put new keys into the profile";
  }

  /** Which are used. */
  public String used() {
    return inEnvironment() ? "the keys of AWS_ACCESS_KEY_ID" : "profile '" + profile() + "'";
  }

  private boolean inEnvironment() {
    return !environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty();
  }

  private String profile() {
    return environment.getOrDefault("AWS_PROFILE", DEFAULT);
  }

  private String option() {
    return profile().equals(DEFAULT) ? "" : " --profile " + profile();
  }
}
