package io.fairlead.token;

import java.util.List;

/**
 * A page as one region reads it.
 *
 * @param grants those that are sealed for it
 */
public record OpenedPage(TokenPage page, List<OpenedGrant> grants) {
  public OpenedPage {
    grants = List.copyOf(grants);
  }
}
