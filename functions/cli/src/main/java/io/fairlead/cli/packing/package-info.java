/**
 * The last step of packaging: the class archive and the seal that tells a changed jar. Run by Maven
 * and by the launcher, never by a verb.
 */
@NullMarked
package io.fairlead.cli.packing;

import org.jspecify.annotations.NullMarked;
