/** DNS weights in Route 53: batches as compare-and-set, reads that page, propagation. */
@NullMarked
package io.fairlead.aws.zone;

import org.jspecify.annotations.NullMarked;
