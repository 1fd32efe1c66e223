/** Operator verbs that a function of a cloud carries out. */
@NullMarked
package io.fairlead.cli.remote;

import org.jspecify.annotations.NullMarked;
