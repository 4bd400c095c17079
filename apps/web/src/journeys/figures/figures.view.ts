import { MEASURES, type DataRoomView, type MeasureId, type OwnPlace, type SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { figureWithUnit } from '../signals/signal-words.js';

type Figure = DataRoomView['figures'][number];

/** In the order of a school's life; no measure is the first of the others. */
const GROUPS = [
  { title: 'Absence', starts: 'absence.' },
  { title: 'Key stage 2', starts: 'ks2.' },
  { title: 'Key stage 4', starts: 'ks4.' },
] as const;

/** The cell as it was published: a number in its unit, or the publisher's own symbol. Nothing is worked out here. */
export function cellInWords(figure: Figure | undefined): string {
  if (figure === undefined) return 'not published';
  if (figure.value !== null) return figureWithUnit(figure.value, figure.unit);
  return figure.asPublished === '' ? 'blank' : figure.asPublished;
}

export function figuresPage(places: readonly OwnPlace[], room: DataRoomView | null): object {
  return {
    title: 'Published figures side by side',
    places,
    room:
      room === null
        ? null
        : { count: room.schools.length, tables: GROUPS.flatMap((group) => tableOf(group, room)) },
    downloads: downloadsOf('/figures', {}),
  };
}

function tableOf({ title, starts }: (typeof GROUPS)[number], { schools, figures }: DataRoomView): object[] {
  const told = figures.filter(({ measure }) => measure.startsWith(starts));
  const measures = (Object.keys(MEASURES) as MeasureId[]).filter((id) =>
    told.some(({ measure }) => measure === id),
  );
  if (measures.length === 0) return [];
  const columns = measures.map((id) => {
    const periods = told.filter(({ measure }) => measure === id).map(({ period }) => period);
    return { id, says: MEASURES[id].says, period: periods.sort().at(-1) ?? '', source: MEASURES[id].source };
  });
  const rows = schools
    .filter(({ urn }) => told.some((figure) => figure.urn === urn))
    .map(({ urn, name }) => ({
      name,
      cells: columns.map(({ id, period }) => {
        const figure = told.find((each) => each.urn === urn && each.measure === id);
        const older = figure !== undefined && figure.period !== period ? ` (${figure.period})` : '';
        return `${cellInWords(figure)}${older}`;
      }),
    }));
  const caveats = [...new Set(measures.flatMap((id) => MEASURES[id].caveat ?? []))];
  return [
    { title, columns, rows, sources: [...new Set(columns.map(({ source }) => source))].join('; '), caveats },
  ];
}

/** One line a figure, schools by name, measures in their fixed order. */
export function figuresList({ schools, figures }: DataRoomView): SheetToWrite {
  return {
    name: 'Published figures',
    headings: ['School', 'URN', 'Measure', 'School year', 'Figure', 'Unit', 'Of how many pupils', 'Source'],
    rows: schools.flatMap(({ urn, name }) =>
      (Object.keys(MEASURES) as MeasureId[]).flatMap((id) =>
        figures
          .filter((figure) => figure.urn === urn && figure.measure === id)
          .map((figure) => [
            ...[name, urn, MEASURES[id].says, figure.period],
            ...[figure.value === null ? cellInWords(figure) : String(figure.value), figure.unit],
            ...[figure.denominator === null ? '' : String(figure.denominator), figure.source],
          ]),
      ),
    ),
  };
}
