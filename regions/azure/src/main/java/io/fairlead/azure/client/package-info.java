/** How Azure's stores are reached, and what a failed call means. */
@NullMarked
package io.fairlead.azure.client;

import org.jspecify.annotations.NullMarked;
