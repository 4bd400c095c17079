import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Fairness } from '@app/assurance';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, parseAcademicYear } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { formPage, type Download, type Page } from '../../layout/answers.js';
import { FormErrors } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { FairnessForm } from './fairness.form.js';
import { fairnessList, fairnessView } from './fairness.view.js';

/** Whether help goes where it is asked for, and on how many shoulders, as it stands: for officers. */
@Controller()
export class FairnessController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Fairness) private readonly fairness: Fairness,
  ) {}

  @Allow('fairness.read')
  @Get('fairness')
  async show(@Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const asked = yearOf(query);
    const found = await this.work.run(me.actor, me.area, (tx) => this.fairness.ofYear(tx, asked.year));
    return formPage('journeys/fairness/fairness.njk', fairnessView(found), asked.errors, {});
  }

  @Allow('fairness.read')
  @Get('fairness.:ending')
  async file(@Param('ending') ending: string, @Query() query: object, @Me() me: SignedIn): Promise<Download> {
    const { year, errors } = yearOf(query);
    if (errors) throw new BadInput(errors.list);
    return listFile(ending, async () =>
      fairnessList(await this.work.atOneMoment(me.actor, me.area, (tx) => this.fairness.ofYear(tx, year))),
    );
  }
}

function yearOf(query: object): {
  readonly year: ReturnType<typeof parseAcademicYear>;
  readonly errors: FormErrors | null;
} {
  const read = readForm(FairnessForm, query);
  if (!read.ok) return { year: null, errors: read.errors };
  if (read.form.year === undefined) return { year: null, errors: null };
  const year = parseAcademicYear(read.form.year);
  const unknown = new FormErrors([{ path: 'year', message: 'Choose an academic year from the list' }]);
  return { year, errors: year === null ? unknown : null };
}
