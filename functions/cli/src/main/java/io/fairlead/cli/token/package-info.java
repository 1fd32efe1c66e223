/** Verbs on tokens: what they do beyond parsing, how they answer, and the endpoint's process. */
@NullMarked
package io.fairlead.cli.token;

import org.jspecify.annotations.NullMarked;
