/**
 * Cells of the local region: a folder, and a cell behind HTTP with the handler that serves it.
 * Imports the core and the JDK's HTTP client and server.
 */
@NullMarked
package io.fairlead.local.cell;

import org.jspecify.annotations.NullMarked;
