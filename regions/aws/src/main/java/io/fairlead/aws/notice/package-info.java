/** Notices to topics of SNS. */
@NullMarked
package io.fairlead.aws.notice;

import org.jspecify.annotations.NullMarked;
