package io.fairlead.emulators.deviation;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Asks a part for what AWS documents. */
final class Probe {
  private static final int ATTEMPTS = 3;

  private Probe() {}

  /** Whether it does as documented. */
  @FunctionalInterface
  interface Asked {
    boolean isRight() throws Exception;
  }

  /** The names of those that are not answered as documented; what breaks is not either. */
  static SortedSet<String> wrong(SortedMap<String, Asked> probes) {
    SortedSet<String> wrong = new TreeSet<>();
    probes.forEach(
        (name, asked) -> {
          if (!isRight(asked)) {
            wrong.add(name);
          }
        });
    return wrong;
  }

  /** Asks again where there was no answer at all, which says nothing about the part. */
  private static boolean isRight(Asked asked) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return asked.isRight();
      } catch (SdkServiceException refused) {
        return false;
      } catch (SdkException noAnswer) {
        // Asked again.
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return false;
  }

  /** The error code that a call is refused with; empty = it is not. */
  static String code(Runnable call) {
    try {
      call.run();
      return "";
    } catch (AwsServiceException e) {
      return String.valueOf(e.awsErrorDetails().errorCode());
    }
  }
}
