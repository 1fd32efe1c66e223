package io.fairlead.aws.artifact;

import io.fairlead.aws.wire.WireAnswer;
import io.fairlead.port.ObjectBucket.Listed;
import io.fairlead.port.ObjectBucket.Stated;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What S3 says of objects that others wrote: an additional checksum that it compared with the
 * content. One of several parts is no digest of the whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Checking
 *     object integrity for data uploads</a>
 */
final class StatedObject {
  /** Asks for the checksum, which is left out else. */
  static final Map<String, String> WITH_CHECKSUM = Map.of("x-amz-checksum-mode", "ENABLED");

  private static final int BYTES = 32;

  private StatedObject() {}

  /**
   * An object of a list.
   *
   * @param own characters of the prefix
   */
  static Listed listed(S3Object object, int own) {
    return new Listed(
        object.key().substring(own),
        object.size(),
        tag(object.eTag()),
        object.checksumAlgorithm().contains(ChecksumAlgorithm.SHA256));
  }

  /** What the answer to a HEAD says. */
  static Stated of(WireAnswer answer) {
    boolean whole =
        answer.header("x-amz-checksum-type").filter("COMPOSITE"::equalsIgnoreCase).isEmpty();
    String sha256 =
        answer
            .header("x-amz-checksum-sha256")
            .filter(_ -> whole)
            .flatMap(StatedObject::hex)
            .orElse("");
    return new Stated(tag(answer.header("etag").orElse("")), sha256, false);
  }

  /** That of several parts ends with their number. */
  private static Optional<String> hex(String base64) {
    try {
      byte[] digest = Base64.getDecoder().decode(base64);
      return digest.length == BYTES
          ? Optional.of(HexFormat.of().formatHex(digest))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String tag(String written) {
    return written.startsWith("\"") ? written : "\"" + written + "\"";
  }
}
