/** The twin's EC2: Elastic IPs and network interfaces over the Query API. */
@NullMarked
package io.fairlead.emulators.twin.ec2;

import org.jspecify.annotations.NullMarked;
