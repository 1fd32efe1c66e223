/** Public IPs of Azure as floating addresses. */
@NullMarked
package io.fairlead.azure.address;

import org.jspecify.annotations.NullMarked;
