/** Notices to topics of Azure. */
@NullMarked
package io.fairlead.azure.notice;

import org.jspecify.annotations.NullMarked;
