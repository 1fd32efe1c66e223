package io.fairlead.aws.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests whose body's SHA-256 is known before it is sent: content is named by it, so that
 * nobody has to read it once more to sign it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature
 *     Version 4 in headers</a>
 */
final class RequestSignature {
  /** The SHA-256 of a body that is not there. */
  static final String NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY = 8;

  private final AwsCredentialsIdentity credentials;
  private final String location;
  private final String service;

  /** The key of the day that was signed last: it is four digests, more than the rest. */
  private volatile DayKey last = new DayKey("", new byte[0]);

  @SuppressWarnings("ArrayRecordComponent")
  private record DayKey(String day, byte[] key) {}

  /**
   * Signs by some credentials.
   *
   * @param location as in {@code eu-west-1}
   * @param service as in {@code s3}
   */
  RequestSignature(AwsCredentialsIdentity credentials, String location, String service) {
    this.credentials = credentials;
    this.location = location;
    this.service = service;
  }

  /** Whether it signs by just these. */
  boolean isBy(AwsCredentialsIdentity others) {
    return credentials.equals(others);
  }

  /**
   * What is signed.
   *
   * @param path as it is sent, percent-encoded once
   * @param headers that are sent and signed besides those that a signature needs
   * @param bodyHex SHA-256 of the body
   */
  record Signed(
      String method, String host, String path, Map<String, String> headers, String bodyHex) {}

  /** All headers that the request is sent with, but for the host. */
  SortedMap<String, String> headers(Signed request, Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers.put("host", request.host());
    headers.put("x-amz-content-sha256", request.bodyHex());
    headers.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentialsIdentity session) {
      headers.put("x-amz-security-token", session.sessionToken());
    }
    String names = String.join(";", headers.keySet());
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n').append(request.path()).append("\n\n");
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(names).append('\n').append(request.bodyHex());
    String day = time.substring(0, DAY);
    String scope = day + "/" + location + "/" + service + "/aws4_request";
    String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(text.toString());
    headers.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key(day), toSign)));
    headers.remove("host");
    return headers;
  }

  private byte[] key(String day) {
    DayKey known = last;
    if (!known.day().equals(day)) {
      byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
      known =
          new DayKey(day, hmac(hmac(hmac(hmac(secret, day), location), service), "aws4_request"));
      last = known;
    }
    return known.key();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
