/** Copies of artifact sets beside rclone and s5cmd. */
@NullMarked
package io.fairlead.benchmarks.replication;

import org.jspecify.annotations.NullMarked;
