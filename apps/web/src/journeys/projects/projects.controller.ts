import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  AnswerProject,
  AskSchool,
  BeginProject,
  CloseProject,
  LeaveProject,
  LogProjectSession,
  RedraftProject,
  SayProject,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NoForm } from '../me/me.form.js';
import type { Page } from '../../layout/answers.js';
import { recordValues } from '../pairings/visit-plan.view.js';
import { ProjectPages } from './project-pages.js';
import {
  AskSchoolForm,
  CloseProjectForm,
  givenOf,
  goalsOf,
  halfDaysOf,
  LeaveForm,
  ProjectAnswerForm,
  ProjectForm,
  RestForm,
  SessionForm,
  WordsForm,
} from './project.form.js';
import { goalValues } from './project.view.js';

/** The work of several schools on the same goals, from the first that is asked to the words of each. */
@Controller('pairings/projects/:reference')
export class ProjectsController {
  constructor(
    @Inject(ProjectPages) private readonly shown: ProjectPages,
    @Inject(RedraftProject) private readonly redrafts: RedraftProject,
    @Inject(AskSchool) private readonly asks: AskSchool,
    @Inject(AnswerProject) private readonly answers: AnswerProject,
    @Inject(BeginProject) private readonly begins: BeginProject,
    @Inject(LogProjectSession) private readonly logs: LogProjectSession,
    @Inject(LeaveProject) private readonly leaves: LeaveProject,
    @Inject(CloseProject) private readonly closes: CloseProject,
    @Inject(SayProject) private readonly says: SayProject,
  ) {}

  @Allow('pairing.read')
  @Get()
  one(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('project', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Get('goals')
  goals(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('goals', named, me, null, goalValues);
  }

  @Allow('decision.make')
  @Get('ask')
  asking(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('ask', named, me, null, {});
  }

  @Allow('visit.log')
  @Get('session')
  session(
    @Param('reference') named: string,
    @Query('planned') planned: unknown,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return typeof planned === 'string'
      ? this.shown.showPlan('session', named, planned, me, null, recordValues)
      : this.shown.show('session', named, me, null, {});
  }

  @Allow('pairing.close')
  @Get('close')
  ending(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('close', named, me, null, {});
  }

  @Allow('agenda.draft')
  @Post('goals')
  @HttpCode(303)
  redraft(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('goals', named, body, me, ProjectForm, ({ form, version }, repeat) => {
      const asked = { project: named, version: version ?? 0, ...agendaOf(form) };
      return this.redrafts.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('decision.make')
  @Post('ask')
  @HttpCode(303)
  ask(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('ask', named, body, me, AskSchoolForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ project: named, version: version ?? 0, urn: form.urn ?? '', part: form.part ?? '' },
        halfDays: halfDaysOf(form),
      };
      return this.asks.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('agenda.agree')
  @Post('answer')
  @HttpCode(303)
  answer(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, ProjectAnswerForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ project: named, version: version ?? 0, urn: form.urn ?? '', yes: form.answer === 'yes' },
        halfDays: form['term-1'] === undefined ? null : halfDaysOf(form),
      };
      return this.answers.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('decision.make')
  @Post('begin')
  @HttpCode(303)
  begin(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, NoForm, ({ version }, repeat) =>
      this.begins.begin(me.actor, me.area, { project: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('pairing.pause')
  @Post('pause')
  @HttpCode(303)
  pause(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, RestForm, ({ form, version }, repeat) => {
      const asked = { project: named, version: version ?? 0, reason: form.reason ?? null };
      return this.begins.pause(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.pause')
  @Post('resume')
  @HttpCode(303)
  resume(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, NoForm, ({ version }, repeat) =>
      this.begins.resume(me.actor, me.area, { project: named, version: version ?? 0 }, repeat),
    );
  }

  @Allow('visit.log')
  @Post('session')
  @HttpCode(303)
  log(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('session', named, body, me, SessionForm, ({ form }, repeat) => {
      const asked = {
        ...{ project: named, heldOn: form.heldOn ?? '', mode: form.mode ?? '', summary: form.summary ?? '' },
        ...{ given: givenOf(form), planned: form.planned ? Number(form.planned) : null },
      };
      return this.logs.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.close')
  @Post('leave')
  @HttpCode(303)
  leave(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, LeaveForm, ({ form, version }, repeat) => {
      const asked = { project: named, urn: form.urn ?? '', version: version ?? 0, note: form.note ?? null };
      return this.leaves.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('pairing.close')
  @Post('close')
  @HttpCode(303)
  close(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('close', named, body, me, CloseProjectForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ project: named, version: version ?? 0, outcome: form.outcome ?? '' },
        ...{ summary: form.summary ?? '', thanks: form.thanks ?? null },
      };
      return this.closes.execute(me.actor, me.area, asked, repeat);
    });
  }

  @Allow('impact.record')
  @Post('words')
  @HttpCode(303)
  say(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('project', named, body, me, WordsForm, ({ form, version }, repeat) => {
      const asked = {
        ...{ project: named, urn: form.urn ?? '', version: version ?? 0 },
        ...{ outcome: form.reached ?? '', words: form.words ?? '' },
      };
      return this.says.execute(me.actor, me.area, asked, repeat);
    });
  }
}

export function agendaOf(form: ProjectForm) {
  return {
    ...{ purpose: form.purpose ?? '', inclusion: form.inclusion ?? '', exitRule: form.exitRule ?? '' },
    ...{ confidentiality: form.confidentiality ?? '', cadenceDays: Number(form.cadence ?? '0') },
    objectives: goalsOf(form),
  };
}
