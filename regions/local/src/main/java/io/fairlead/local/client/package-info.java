/** The HTTP client that the adapters share: fan-out with a deadline, answers as values. */
@NullMarked
package io.fairlead.local.client;

import org.jspecify.annotations.NullMarked;
