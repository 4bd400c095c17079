import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import {
  NotFound,
  parseUrn,
  RuleBroken,
  StaleVersion,
  type AcademicYearId,
  type SchoolUrn,
} from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import {
  Capacity,
  CheckDeclaration,
  Declarations,
  SubmitDeclaration,
  type StrengthsView,
} from '@app/profiles';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery, schoolQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { TypedReason } from '../door/typed-reason.js';
import { readCheck, readFirstWord, readWord } from './declaration.shape.js';
import { declarationAnswer, yearOf, type DeclarationAnswer } from './declaration.view.js';

/** Who sends it for the first time has seen no version that could be old. */
const SAID_ALREADY =
  'Your school’s word of that year, or its days of one of these half-terms, is there already. Read it, and change it from there.';

/** Each school's yearly word. The whole area may know its strengths, and available or not; the rest is for few. */
@Controller('api/v1/declarations')
export class DeclarationsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Declarations) private readonly declarations: Declarations,
    @Inject(Capacity) private readonly capacity: Capacity,
    @Inject(SubmitDeclaration) private readonly submits: SubmitDeclaration,
    @Inject(CheckDeclaration) private readonly checks: CheckDeclaration,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Strengths and availability of the area’s schools. */
  @Get()
  @Allow('declaration.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<StrengthsView>> {
    const query = readQuery(request, ['limit', 'cursor', 'school']);
    const school = schoolQuery(query.school) ?? null;
    const { limit, offset } = this.pages.asked(request, query, actor);
    const all = await this.work.run(actor, area, (tx) => this.declarations.strengths(tx, school));
    const items = all.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, actor, { offset, items, total: all.length });
  }

  /** What a school says of a year, its needs and days too, for who may read them. */
  @Get(':urn/:year')
  @Allow('declaration.needs.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('urn') urn: string,
    @Param('year') year: string,
    @TypedReason() reason: string | null,
  ): Promise<DeclarationAnswer> {
    readQuery(request, []);
    return this.show(who, response, urn, yearOf(year), reason);
  }

  /** The school sends its word of a year for the first time. */
  @Post()
  @Allow('declaration.submit')
  async submit(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<DeclarationAnswer> {
    readQuery(request, []);
    const asked = { ...readFirstWord(body), version: null };
    const repeat = repeatOf('POST /declarations', key, asked);
    try {
      await this.submits.execute(who.actor, who.area, asked, repeat);
    } catch (error) {
      throw error instanceof StaleVersion ? new RuleBroken('SAID_ALREADY', SAID_ALREADY) : error;
    }
    response.setHeader('Location', `/api/v1/declarations/${asked.urn}/${asked.year.replace('/', '-')}`);
    return this.show(who, response, asked.urn, asked.year as AcademicYearId);
  }

  /** The school says it anew. What is left out stands. */
  @Patch(':urn/:year')
  @Allow('declaration.submit')
  async change(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('urn') urn: string,
    @Param('year') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<DeclarationAnswer> {
    readQuery(request, []);
    const read = readWord(body);
    const year = yearOf(named);
    const { id } = await this.read(who, urn, year);
    const asked = { ...read, urn, year, version: versionSeen(ifMatch, 'declaration', id) };
    await this.submits.execute(who.actor, who.area, asked);
    return this.show(who, response, urn, year);
  }

  /** The broker or adviser who looks after the school confirms its word, or asks about it. The school’s next word waits anew. */
  @Post(':urn/:year/check')
  @HttpCode(200)
  @Allow('declaration.check')
  async check(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('urn') urn: string,
    @Param('year') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<DeclarationAnswer> {
    readQuery(request, []);
    const read = readCheck(body);
    const year = yearOf(named);
    const { id } = await this.read(who, urn, year);
    const asked = { ...read, urn, year, version: versionSeen(ifMatch, 'declaration', id) };
    await this.checks.execute(who.actor, who.area, asked, repeatOf('POST /declarations/check', key, asked));
    return this.show(who, response, urn, year);
  }

  private async show(
    who: SignedIn,
    response: Response,
    urn: string,
    year: AcademicYearId,
    reason: string | null = null,
  ): Promise<DeclarationAnswer> {
    const shown = await this.read(who, urn, year, reason);
    response.setHeader('ETag', etagOf('declaration', shown.id, shown.version));
    return shown;
  }

  /** @throws NotFound where the school said nothing of that year, and where it is not the caller's to read, alike. */
  private async read(
    { actor, area }: SignedIn,
    named: string,
    year: AcademicYearId,
    reason: string | null = null,
  ): Promise<DeclarationAnswer> {
    const urn: SchoolUrn | null = parseUrn(named);
    if (urn === null) throw new NotFound();
    return this.work.run(actor, area, async (tx) => {
      const shown = await this.declarations.whole(tx, urn, year, reason);
      if (shown === null) throw new NotFound();
      return declarationAnswer(urn, shown, await this.capacity.ofSchool(tx, urn));
    });
  }
}
