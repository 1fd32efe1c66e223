/** The twin's SNS: topics that keep what is published to them. */
@NullMarked
package io.fairlead.emulators.twin.sns;

import org.jspecify.annotations.NullMarked;
