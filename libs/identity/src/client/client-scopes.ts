/**
 * What a program may be given, each for its own addresses of the API. All are scopes of the permission table's column for
 * programs; one without an address that would answer it is not offered.
 */
export const CLIENT_SCOPES = ['schools.read', 'profile.read', 'capacity.read'] as const;
export type ClientScope = (typeof CLIENT_SCOPES)[number];
