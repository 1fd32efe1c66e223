/** The twin's S3: objects under conditions, read at once by everybody. */
@NullMarked
package io.fairlead.emulators.twin.s3;

import org.jspecify.annotations.NullMarked;
