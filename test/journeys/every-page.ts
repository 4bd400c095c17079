import type { PersonaName } from '../persona.js';
import { LISTS } from './which-are-lists.js';

export { LISTS, NO_LISTS } from './which-are-lists.js';

export interface Visit {
  readonly who: PersonaName | 'nobody';
  /** Where the route is met in Downland; a link on another page where only the county knows its id. */
  readonly at: string | { readonly from: string; readonly linked: RegExp };
  /** Answers 4xx by its nature. */
  readonly status?: number;
  /** Its form, sent with nothing in it, comes back with what is missing. */
  readonly refuses?: boolean;
}

/** Every page, met where somebody would meet it. A route that is not here fails the suite. */
export const PAGES: Readonly<Record<string, Visit>> = {
  '/': { who: 'asker', at: '/' },
  '/sign-in': { who: 'nobody', at: '/sign-in', refuses: true },
  // A demonstration's people have no password that could be refused: sign-in-again.spec has it.
  '/sign-in/again': { who: 'chair', at: '/sign-in/again' },
  // Without a password before them, they lead back to it.
  '/sign-in/factor': { who: 'nobody', at: '/sign-in/factor' },
  '/sign-in/enrol': { who: 'nobody', at: '/sign-in/enrol' },
  '/sign-in/forgotten': { who: 'nobody', at: '/sign-in/forgotten', refuses: true },
  '/sign-in/forgotten/sent': { who: 'nobody', at: '/sign-in/forgotten/sent' },
  '/reset/:secret': { who: 'nobody', at: '/reset/none', status: 404 },
  '/invitation/:secret': { who: 'nobody', at: '/invitation/none', status: 404 },
  // Of a service that this installation does not use.
  '/invitation/:secret/with/:provider': { who: 'nobody', at: '/invitation/none/with/dfe', status: 404 },
  '/sign-in/with/:provider': { who: 'nobody', at: '/sign-in/with/dfe', status: 404 },
  '/sign-in/with/:provider/back': { who: 'nobody', at: '/sign-in/with/dfe/back', status: 404 },
  '/sign-in/with/:provider/confirm': { who: 'nobody', at: '/sign-in/with/dfe/confirm', status: 404 },
  '/me/sign-in/with/:provider': { who: 'broker', at: '/me/sign-in/with/dfe', status: 404 },
  '/a/:token/declare/:step': { who: 'nobody', at: '/a/none/declare/help', status: 404 },
  '/a/:token': { who: 'nobody', at: '/a/none', status: 404 },
  '/help': { who: 'nobody', at: '/help' },
  '/accessibility': { who: 'nobody', at: '/accessibility' },
  '/privacy': { who: 'nobody', at: '/privacy' },
  '/how-we-measure': { who: 'nobody', at: '/how-we-measure' },
  '/how-matching-works': { who: 'nobody', at: '/how-matching-works' },
  '/today': { who: 'broker', at: '/today' },
  '/my-school': { who: 'helper', at: '/my-school' },
  '/my-school/readings': { who: 'asker', at: '/my-school/readings' },
  '/commitments': { who: 'helper', at: '/commitments' },
  '/my-school/signals/:id': {
    // One that waits for its head.
    ...{ who: 'asker', at: { from: '/my-school', linked: /\/my-school\/signals\/[0-9a-f-]+$/ } },
    refuses: true,
  },
  '/me/data': { who: 'broker', at: '/me/data' },
  // Nobody of the demonstration answers for data protection: `subject-access.spec.ts` meets them.
  '/admin/subject-access': { who: 'administrator', at: '/admin/subject-access', status: 404 },
  '/people/:id/data': { who: 'broker', at: '/people/none/data', status: 404 },
  '/me/interests': { who: 'adviser', at: '/me/interests', refuses: true },
  '/me/cover': { who: 'broker', at: '/me/cover', refuses: true },
  '/sign-in-help': { who: 'administrator', at: '/sign-in-help', refuses: true },
  '/me/sign-in/passkeys/new': { who: 'broker', at: '/me/sign-in/passkeys/new' },
  '/me/sign-in': { who: 'broker', at: '/me/sign-in' },
  '/me/sign-in/password': { who: 'broker', at: '/me/sign-in/password' },
  '/me/sign-in/app': { who: 'broker', at: '/me/sign-in/app', refuses: true },
  '/me': { who: 'broker', at: '/me' },
  '/schools': { who: 'officer', at: '/schools' },
  '/schools/:urn': { who: 'officer', at: '/schools/990013' },
  '/schools/:urn/trust': { who: 'broker', at: '/schools/990006/trust', refuses: true },
  // A school whose request this broker has in hand on every day of the week.
  '/schools/:urn/declaration': { who: 'broker', at: '/schools/990004/declaration', refuses: true },
  '/map': { who: 'officer', at: '/map' },
  '/needs': { who: 'broker', at: '/needs' },
  '/needs/new': { who: 'asker', at: '/needs/new' },
  '/needs/new/:step': { who: 'asker', at: '/needs/new/what', refuses: true },
  '/needs/:reference': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/triage': {
    // One that is hers on every day of the week: whose a new one is goes by the day on which it came.
    who: 'broker',
    at: { from: '/needs?state=triaged&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/agree': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/approach': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/withdraw': {
    who: 'asker',
    at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ },
  },
  '/needs/:reference/broker': { who: 'asker', at: { from: '/my-school', linked: /\/needs\/N-[0-9-]+$/ } },
  '/needs/:reference/close': {
    // One that can be closed: what stands first of all changes with the clocks.
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/candidates': {
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/needs/:reference/candidates/not-listed': {
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
  },
  '/needs/:reference/candidates/why-not': {
    who: 'broker',
    at: { from: '/needs?state=open&mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
  },
  '/declare/:year': { who: 'helper', at: { from: '/my-school', linked: /\/declare\// } },
  '/declare/:year/:step': { who: 'helper', at: { from: '/my-school', linked: /\/declare\// }, refuses: true },
  '/runs': { who: 'broker', at: '/runs' },
  '/runs/:reference': { who: 'adviser', at: { from: '/runs', linked: /\/runs\/R-[0-9]+$/ } },
  '/plan': { who: 'broker', at: '/plan' },
  '/plan/what-if': { who: 'broker', at: '/plan/what-if', refuses: true },
  '/plan/compare': { who: 'adviser', at: '/plan/compare' },
  '/plan/:reference': {
    who: 'broker',
    at: { from: '/plan', linked: /\/plan\/N-[0-9-]+$/ },
  },
  '/meetings': { who: 'adviser', at: '/meetings' },
  '/meetings/:reference': { who: 'adviser', at: { from: '/meetings', linked: /\/meetings\/M-[0-9-]+$/ } },
  '/meetings/:reference/:need': {
    who: 'adviser',
    at: { from: '/meetings', linked: /\/meetings\/M-[0-9-]+\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/proposals/:reference': {
    who: 'broker',
    at: { from: '/today', linked: /\/proposals\/P-[0-9-]+$/ },
  },
  '/requests/:reference': {
    ...{ who: 'helper', at: { from: '/today', linked: /\/requests\/Q-[0-9-]+$/ }, refuses: true },
  },
  '/offers/:reference': {
    ...{ who: 'asker', at: { from: '/today', linked: /\/offers\/O-[0-9-]+$/ }, refuses: true },
  },
  '/pairings': { who: 'broker', at: '/pairings' },
  '/pairings/new': { who: 'asker', at: '/pairings/new?kind=light', refuses: true },
  '/pairings/light/:reference': {
    who: 'helper',
    at: { from: '/pairings', linked: /\/pairings\/light\/SL-[0-9-]+$/ },
    refuses: true,
  },
  '/pairings/projects/new': { who: 'broker', at: '/pairings/projects/new', refuses: true },
  '/pairings/projects/:reference': {
    // One that its school is asked to join.
    ...{ who: 'helper', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/goals': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
  },
  '/pairings/projects/:reference/ask': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/session': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/plan': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/plan/:number': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/plan/:number/off': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/projects/:reference/close': {
    ...{ who: 'whitlock', at: { from: '/pairings', linked: /\/pairings\/projects\/PJ-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
  },
  '/pairings/:reference/agenda': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/change': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/proposed': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
  },
  '/pairings/:reference/visit': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/visit/:number': {
    who: 'broker',
    at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ },
  },
  '/pairings/:reference/plan': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/plan/:number': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/plan/:number/off': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/review': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/pairings/:reference/tend': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/close': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
    refuses: true,
  },
  '/pairings/:reference/history': {
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9-]+$/ } },
  },
  // Coaching, by one of the two.
  '/pairings/:reference/notes': {
    ...{ who: 'hale', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-004$/ }, refuses: true },
  },
  '/pairings/:reference/session': {
    ...{ who: 'hale', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-004$/ }, refuses: true },
  },
  '/pairings/:reference/next-session': {
    ...{ who: 'hale', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-004$/ }, refuses: true },
  },
  '/pairings/:reference/people/:place': {
    ...{ who: 'hale', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-004$/ }, refuses: true },
  },
  '/concerns/new': { who: 'adviser', at: '/concerns/new?school=990005', refuses: true },
  '/concerns/:id': {
    ...{ who: 'asker', at: { from: '/today', linked: /\/concerns\/[0-9a-f-]{36}$/ }, refuses: true },
  },
  '/consents': { who: 'trust', at: '/consents' },
  '/consents/:reference': {
    ...{ who: 'trust', at: { from: '/consents', linked: /\/consents\/SP-[0-9-]+$/ }, refuses: true },
  },
  '/sign-offs': { who: 'chair', at: '/sign-offs' },
  '/pairings/:reference/sign-off': {
    // The county's first pairing is over, and waits for somebody who had no part in it.
    ...{ who: 'chair', at: { from: '/sign-offs', linked: /\/pairings\/SP-[0-9-]+\/sign-off$/ } },
    refuses: true,
  },
  '/pairings/:reference/impact': {
    who: 'officer',
    // The county's first pairing is over, and both heads have spoken.
    at: { from: '/pairings?over=yes', linked: /\/pairings\/SP-[0-9]{4}-001$/ },
  },
  '/board': { who: 'chair', at: '/board' },
  '/board/records/:figure': {
    ...{ who: 'officer', at: { from: '/board', linked: /\/board\/records\/schools-all/ } },
  },
  '/board/measures/:measure': {
    ...{ who: 'chair', at: { from: '/board', linked: /\/board\/measures\// } },
  },
  '/board/county': { who: 'chair', at: '/board/county' },
  '/board/goals': { who: 'administrator', at: '/board/goals' },
  '/board/goals/new': { who: 'administrator', at: '/board/goals/new?goal=2', refuses: true },
  '/board/goals/:reference': {
    // This year’s first: adopted, and not looked back on yet.
    ...{ who: 'chair', at: '/board/goals/G1-002', refuses: true },
  },
  '/board/goals/:reference/words': { who: 'adviser', at: '/board/goals/G0-000/words', status: 404 },
  '/board/reports': { who: 'chair', at: '/board/reports' },
  '/board/reports/:reference': {
    ...{ who: 'asker', at: { from: '/board/reports', linked: /\/board\/reports\/B-[0-9-]+$/ } },
  },
  '/board/reports/:reference/records/:figure': {
    ...{ who: 'officer', at: '/board/reports/B-0000-000/records/schools-all', status: 404 },
  },
  '/board/decisions': { who: 'chair', at: '/board/decisions' },
  '/board/decisions/:reference': {
    ...{
      who: 'chair',
      at: { from: '/board/decisions', linked: /\/board\/decisions\/D-[0-9-]+$/ },
      refuses: true,
    },
  },
  '/caseload/handover': { who: 'broker', at: '/caseload/handover', refuses: true },
  '/reassign': { who: 'chair', at: '/reassign' },
  '/needs/:reference/reassign': {
    who: 'broker',
    at: { from: '/needs?mine=yes', linked: /\/needs\/N-[0-9-]+$/ },
    refuses: true,
  },
  '/pairings/:reference/reassign': {
    // One that works.
    ...{ who: 'broker', at: { from: '/pairings', linked: /\/pairings\/SP-[0-9]+-003$/ } },
    refuses: true,
  },
  '/figures': { who: 'helper', at: '/figures' },
  '/files': { who: 'asker', at: '/files', refuses: true },
  '/files/imported': { who: 'asker', at: '/files/imported' },
  '/files/declarations': { who: 'helper', at: '/files/declarations', refuses: true },
  '/files/declarations/imported': { who: 'helper', at: '/files/declarations/imported' },
  '/cases/:reference': {
    ...{ who: 'officer', at: { from: '/needs', linked: /\/needs\/N-[0-9-]+$/ }, refuses: true },
  },
  '/interventions': { who: 'officer', at: '/interventions' },
  '/interventions/new': { who: 'broker', at: '/interventions/new', refuses: true },
  '/interventions/:reference': {
    ...{ who: 'officer', at: { from: '/interventions?state=all', linked: /\/interventions\/I-[0-9-]+$/ } },
  },
  '/interventions/:reference/change': {
    ...{ who: 'broker', at: { from: '/interventions', linked: /\/interventions\/I-[0-9-]+$/ } },
  },
  '/commissions': { who: 'officer', at: '/commissions' },
  // For the county's one request that nobody can answer, help is drafted already; its form is that of the change.
  '/commissions/new': { who: 'broker', at: '/commissions/new?need=N-2001-999', status: 404 },
  '/commissions/:reference': {
    ...{ who: 'chair', at: { from: '/commissions', linked: /\/commissions\/CM-[0-9-]+$/ }, refuses: true },
  },
  '/commissions/:reference/change': {
    ...{ who: 'broker', at: { from: '/commissions', linked: /\/commissions\/CM-[0-9-]+$/ } },
  },
  '/foi': { who: 'officer', at: '/foi' },
  '/foi/new': { who: 'officer', at: '/foi/new', refuses: true },
  '/foi/log': { who: 'asker', at: '/foi/log' },
  '/foi/:reference/kinds/:kind': { who: 'officer', at: '/foi/FOI-0000-000/kinds/pairing', status: 404 },
  '/foi/:reference/answer': { who: 'officer', at: '/foi/FOI-0000-000/answer', status: 404 },
  '/foi/:reference': { who: 'officer', at: { from: '/foi', linked: /\/foi\/FOI-[0-9-]+$/ } },
  '/findings': { who: 'officer', at: '/findings' },
  '/findings/new': { who: 'officer', at: '/findings/new', refuses: true },
  '/findings/:reference': {
    ...{ who: 'broker', at: { from: '/findings', linked: /\/findings\/F-[0-9-]+$/ } },
    refuses: true,
  },
  '/fairness': { who: 'officer', at: '/fairness' },
  '/practice': { who: 'asker', at: '/practice' },
  '/practice/new': { who: 'asker', at: '/practice/new', refuses: true },
  '/practice/:reference': {
    // The newest waits.
    ...{ who: 'helper', at: { from: '/practice', linked: /\/practice\/K-[0-9-]+$/ } },
    refuses: true,
  },
  '/exceptions': { who: 'officer', at: '/exceptions' },
  '/audit': { who: 'officer', at: '/audit' },
  '/audit/verify': { who: 'officer', at: '/audit/verify' },
  '/audit/:id': { who: 'officer', at: { from: '/audit', linked: /\/audit\/[0-9a-f-]{36}$/ } },
  '/admin/imports': { who: 'administrator', at: '/admin/imports', refuses: true },
  '/break-glass': { who: 'officer', at: '/break-glass' },
  '/break-glass/new': { who: 'officer', at: '/break-glass/new', refuses: true },
  // Nothing is open in a demonstration that nobody touched: `emergency-access.spec.ts` meets them.
  '/break-glass/:reference': { who: 'officer', at: '/break-glass/BG-0000-000', status: 404 },
  '/break-glass/:reference/records': { who: 'officer', at: '/break-glass/BG-0000-000/records', status: 404 },
  '/programs': { who: 'officer', at: '/programs' },
  '/programs/new': { who: 'administrator', at: '/programs/new', refuses: true },
  '/programs/:id': {
    ...{ who: 'chair', at: { from: '/programs', linked: /\/programs\/[0-9a-f-]{36}$/ } },
    refuses: true,
  },
  '/admin/erasures': { who: 'administrator', at: '/admin/erasures', refuses: true },
  '/admin/retention': { who: 'administrator', at: '/admin/retention', refuses: true },
  '/admin/imports/:id': {
    who: 'administrator',
    at: { from: '/admin/imports', linked: /\/admin\/imports\/[0-9a-f-]{36}$/ },
  },
};

/** The route of a list's file. */
export const fileOf = (list: string): string => `${list}.:ending`;

/** What a browser shows no page for. */
export const NOT_PAGES = [
  ...LISTS.map(fileOf),
  ...['/board.pdf', '/board/county.pdf', '/board/reports/:reference/report.pdf'],
  ...[
    '/pairings/:reference/dates.ics',
    '/pairings/:reference/plan/:number/visit.ics',
    '/pairings/projects/:reference/dates.ics',
    '/pairings/projects/:reference/plan/:number/visit.ics',
    '/calendar/:secret.ics',
  ],
  ...['/files/needs.:ending', '/files/declarations.:ending'],
  ...['/me/data.json', '/people/:id/data.json'],
  ...['/audit/verify/checkpoint.txt', '/audit/verify/key.txt', '/audit/verify/export.zip'],
  ...['/assets/brand/:file', '/health/live', '/health/ready', '/metrics'],
];
