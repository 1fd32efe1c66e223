package io.fairlead.emulators.token;

import io.fairlead.artifact.Pointer;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.emulators.azure.Azurite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tables of Azurite, as an operator does before Fairlead uses them. */
public final class AzureTables {
  static final Pointer POINTER = Pointer.to(1, new byte[3]);

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AzureTables() {}

  /** A table that no other test has. */
  public static String make(StorageAccount account) {
    String name = "tokens" + NAMES.incrementAndGet();
    String date = DATE.format(Instant.now());
    URI url = URI.create(account.endpoint() + "/Tables");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("x-ms-date", date)
            .header("x-ms-version", "2020-12-06")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json;odata=nometadata")
            .header(
                "Authorization",
                authorization(account, date + "\n/" + account.name() + url.getPath()))
            .POST(HttpRequest.BodyPublishers.ofString("{\"TableName\":\"" + name + "\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What an account's key makes of the text that is signed. */
  static String authorization(StorageAccount account, String text) {
    return "SharedKeyLite " + account.name() + ":" + signature(text);
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(Azurite.KEY), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
