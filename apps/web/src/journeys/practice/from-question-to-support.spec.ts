import { AnswerQuestion, AskQuestion, CloseQuestion, Questions, WithdrawQuestion } from '@app/network';
import { Concerns, RaiseNeed } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { AskForSupportController } from '../ask-for-support/ask-for-support.controller.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { PracticeController } from './practice.controller.js';

const ROOMS = [
  ...[Questions, AskQuestion, AnswerQuestion, CloseQuestion, WithdrawQuestion],
  ...[AreaSettings, SchoolsOfArea, RaiseNeed, Concerns],
];

describe('from a question about practice to asking for support', () => {
  let pages: BrokerAtPages;
  let here: string;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([PracticeController, AskForSupportController], ROOMS);
    const { house } = pages;
    const question = { theme: 'att.persistent', text: 'Who rings home before ten?' };
    const named = await house.get(AskQuestion).execute(await house.as('asker'), NORTH, question);
    here = `/practice/${named}`;
    const answer = { question: named, text: 'We do, with two tutors.' };
    await house.get(AnswerQuestion).execute(await house.as('head'), NORTH, answer);
  });
  afterEach(() => pages.close());

  const SUPPORT = '/needs/new?theme=att.persistent';

  it('leads a head there with the theme chosen, from an own question and from another’s', async () => {
    for (const who of ['asker', 'head'] as const)
      expect((await pages.get(here, who)).html).toContain(`href="${SUPPORT}"`);
    const page = await pages.get(SUPPORT, 'asker');
    expect(page.html).toMatch(/value="att\.persistent" selected/);
    expect((await pages.get('/needs/new?theme=nothing', 'asker')).status).toBe(200);
  });

  it('says of it nothing to those who cannot ask, and the question stays as it was', async () => {
    for (const who of ['adviser', 'broker'] as const)
      expect((await pages.get(here, who)).html).not.toContain('/needs/new');
    await pages.get(SUPPORT, 'asker');
    expect((await pages.get(here, 'head')).text).toContain('Answered');
  });
});
