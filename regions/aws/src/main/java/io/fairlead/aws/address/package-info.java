/** Elastic IPs: who holds them, and moving them to another network interface. */
@NullMarked
package io.fairlead.aws.address;

import org.jspecify.annotations.NullMarked;
