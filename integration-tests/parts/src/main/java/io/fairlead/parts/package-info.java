/**
 * Third-party parts for tests: what they are, how they are fetched, how many cases each one ran.
 */
@NullMarked
package io.fairlead.parts;

import org.jspecify.annotations.NullMarked;
