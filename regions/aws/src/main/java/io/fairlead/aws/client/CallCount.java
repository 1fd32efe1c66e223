package io.fairlead.aws.client;

import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts the calls that were sent, by service: what a bill is made of. */
final class CallCount implements ExecutionInterceptor {
  private final SortedMap<String, Integer> calls = new TreeMap<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    sent(service == null ? "unknown" : service);
  }

  /** Counts a call to a service. */
  synchronized void sent(String service) {
    calls.merge(service, 1, Integer::sum);
  }

  /** The calls since the last question, by service. */
  synchronized SortedMap<String, Integer> taken() {
    SortedMap<String, Integer> taken = new TreeMap<>(calls);
    calls.clear();
    return taken;
  }
}
