/** Verbs on artifact sets: what they do beyond parsing, and how they answer. */
@NullMarked
package io.fairlead.cli.artifact;

import org.jspecify.annotations.NullMarked;
