import { RuleBroken } from '@app/kernel';
import type { ProjectState } from './project-state.js';
import type { TakingPart } from './project.views.js';

/** A pairing's moves. Its schools say yes to the goals with their place in it, so there is no agenda to agree apart. */
const NEXT: Readonly<Record<ProjectState, readonly ProjectState[]>> = {
  agreed_in_principle: ['active', 'not_started'],
  active: ['paused', 'closed'],
  paused: ['active', 'closed'],
  closed: [],
  not_started: [],
};

/** Each school by itself: one that leaves, or says no, may be asked again. */
const NEXT_OF_SCHOOL: Readonly<Record<TakingPart, readonly TakingPart[]>> = {
  asked: ['taking_part', 'declined', 'lapsed', 'asked'],
  // Asked again: the goals were written anew before the work began.
  taking_part: ['left', 'asked', 'lapsed'],
  declined: ['asked'],
  lapsed: ['asked'],
  left: ['asked'],
};

export const LIVE_PROJECTS: readonly ProjectState[] = ['agreed_in_principle', 'active', 'paused'];

export const canMoveProject = (from: ProjectState, to: ProjectState): boolean => NEXT[from].includes(to);
export const canMoveSchool = (from: TakingPart, to: TakingPart): boolean => NEXT_OF_SCHOOL[from].includes(to);

/** @throws RuleBroken PROJECT_CANNOT_MOVE for a move that is not in the table. */
export function moveProject(from: ProjectState, to: ProjectState): ProjectState {
  if (!canMoveProject(from, to)) throw cannot('project', from, to);
  return to;
}

/** @throws RuleBroken PROJECT_CANNOT_MOVE for a move that is not in the table. */
export function moveSchool(from: TakingPart, to: TakingPart): TakingPart {
  if (!canMoveSchool(from, to)) throw cannot('school of a project', from, to);
  return to;
}

function cannot(what: string, from: string, to: string): RuleBroken {
  const [was, is] = [from.replaceAll('_', ' '), to.replaceAll('_', ' ')];
  return new RuleBroken('PROJECT_CANNOT_MOVE', `A ${what} that is ${was} cannot become ${is}.`);
}
