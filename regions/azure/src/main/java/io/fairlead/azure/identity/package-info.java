/** Tokens of Microsoft Entra ID: managed identities, service principals, workload identities. */
@NullMarked
package io.fairlead.azure.identity;

import org.jspecify.annotations.NullMarked;
