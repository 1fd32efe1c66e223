package io.fairlead.artifact;

import org.jspecify.annotations.Nullable;

/**
 * A page of a manifest that cannot be read, or must not be believed. Whatever was to be made of the
 * version ends here: half a version is no value.
 */
public final class UnreadablePage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ManifestVerdict.@Nullable Refused refused;
  private final transient PageReader reader;

  private UnreadablePage(PageReader reader, String why, ManifestVerdict.@Nullable Refused refused) {
    super(why, null, false, false);
    this.reader = reader;
    this.refused = refused;
  }

  /** It cannot be had now. */
  public static UnreadablePage lost(PageReader reader, String why) {
    return new UnreadablePage(reader, why, null);
  }

  /** It is there and is not what was signed. */
  public static UnreadablePage wrong(PageReader reader, ManifestPage page, String why) {
    String sentence = "its page from '%s' on is wrong: %s".formatted(page.first(), why);
    return new UnreadablePage(
        reader, sentence, new ManifestVerdict.Refused(ManifestVerdict.Reason.PAGE, sentence));
  }

  /** Why it is not believed; null = it cannot be had. */
  public ManifestVerdict.@Nullable Refused refused() {
    return refused;
  }

  /** Whether it was this reader that could not read it. */
  public boolean isOf(PageReader one) {
    return reader.equals(one);
  }

  /** Why, in one sentence. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
