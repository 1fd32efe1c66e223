package io.fairlead.aws.client;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Gives a change without a body an empty one. The JDK's connections, by themselves, send a request
 * again whose connection broke before an answer, unless its body is streamed; the SDK's client
 * streams what has a length. As an interceptor it says so of a DELETE before that is signed.
 */
final class EmptyBody implements ExecutionInterceptor {
  private static final Set<SdkHttpMethod> READS = Set.of(SdkHttpMethod.GET, SdkHttpMethod.HEAD);
  private static final String LENGTH = "Content-Length";
  private static final String TYPE = "Content-Type";

  /** Without a type the JDK's connections would call it a form. */
  private static final String NO_TYPE = "application/octet-stream";

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest request = context.httpRequest();
    return request.method() == SdkHttpMethod.DELETE && context.requestBody().isEmpty()
        ? named(request)
        : request;
  }

  /** The request as it is sent: once. */
  static HttpExecuteRequest streamed(HttpExecuteRequest request) {
    SdkHttpRequest head = request.httpRequest();
    if (READS.contains(head.method()) || request.contentStreamProvider().isPresent()) {
      return request;
    }
    return HttpExecuteRequest.builder()
        .request(named(head))
        .contentStreamProvider(ContentStreamProvider.fromByteArray(new byte[0]))
        .metricCollector(request.metricCollector().orElse(null))
        .build();
  }

  private static SdkHttpRequest named(SdkHttpRequest request) {
    Optional<String> type = request.firstMatchingHeader(TYPE);
    return request.copy(it -> it.putHeader(LENGTH, "0").putHeader(TYPE, type.orElse(NO_TYPE)));
  }
}
