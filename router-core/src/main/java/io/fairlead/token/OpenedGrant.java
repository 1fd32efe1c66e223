package io.fairlead.token;

/** A grant with its claims, for whoever may read them. */
public record OpenedGrant(TokenGrant grant, TokenClaims claims) {}
