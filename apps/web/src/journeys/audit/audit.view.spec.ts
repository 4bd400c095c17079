import type { EntryView } from '@app/audit';
import { entryLine, personIds } from './audit.view.js';

const PERSON = '11111111-1111-4111-8111-111111111111';
const entry = (told: Partial<EntryView>): EntryView => ({
  ...{ id: 'e', at: new Date(0), actor: 'system:sign-in', act: 'session.start', outcome: 'done' },
  ...{ entity: `identity.person:${PERSON}`, schools: [], reason: 'password', door: 'web' },
  ...told,
});
const names = { people: new Map([[PERSON, 'Priya Nair']]), schools: new Map() };

describe('a line of the log', () => {
  it('says who signed in, though nobody was signed in when it was written', () => {
    expect(personIds([entry({})])).toEqual([PERSON]);
    expect(entryLine(entry({}), names)).toMatchObject({ who: 'Priya Nair', did: 'signed in' });
  });

  it('names a person as the actor of their own acts, and never of what was done to them', () => {
    const act = entry({ actor: `person:${PERSON}`, act: 'need.raise', entity: 'profiles.need:1' });
    expect(entryLine(act, names).who).toBe('Priya Nair');
    const about = entry({ actor: 'system:ops', act: 'person.invite' });
    expect(entryLine(about, names).who).toBe('The command line');
  });

  it('says where somebody answered by a link in a mail', () => {
    const act = entry({ actor: `person:${PERSON}`, act: 'sounding.answer', door: 'link' });
    expect(entryLine(act, names).did).toBe('answered a request, by a link in a mail');
  });
});
