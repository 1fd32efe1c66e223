package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * DynamoDB as an emulator has it, behind the twin, which counts its calls, lets them fail and dates
 * its answers.
 */
record PassedOn(HttpClient http, URI to) implements Service {
  private static final String TARGET = "x-amz-target";

  @Override
  public String operation(Request request) {
    String target = request.header(TARGET);
    return target.substring(target.indexOf('.') + 1);
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to).POST(BodyPublishers.ofByteArray(call.request().bytes()));
    for (String header : List.of(TARGET, "authorization", "content-type", "x-amz-date")) {
      request.header(header, call.request().header(header));
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      TreeMap<String, String> headers = new TreeMap<>();
      for (String header : List.of("content-type", "x-amzn-requestid", "x-amz-crc32")) {
        answer.headers().firstValue(header).ifPresent(value -> headers.put(header, value));
      }
      return new Reply(answer.statusCode(), headers, answer.body());
    } catch (IOException e) {
      throw new Refusal(500, "InternalServerError", "the emulator does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(500, "InternalServerError", "the twin is being closed");
    }
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
        .formatted(refusal.code(), refusal.getMessage());
  }

  @Override
  public Refusal stranger() {
    return new Refusal(400, "UnrecognizedClientException", "The security token is invalid.");
  }
}
