package io.fairlead.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What lies at a path of a folder.
 *
 * @param blob its content; null = it is no plain file, such as a symbolic link
 */
public record FoundFile(String path, @Nullable Blob blob) {}
