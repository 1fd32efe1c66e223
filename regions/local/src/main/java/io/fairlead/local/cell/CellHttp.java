package io.fairlead.local.cell;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What client and server of a cell agree on. */
final class CellHttp {
  /** Header that names the cell's failure domain, so that two addresses of one cell are noticed. */
  static final String DOMAIN = "Fairlead-Cell";

  /** Largest body in bytes, both ways. */
  static final int MAX_BODY = CellFile.MAX_VALUE;

  static final int OK = 200;
  static final int NO_CONTENT = 204;
  static final int UNAUTHORIZED = 401;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int CONFLICT = 412;
  static final int TOO_LARGE = 413;
  static final int MISDIRECTED = 421;
  static final int CONDITION_REQUIRED = 428;
  static final int UNAVAILABLE = 503;

  private static final Pattern ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

  private CellHttp() {}

  /** The entity tag of a version; version 0 is an empty cell. */
  static String etag(long version) {
    return "\"" + version + "\"";
  }

  /** The version of an entity tag that {@link #etag} made. */
  static OptionalLong version(String etag) {
    return ETAG.matcher(etag).matches()
        ? OptionalLong.of(Long.parseLong(etag.substring(1, etag.length() - 1)))
        : OptionalLong.empty();
  }
}
