import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { AnswerProject, LeaveProject, Projects, SayProject, type ProjectSchoolView } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { Request, Response } from 'express';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readAnswer, readLeave, readWords } from './project.shape.js';
import { projectSchoolAnswer, type ProjectSchoolAnswer } from './project.view.js';

interface PlaceSeen {
  readonly project: string;
  readonly urn: string;
  readonly version: number;
}

/** One school's place in a project: its head answers for it, leaves, and says what changed. */
@Controller('api/v1/projects/:project/schools/:school')
export class ProjectSchoolsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(AnswerProject) private readonly answers: AnswerProject,
    @Inject(LeaveProject) private readonly leaves: LeaveProject,
    @Inject(SayProject) private readonly says: SayProject,
  ) {}

  /** Its place, as far as the reader may know of it. */
  @Get()
  @Allow('pairing.read')
  one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('school') school: string,
  ): Promise<ProjectSchoolAnswer> {
    readQuery(request, []);
    return this.show(who, response, named, school);
  }

  /** Yes, with the days asked or fewer; or not this term. */
  @Post('answer')
  @HttpCode(200)
  @Allow('agenda.agree')
  async answer(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('school') school: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectSchoolAnswer> {
    const asked = { ...readAnswer(body), ...(await this.seen(who, named, school, ifMatch)) };
    await this.answers.execute(who.actor, who.area, asked, again('answer', key, asked));
    // Whoever said no has no place there any more, and is answered with what they said no to.
    if (!asked.yes) {
      const { place } = asked;
      const version = place.version + 1;
      response.setHeader('ETag', etagOf('place', place.id, version));
      return projectSchoolAnswer({ ...place, state: 'declined', version });
    }
    return this.show(who, response, named, school);
  }

  /** The school leaves; the others go on. */
  @Post('leave')
  @HttpCode(200)
  @Allow('pairing.close')
  async leave(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('school') school: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectSchoolAnswer> {
    const asked = { ...readLeave(body), ...(await this.seen(who, named, school, ifMatch)) };
    await this.leaves.execute(who.actor, who.area, asked, again('leave', key, asked));
    return this.show(who, response, named, school);
  }

  /** What the project changed for the school, once its part in it is over. */
  @Post('words')
  @HttpCode(200)
  @Allow('impact.record')
  async say(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('school') school: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectSchoolAnswer> {
    const asked = { ...readWords(body), ...(await this.seen(who, named, school, ifMatch)) };
    await this.says.execute(who.actor, who.area, asked, again('words', key, asked));
    return this.show(who, response, named, school);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async seen(
    who: SignedIn,
    named: string,
    school: string,
    ifMatch: string | undefined,
  ): Promise<PlaceSeen & { readonly place: ProjectSchoolView }> {
    const { reference, place } = await this.place(who, named, school);
    const version = versionSeen(ifMatch, 'place', place.id);
    return { project: reference, urn: place.urn, version, place };
  }

  private async place(
    { actor, area }: SignedIn,
    named: string,
    school: string,
  ): Promise<{ reference: string; place: ProjectSchoolView }> {
    const { reference, schools } = await this.work.run(actor, area, (tx) =>
      this.projects.one(tx, referenceOf(named)),
    );
    const place = schools.find(({ urn }) => urn === school);
    if (!place) throw new NotFound();
    return { reference, place };
  }

  private async show(
    who: SignedIn,
    response: Response,
    named: string,
    school: string,
  ): Promise<ProjectSchoolAnswer> {
    const { place } = await this.place(who, named, school);
    response.setHeader('ETag', etagOf('place', place.id, place.version));
    return projectSchoolAnswer(place);
  }
}

function again(step: string, key: string, seen: PlaceSeen & { place?: unknown }): Repeatable {
  const asked = { ...seen };
  delete asked.place;
  return repeatOf(`POST /projects/{project}/schools/{school}/${step}`, key, asked);
}
