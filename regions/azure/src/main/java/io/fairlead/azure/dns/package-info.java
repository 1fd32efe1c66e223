/** Records in zones of Azure DNS: one compare-and-swap a change, over sets that have ETags. */
@NullMarked
package io.fairlead.azure.dns;

import org.jspecify.annotations.NullMarked;
