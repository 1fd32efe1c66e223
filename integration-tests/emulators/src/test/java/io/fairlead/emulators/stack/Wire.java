package io.fairlead.emulators.stack;

import io.fairlead.emulators.Emulator;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Services that Fairlead has no client for, asked over HTTP in the form each of them speaks. */
record Wire(URI endpoint, String location, HttpClient http) {
  private static final int FAILED = 400;

  /**
   * A service that speaks JSON with its operation in a header, as in {@code AmazonSQS.ListQueues}.
   */
  JsonNode json(String service, String operation, Map<String, ?> body) throws IOException {
    return JsonMapper.shared()
        .readTree(
            send(
                request(service, "/")
                    .header("X-Amz-Target", operation)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))));
  }

  /** A service whose resources are paths. */
  String get(String service, String path) throws IOException {
    return send(request(service, path).GET());
  }

  /** Puts an object, a bucket or a setting. */
  void put(String service, String path, byte[] body) throws IOException {
    send(request(service, path).PUT(BodyPublishers.ofByteArray(body)));
  }

  /** A service that takes a form and answers XML. */
  Document query(String service, Map<String, String> form) throws IOException {
    String answer =
        send(
            request(service, "/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        form.entrySet().stream()
                            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                            .collect(Collectors.joining("&")))));
    return parsed(service, answer);
  }

  /** A service whose resources are paths and whose answers are XML. */
  Document xml(String service, String path) throws IOException {
    return parsed(service, get(service, path));
  }

  private static Document parsed(String service, String answer) throws IOException {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(answer)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(service + " answered no XML: " + answer, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + Emulator.ACCOUNT
                + "/20260101/"
                + location
                + "/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
  }

  private String send(HttpRequest.Builder request) throws IOException {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= FAILED) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
