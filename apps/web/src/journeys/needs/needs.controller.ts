import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Agreements, Pairings } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { PRIORITIES, type Actor, type NeedId } from '@app/kernel';
import { People } from '@app/identity';
import { MailBox, UnitOfWork } from '@app/platform';
import { NEED_STATES, Needs } from '@app/profiles';
import { formPage, type Page } from '../../layout/answers.js';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { readForm } from '../../layout/read-form.js';
import { lostMail } from '../by-link/lost-mail.js';
import { needFilterOf } from './need-filter.js';
import { NeedPages } from './need-pages.js';
import { SOON_WORDS, STATE_TAGS } from './need-words.js';
import { needLine, needPage, readsAsHead, wordsFor, type NeedWorld } from './need.view.js';
import { NeedsFilterForm, PurposeForm } from './needs.form.js';

const LIST = 'journeys/needs/needs.njk';
const PER_PAGE = 25;

@Controller('needs')
export class NeedsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(NeedPages) private readonly pages: NeedPages,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(Pairings) private readonly pairings: Pairings,
    @Inject(MailBox) readonly box: MailBox,
    @Inject(People) readonly people: People,
  ) {}

  @Allow('need.read.summary')
  @Get()
  async list(@Query() query: Record<string, unknown>, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(NeedsFilterForm, query);
    const at = read.ok ? Number(read.form.page ?? '1') : 1;
    const { world, found } = await this.work.run(me.actor, me.area, async (tx) => ({
      world: await this.pages.world(tx),
      found: await this.needs.list(tx, read.ok ? needFilterOf(read.form) : {}, {
        limit: PER_PAGE,
        offset: (at - 1) * PER_PAGE,
      }),
    }));
    if (!read.ok)
      return formPage(LIST, { ...choices(world, me.actor), lines: [], total: 0 }, read.errors, read.values);
    const view = {
      ...choices(world, me.actor),
      total: found.total,
      lines: found.needs.map((need) => needLine(need, world)),
      downloads: downloadsOf('/needs', read.values),
      pager: pager('/needs', read.values, at, Math.ceil(found.total / PER_PAGE)),
    };
    return formPage(LIST, view, null, read.values);
  }

  @Allow('need.read.summary')
  @Get(':reference')
  async one(@Param('reference') reference: string, @Me() me: SignedIn): Promise<Page> {
    const found = await this.pages.find(me, reference);
    const view = { ...needPage(found, me.actor), ...(await this.cameOfIt(me, found.need)) };
    return formPage('journeys/needs/need.njk', view, null);
  }

  /** Proposals that go on and pairings, as far as this person may see them, and mail about it that did not arrive. */
  private async cameOfIt(
    me: SignedIn,
    { id: need, reference }: { id: NeedId; reference: string },
  ): Promise<object> {
    return this.work.run(me.actor, me.area, async (tx) => ({
      proposals: await this.agreements.ofNeeds(tx, [need]),
      pairings: await this.pairings.ofNeed(tx, need),
      lostMail: await lostMail(tx, this, me.actor, reference),
    }));
  }

  /** An officer types why, and reads all of it once; the school is told. */
  @Allow('need.read.detail')
  @Post(':reference/whole')
  @HttpCode(200)
  async whole(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const read = readForm(PurposeForm, body);
    const purpose = read.ok ? (read.form.purpose ?? null) : null;
    const view = needPage(await this.pages.find(me, reference, purpose), me.actor);
    return formPage('journeys/needs/need.njk', view, read.ok ? null : read.errors, read.values);
  }
}

function choices({ themes }: NeedWorld, actor: Actor): object {
  const own = readsAsHead(actor);
  return {
    title: own ? 'Your requests' : 'Needs',
    word: wordsFor(own),
    own,
    states: [
      { value: '', text: 'Not closed' },
      ...NEED_STATES.map((value) => ({ value, text: STATE_TAGS[value] })),
      { value: 'all', text: 'All' },
    ],
    themes: [
      { value: '', text: 'Any' },
      ...themes.byArea().map(({ area }) => ({ value: area.key, text: area.name })),
    ],
    soons: [{ value: '', text: 'Any' }, ...PRIORITIES.map((value) => ({ value, text: SOON_WORDS[value] }))],
  };
}
