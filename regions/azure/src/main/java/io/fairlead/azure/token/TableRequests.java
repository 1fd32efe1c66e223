package io.fairlead.azure.token;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.StorageAccount;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of the Table service as they are on the wire: by an identity's token, or signed with the
 * account's key.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#table-service-shared-key-lite-authorization">Shared
 *     Key Lite of the Table service</a>
 */
final class TableRequests {
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";
  private static final String SCOPE = "https://storage.azure.com/.default";
  private static final HttpHeaderName DATE = HttpHeaderName.fromString("x-ms-date");
  private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
  private static final HttpHeaderName CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final HttpHeaderName DATA_VERSION =
      HttpHeaderName.fromString("DataServiceVersion");

  /** RFC 1123 with two digits for the day, which the JDK's own format has not. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final AzureClients clients;
  private final StorageAccount account;

  TableRequests(AzureClients clients, StorageAccount account) {
    this.clients = clients;
    this.account = account;
  }

  /**
   * Sends a request once.
   *
   * @return any answer, to be closed by the caller
   * @throws RuntimeException where there is none: see {@link #failure}
   */
  HttpResponse send(HttpRequest request, Duration time) {
    String date = HTTP_DATE.format(clients.now());
    request
        .setHeader(DATE, date)
        .setHeader(VERSION, "2020-12-06")
        .setHeader(DATA_VERSION, "3.0")
        .setHeader(HttpHeaderName.ACCEPT, "application/json;odata=nometadata");
    AccountKey key = account.key();
    request.setHeader(
        HttpHeaderName.AUTHORIZATION,
        key == null
            ? "Bearer "
                + clients
                    .access()
                    .identity()
                    .getTokenSync(new TokenRequestContext().addScopes(SCOPE))
                    .getToken()
            : "SharedKeyLite "
                + account.name()
                + ":"
                + signature(date + "\n/" + account.name() + request.getUrl().getPath(), key));
    return clients.plain().sendSync(request, new Context(RESPONSE_TIMEOUT, time));
  }

  /** The service's code for a refusal: of the header, or of the document that it answers. */
  static String code(HttpResponse answer, byte[] body) {
    String header = answer.getHeaderValue(CODE);
    if (header != null) {
      return header;
    }
    try {
      return JsonMapper.shared()
          .readTree(body)
          .path("odata.error")
          .path("code")
          .asString("without a code");
    } catch (JacksonException notJson) {
      return "without a code";
    }
  }

  AzureFailure.Call call(String operation, String resource) {
    return new AzureFailure.Call(
        operation, resource, clients.clockOffset().orElse(Duration.ZERO), account.key() != null);
  }

  /** What an exception of a request means. */
  AzureFailure failure(RuntimeException thrown, String operation, String resource) {
    return AzureFailure.of(thrown, call(operation, resource));
  }

  private static String signature(String text, AccountKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.value()), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
