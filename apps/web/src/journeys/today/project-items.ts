import type { ProjectTask, SideTask } from '@app/brokerage';
import { pairingHref } from '../light-pairings/light-words.js';
import { waitingOf, type Clockwork, type TodayItem } from './today.view.js';

const PROJECT_TASKS: Readonly<Record<ProjectTask['kind'], string>> = {
  answer_project: 'Would your school take part? A project',
  say_project: 'Say what a project changed for your school',
  record_project: 'Record the session that you planned for a project',
  project_ready: 'Enough schools said yes: begin the project',
  project_waits: 'See what a project still waits for',
  project_quiet: 'Ask the schools of a project how it goes: no contact in time',
};

/** What projects of several schools ask of this person; the others of it wait. */
export function projectItems(tasks: readonly ProjectTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => ({
    ...{ href: pairingHref(task.reference), text: `${PROJECT_TASKS[task.kind]}: ${task.purpose}` },
    ...waitingOf(task, at, 2),
  }));
}

/** A school of somebody's work has no head in post: both sides wait until it is known who answers for it. */
export function headlessItems(tasks: readonly SideTask[], at: Clockwork): TodayItem[] {
  return tasks.map((task) => ({
    href: pairingHref(task.reference),
    text: `Ask who leads ${task.school}: nobody is in post as head, so nobody can answer for it`,
    ...{ ...waitingOf(task, at, 2), noDay: true as const },
  }));
}
