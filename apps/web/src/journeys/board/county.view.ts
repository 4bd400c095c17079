import { isHidden, type CountyPicture, type DistrictKind, type FigureOrHidden } from '@app/board-report';
import type { AcademicYearId } from '@app/kernel';
import type { AreaSchoolPlace } from '@app/schools';
import { countInWords, halfDaysInWords } from '../../layout/words.js';
import { pdfOf, yearsTo } from './board-years.js';
import { valueOf, type Ways } from './board.view.js';
import { countyFigure } from './county-figure.js';

const COLUMNS = ['schools', 'unlinked', 'asked', 'wanted', 'promised'] as const satisfies DistrictKind[];
const HEADINGS = ['Schools', 'No current link', 'Requests', 'Days asked for', 'Days promised'];

export function countyPage(
  county: CountyPicture | null,
  year: AcademicYearId,
  now: Date,
  places: readonly AreaSchoolPlace[],
  records: Ways['records'],
): object {
  const top = { title: 'The county by district', year, years: yearsTo(now, year) };
  if (county === null) return { ...top, figure: null };
  const { districts, all, checkedAt, smallest } = county;
  const sentence = sentenceOf(county);
  const drawn = districts.map(({ name, figures }) => ({
    ...{ name, wanted: halfDaysOf(figures.wanted), promised: halfDaysOf(figures.promised) },
  }));
  const rows = [...districts, { name: 'All districts', figures: all }].map(({ name, figures }) => ({
    name,
    cells: COLUMNS.map((kind) => cellOf(figures[kind], records)),
  }));
  return {
    pdf: pdfOf(year, '/board/county'),
    ...{ ...top, checkedAt, smallest, headings: HEADINGS, rows },
    figure: { sentence, svg: countyFigure(drawn, places, sentence, 'county') },
    somethingHidden: rows.some(({ cells }) =>
      cells.some(({ href, text }) => href === null && text === HIDDEN),
    ),
  };
}

const HIDDEN = 'not shown';

function cellOf(figure: FigureOrHidden, records: Ways['records']): { text: string; href: string | null } {
  if (isHidden(figure)) return { text: HIDDEN, href: null };
  return { text: valueOf(figure), href: figure.records.length === 0 ? null : records(figure.id) };
}

const halfDaysOf = (figure: FigureOrHidden): number | null => (isHidden(figure) ? null : figure.value);

function sentenceOf({ year, districts, all: { wanted, promised } }: CountyPicture): string {
  const where = `Schools of ${countInWords(districts.length, 'district', 'districts')}`;
  const days = (figure: FigureOrHidden): string =>
    isHidden(figure) ? 'a number of days that is not shown' : halfDaysInWords(figure.value);
  return `${where} asked for ${days(wanted)} in ${year}, and were promised ${days(promised)}.`;
}
