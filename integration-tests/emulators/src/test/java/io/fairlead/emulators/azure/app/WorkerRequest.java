package io.fairlead.emulators.azure.app;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as the worker gives it to a function.
 *
 * @param headers a line each
 */
record WorkerRequest(String headers, String text) implements HttpRequestMessage<Optional<String>> {
  @Override
  public URI getUri() {
    return URI.create("http://localhost/api/");
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.POST;
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
  }

  @Override
  public Map<String, String> getQueryParameters() {
    return Map.of();
  }

  @Override
  public Optional<String> getBody() {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new Response().status(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new Response().status(status);
  }

  /** What a function answers. */
  private static final class Response implements HttpResponseMessage, HttpResponseMessage.Builder {
    private final Map<String, String> headers = new HashMap<>();
    private HttpStatusType status = HttpStatus.OK;
    private Object body = "";

    @Override
    public HttpStatusType getStatus() {
      return status;
    }

    @Override
    public String getHeader(String name) {
      return headers.get(name);
    }

    @Override
    public Object getBody() {
      return body;
    }

    @Override
    public Response status(HttpStatusType next) {
      status = next;
      return this;
    }

    @Override
    public Response header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    @Override
    public Response body(Object next) {
      body = next;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return this;
    }
  }
}
