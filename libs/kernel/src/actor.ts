import type { AreaId, SchoolUrn } from './ids.js';

export const ROLES = [
  'head',
  'staff',
  'broker',
  'adviser',
  'officer',
  'board',
  'chair',
  'hub',
  'body',
  'sysadmin',
  'api',
] as const;
export type Role = (typeof ROLES)[number];

/** Where somebody came in. Written into every audit entry. */
export type Door = 'web' | 'api' | 'worker' | 'ops' | 'link';

/** One post in force today. A seconded head holds two: `broker` in the area, `head` of their own school. */
export interface Post {
  readonly role: Role;
  /** The school the post is at; null for posts of the area. */
  readonly school: SchoolUrn | null;
  /** The trust, diocese or governing board spoken for (role `body`). */
  readonly body: string | null;
  /** The hub or partnership led (role `hub`). */
  readonly hub?: string | null;
  /** Attributes that the permission table asks for: `delegated` (+d), `dpo` (+dpo), `inst` (installation). */
  readonly flags: readonly ('delegated' | 'dpo' | 'inst')[];
}

/** Who is asking, as the database knows them at the start of the request. Verbs read rights again on their own `tx`. */
export interface Actor {
  readonly kind: 'person' | 'client' | 'system';
  /** Person id, client id, or the name of a system actor like `ops`. */
  readonly id: string;
  readonly name: string;
  /** The area of the session, token or job; null only for installation acts. */
  readonly area: AreaId | null;
  readonly posts: readonly Post[];
  /** Schools in which they have an interest today (I-4): derived from posts, trusts and seats, or declared. */
  readonly interests: readonly SchoolUrn[];
  /** False when the yearly confirmation is overdue: decisions are then refused with INTERESTS_STALE. */
  readonly interestsConfirmed: boolean;
  /** Token scopes, like `schools.read`; empty for a signed-in person. */
  readonly scopes: readonly string[];
  readonly door: Door;
  readonly requestId: string;
  /** When they last proved who they are; null for tokens and system actors. `+s` wants the last ten minutes. */
  readonly signedInAt: Date | null;
}
