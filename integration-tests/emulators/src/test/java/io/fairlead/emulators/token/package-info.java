/** Tokens that are kept in tables of clouds, and asked for at functions. */
@NullMarked
package io.fairlead.emulators.token;

import org.jspecify.annotations.NullMarked;
