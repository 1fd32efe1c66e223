/** The twin's Route 53: zones, atomic batches, changes and health checks over its REST API. */
@NullMarked
package io.fairlead.emulators.twin.route53;

import org.jspecify.annotations.NullMarked;
