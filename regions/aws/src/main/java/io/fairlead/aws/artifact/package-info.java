/** Artifact sets in S3: objects under conditions, and content in streams. */
@NullMarked
package io.fairlead.aws.artifact;

import org.jspecify.annotations.NullMarked;
