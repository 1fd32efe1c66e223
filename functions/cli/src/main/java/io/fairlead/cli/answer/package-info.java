/** Answers of verbs as text for people and JSON for programs. Pure: what was read goes in. */
@NullMarked
package io.fairlead.cli.answer;

import org.jspecify.annotations.NullMarked;
