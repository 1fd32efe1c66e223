/**
 * Servers of databases that are asked how far they are. By JDBC's interfaces of the platform alone:
 * a driver is handed in where there is one.
 */
@NullMarked
package io.fairlead.gateway.database;

import org.jspecify.annotations.NullMarked;
