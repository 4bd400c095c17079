import { DaysTable } from '../days-in-window.js';
import { weightsFor, type Problem } from '../problem.js';
import { ThemeAnswers } from '../theme-answers.js';
import { applyChange, type Change } from './change.js';

/**
 * The problem with one change, made ready again only where the change reaches: good for looking, many times. What is
 * found so is always scored again from a whole snapshot before anybody is told.
 */
export function variantOf(problem: Problem, change: Change): Problem {
  const snapshot = applyChange(problem.snapshot, change);
  const { needs, offers, policy } = snapshot;
  const base = { ...problem, snapshot, needs, offers, policy };
  switch (change.kind) {
    case 'days':
      return { ...base, days: new DaysTable(snapshot.days, problem.schoolIndex, snapshot.halfTerms) };
    case 'depth':
    case 'evidence':
      return { ...base, themes: new ThemeAnswers(snapshot.themes, offers, policy, snapshot.runDate) };
    case 'weight':
      return { ...base, weights: needs.map(({ primaryTheme }) => weightsFor(primaryTheme, policy)) };
    default:
      return base;
  }
}
