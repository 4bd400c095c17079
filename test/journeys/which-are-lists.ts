/** Lists: each leaves as a file in three formats, with the rights and the filter of its page. */
export const LISTS = [
  ...['/today', '/needs', '/pairings', '/runs', '/meetings', '/schools', '/exceptions', '/audit'],
  ...['/consents', '/findings', '/figures', '/programs', '/fairness', '/board/decisions', '/board/reports'],
  ...['/board/goals', '/practice'],
  ...['/admin/imports', '/pairings/:reference/history', '/pairings/:reference/impact'],
  ...['/reassign', '/caseload/handover', '/interventions', '/plan', '/sign-offs'],
  ...['/commissions', '/break-glass', '/my-school/readings', '/commitments', '/admin/retention', '/foi'],
  '/foi/log',
];

/** Information, questions and pages of one thing. Whatever stands at the top, or has records below it, is here or a list. */
export const NO_LISTS = [
  ...['/', '/sign-in', '/help', '/accessibility', '/privacy', '/how-we-measure', '/how-matching-works'],
  ...['/my-school', '/me', '/me/interests', '/me/cover', '/needs/new', '/declare/:year', '/pairings/new'],
  ...['/pairings/projects/new', '/pairings/projects/:reference/plan'],
  ...['/findings/new', '/foi/new', '/interventions/new', '/files', '/files/imported', '/board/goals/new'],
  ...['/programs/new', '/concerns/new', '/practice/new', '/commissions/new', '/sign-in/again'],
  ...['/sign-in/factor', '/sign-in/enrol', '/me/sign-in', '/me/sign-in/app'],
  '/me/sign-in/passkeys/new',
  '/me/sign-in/password',
  '/sign-in/forgotten',
  '/sign-in/forgotten/sent',
  // A question and who waits for its answer; what was answered stands in the log.
  '/sign-in-help',
  '/break-glass/new',
  // All about one person, which leaves as one file; and the question about whom.
  ...['/me/data', '/admin/subject-access'],
  // Who waits to be erased; that somebody was stands in the log.
  '/admin/erasures',
  // One opening and what was opened by it.
  '/break-glass/:reference',
  // The newest seals; what they are of leaves with its proofs.
  '/audit/verify',
  ...['/files/declarations', '/files/declarations/imported'],
  // Numbers, each of which opens its records; it leaves on one A4.
  ...['/board', '/board/county'],
  // A drawing of what /schools lists.
  '/map',
  // A supposition, and two plans held side by side for one choice: the runs keep both.
  ...['/plan/what-if', '/plan/compare'],
  // One meeting, and one pairing's next visit: what they list leaves with /meetings and the pairing's history.
  ...['/meetings/:reference', '/pairings/:reference/plan', '/pairings/:reference/visit'],
];
