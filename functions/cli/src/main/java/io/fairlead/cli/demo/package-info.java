/**
 * The demo: a fleet of real processes on one machine, the script that breaks them, and the clients
 * that notice.
 */
@NullMarked
package io.fairlead.cli.demo;

import org.jspecify.annotations.NullMarked;
