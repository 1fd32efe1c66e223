/** What is not as it should be with a fleet, in sentences. */
@NullMarked
package io.fairlead.cli.doctor;

import org.jspecify.annotations.NullMarked;
