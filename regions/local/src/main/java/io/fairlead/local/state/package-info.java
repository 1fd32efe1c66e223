/**
 * Files that are whole or absent: what an edge keeps across restarts. Knows no ports and no HTTP.
 */
@NullMarked
package io.fairlead.local.state;

import org.jspecify.annotations.NullMarked;
