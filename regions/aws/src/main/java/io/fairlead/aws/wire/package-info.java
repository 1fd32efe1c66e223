/**
 * Requests of content over connections of HTTP/1.1 that are kept: little more than the bytes that
 * they consist of, because a first copy sends one for each object.
 */
@NullMarked
package io.fairlead.aws.wire;

import org.jspecify.annotations.NullMarked;
