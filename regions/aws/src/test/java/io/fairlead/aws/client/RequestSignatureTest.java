package io.fairlead.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The examples that AWS publishes with their signatures.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Examples:
 *     signature calculations</a>
 */
class RequestSignatureTest {
  private static final String ACCESS = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");

  private final RequestSignature signature =
      new RequestSignature(AwsBasicCredentials.create(ACCESS, SECRET), "us-east-1", "s3");

  @Test
  void a_read_is_signed_as_in_the_published_example() {
    Map<String, String> headers =
        signature.headers(
            new RequestSignature.Signed(
                "GET", HOST, "/test.txt", Map.of("Range", "bytes=0-9"), RequestSignature.NO_BODY),
            NOW);

    assertThat(headers.get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assertThat(headers).doesNotContainKey("host");
  }

  @Test
  void an_upload_is_signed_as_in_the_published_example() {
    Map<String, String> headers =
        signature.headers(
            new RequestSignature.Signed(
                "PUT",
                HOST,
                "/test%24file.text",
                Map.of(
                    "Date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"),
            NOW);

    assertThat(headers.get("authorization"))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void a_session_token_is_signed_with_the_rest() {
    RequestSignature session =
        new RequestSignature(
            AwsSessionCredentials.create(ACCESS, SECRET, "token"), "us-east-1", "s3");

    Map<String, String> headers =
        session.headers(
            new RequestSignature.Signed(
                "GET", HOST, "/test.txt", Map.of(), RequestSignature.NO_BODY),
            NOW);

    assertThat(headers).containsEntry("x-amz-security-token", "token");
    assertThat(headers.get("authorization")).contains("x-amz-date;x-amz-security-token,");
  }
}
