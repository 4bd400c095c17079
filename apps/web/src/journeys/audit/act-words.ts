/** What each act is called on pages. An act without a line here shows its code: better odd than hidden. */
const WORDS: Readonly<Record<string, string>> = {
  'area.create': 'set up the area',
  'audit.read': 'read the audit log',
  'capacity.declare': 'declared days',
  'conflict.assess': 'assessed a conflict between two schools',
  'declaration.draft': 'drafted a declaration',
  'declaration.needs.read': 'read declared needs',
  'declaration.pause.read': 'read the reasons for not this term',
  'declaration.submit': 'sent a declaration',
  'evidence.add': 'added evidence',
  'interest.confirm': 'confirmed their interests',
  'interest.declare': 'declared an interest',
  'invitation.accept': 'accepted an invitation',
  'need.agree': 'agreed the wording of a request',
  'need.approach.set': 'said who may be asked',
  'need.close': 'closed a request',
  'need.raise': 'asked for support',
  'need.read.detail': 'read a request in full',
  'need.read.summary': 'read requests',
  'need.triage': 'took up a request',
  'need.withdraw': 'withdrew a request',
  'person.add': 'added a person',
  'person.invite': 'invited a person',
  'proposal.make': 'proposed a supporter',
  'proposal.veto': 'ruled a supporter out',
  'register.import.ask': 'asked for a register import',
  'register.import.commit': 'imported the register',
  'register.import.preview': 'previewed a register import',
  'role.appoint': 'appointed somebody',
  'run.begin': 'began a match run',
  'run.cancel': 'cancelled a match run',
  'run.cancelled': 'ended a match run as cancelled',
  'run.complete': 'completed a match run',
  'run.failed': 'ended a match run as failed',
  'run.infeasible': 'completed a match run with requests left over',
  'run.read': 'read a match run',
  'run.start': 'started a match run',
  'school.body.record': 'recorded a school’s trust',
  'session.start': 'signed in',
  'setting.adopt': 'put a setting in force',
  'signin.revoke': 'revoked a token',
  'token.own': 'made a token',
};

export function actInWords(act: string): string {
  return WORDS[act] ?? act;
}

/** For the filter's list: any action, then each in the order of its words. */
export const ACTS: readonly { readonly value: string; readonly text: string }[] = [
  { value: '', text: 'Any' },
  ...Object.entries(WORDS)
    .map(([value, text]) => ({ value, text: text.charAt(0).toUpperCase() + text.slice(1) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1)),
];
