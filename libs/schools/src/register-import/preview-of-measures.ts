import type { MeasuresDiff } from '../measures/diff-measures.js';
import { MEASURES } from '../measures/definitions.js';
import type { Figure, MeasuresReading } from '../measures/parse-measures.js';
import { FALL } from '../register/diff-register.js';
import { group, NAMED_MOST, type ImportPreview, type NamedChange } from './import-preview.js';

/** The preview of a file of published figures: which figures of which schools would be new or told otherwise. */
export function previewOfMeasures(reading: MeasuresReading, diff: MeasuresDiff): ImportPreview {
  const fell = (diff.stored - reading.figures.length) * FALL.rows > diff.stored * FALL.of;
  return {
    rows: reading.rows,
    encoding: reading.encoding,
    extractDate: null,
    latestOpening: null,
    writes: diff.added.length + diff.changed.length,
    unchanged: diff.unchanged,
    before: diff.stored,
    groups: [
      group(
        'added',
        diff.added.map((now) => named(now, null, say(now))),
      ),
      group(
        'changed',
        diff.changed.map(({ before, now }) => named(now, say(before), say(now))),
      ),
      group(
        'absent',
        diff.absent.map((before) => named(before, say(before), null)),
      ),
    ],
    leftOut: [{ what: 'summaryRows', count: reading.summaryRows }],
    notes: reading.notes.slice(0, NAMED_MOST),
    noteCount: reading.notes.length,
    needs: fell ? ['fall'] : [],
  };
}

const say = ({ asPublished }: Figure): string => asPublished || 'blank';

const named = (figure: Figure, was: string | null, now: string | null): NamedChange => ({
  urn: figure.urn,
  name: `${MEASURES[figure.measure].says}, ${figure.period}`,
  was,
  now,
});
