/** How AWS is reached: clients by region, calls side by side, failures as values. */
@NullMarked
package io.fairlead.aws.client;

import org.jspecify.annotations.NullMarked;
