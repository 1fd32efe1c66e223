/** The twin's CloudWatch: metrics from logged lines, alarms that are evaluated under its clock. */
@NullMarked
package io.fairlead.emulators.twin.cloudwatch;

import org.jspecify.annotations.NullMarked;
