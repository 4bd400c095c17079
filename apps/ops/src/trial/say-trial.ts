import type { TrialCandidate, TrialNeedResult } from './trial-result.js';
import type { TrialResult } from './run-trial.js';

/** Candidates of a need that a terminal shows; `--json` has all. */
const SHOWN = 5;

/** Whole points of 1,000 as people read them: 78.6. */
const tenths = (points: number): string => (points / 10).toFixed(1);

export function sayTrial({ state, resultHash, needs }: TrialResult): string {
  return [
    ...needs.flatMap(sayNeed),
    `${String(needs.length)} needs, ${state}. Result ${resultHash ?? '-'}. A what-if run: nothing was proposed to anybody.`,
    '',
  ].join('\n');
}

function sayNeed({ need, urn, theme, candidates, refusals, refused, unmet }: TrialNeedResult): string[] {
  const counted = Object.entries(refusals).map(([code, count]) => `${code} ${String(count)}`);
  const more = candidates.length - SHOWN;
  return [
    `${need}: URN ${urn}, ${theme}`,
    ...candidates.slice(0, SHOWN).flatMap(sayCandidate),
    ...(more > 0 ? [`     ${String(more)} more`] : []),
    ...(unmet === null ? [] : [`     ${unmet}`]),
    `     Not listed: ${String(refused.length)}${counted.length > 0 ? ` (${counted.join(', ')})` : ''}`,
    '',
  ];
}

function sayCandidate({ place, urn, points, parts, planned, hold }: TrialCandidate): string[] {
  const notes = [planned ? 'in the plan' : null, hold].filter((note) => note !== null);
  return [
    `${String(place).padStart(3)}  URN ${urn}  ${tenths(points)} of 100${notes.length > 0 ? `  ${notes.join('; ')}` : ''}`,
    ...parts.map((part) => {
      const of = `${part.points === null ? '-' : tenths(part.points)} of ${tenths(part.of)}`;
      return `       ${part.part.replaceAll('_', ' ')} ${of}: ${part.because}`;
    }),
  ];
}
