/** Telling people: notices to webhooks. */
@NullMarked
package io.fairlead.wiring.notice;

import org.jspecify.annotations.NullMarked;
