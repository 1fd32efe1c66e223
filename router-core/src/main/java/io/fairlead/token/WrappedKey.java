package io.fairlead.token;

/**
 * The key of all boxes of one page and region, wrapped so that the region alone can have it.
 *
 * @param keyId the region's key that it is wrapped with
 * @param base64 the wrapped key
 */
public record WrappedKey(String region, String keyId, String base64) {}
