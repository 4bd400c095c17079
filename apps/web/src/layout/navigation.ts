import { ROLES, type Actor, type Role } from '@app/kernel';

interface Place {
  readonly text: string;
  readonly href: string;
  readonly roles: readonly Role[];
  /** And whoever holds a post with this attribute. */
  readonly flag?: 'dpo';
}

const EVERYBODY: readonly Role[] = ROLES.filter((role) => role !== 'api');

/**
 * The service navigation, in its order. A journey adds its line when it adds its controller; a test follows every line
 * to a route. Nobody sees a line that is not for one of their posts.
 */
export const PLACES: readonly Place[] = [
  { text: 'Today', href: '/today', roles: ['broker', 'adviser', 'head', 'chair'], flag: 'dpo' },
  { text: 'Needs', href: '/needs', roles: ['broker', 'adviser', 'officer'] },
  { text: 'Pairings', href: '/pairings', roles: ['broker', 'adviser', 'officer', 'head'] },
  { text: 'Plan', href: '/plan', roles: ['broker', 'adviser', 'officer'] },
  { text: 'Match runs', href: '/runs', roles: ['broker', 'adviser', 'officer'] },
  { text: 'Meetings', href: '/meetings', roles: ['broker', 'adviser'] },
  { text: 'Exceptions', href: '/exceptions', roles: ['officer'] },
  { text: 'Interventions', href: '/interventions', roles: ['broker', 'adviser', 'officer'] },
  { text: 'From outside', href: '/commissions', roles: ['broker', 'adviser', 'officer', 'chair', 'board'] },
  { text: 'Findings', href: '/findings', roles: ['officer', 'chair'] },
  { text: 'Fairness', href: '/fairness', roles: ['officer'] },
  { text: 'Board', href: '/board', roles: ['broker', 'adviser', 'officer', 'board', 'chair'] },
  { text: 'Board reports', href: '/board/reports', roles: ['head', 'hub', 'body'] },
  { text: 'Board goals', href: '/board/goals', roles: ['sysadmin'] },
  { text: 'Decisions', href: '/board/decisions', roles: ['chair'] },
  { text: 'Sign-off', href: '/sign-offs', roles: ['adviser', 'chair'] },
  { text: 'Consents', href: '/consents', roles: ['body'] },
  { text: 'My school', href: '/my-school', roles: ['head', 'staff'] },
  {
    text: 'Questions',
    href: '/practice',
    roles: ['head', 'staff', 'broker', 'adviser', 'officer', 'hub', 'board', 'chair'],
  },
  { text: 'Schools', href: '/schools', roles: EVERYBODY },
  { text: 'Map', href: '/map', roles: EVERYBODY },
  { text: 'Audit log', href: '/audit', roles: ['officer', 'chair', 'sysadmin', 'head'] },
  { text: 'Emergency access', href: '/break-glass', roles: ['officer', 'board', 'chair', 'sysadmin'] },
  { text: 'Information', href: '/foi', roles: ['chair'], flag: 'dpo' },
  { text: 'Programs', href: '/programs', roles: ['sysadmin', 'chair', 'officer'] },
  { text: 'Sign-in help', href: '/sign-in-help', roles: ['sysadmin', 'chair'] },
  { text: 'Register', href: '/admin/imports', roles: ['sysadmin'] },
  { text: 'Retention', href: '/admin/retention', roles: ['sysadmin'], flag: 'dpo' },
];

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  /** This very page. */
  readonly current: boolean;
  /** A page under it. */
  readonly active: boolean;
}

/** What somebody with these posts may go to from every page. */
export function navigationFor(
  actor: Actor | null,
  path: string,
  places: readonly Place[] = PLACES,
): NavigationItem[] {
  const roles = new Set(actor?.posts.map((post) => post.role));
  const flags = new Set(actor?.posts.flatMap((post) => post.flags));
  return places
    .filter(
      ({ roles: of, flag }) => of.some((role) => roles.has(role)) || (flag !== undefined && flags.has(flag)),
    )
    .map(({ text, href }) => ({
      text,
      href,
      current: path === href,
      active: path.startsWith(`${href}/`),
    }));
}
