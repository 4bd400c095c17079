import type { AreaSchoolLine, SchoolFilter, SchoolsPage } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { downloadsOf } from '../../layout/list-file.js';
import { pager, type Pager } from '../../layout/pager.js';
import type { SchoolsFilterForm } from './schools.form.js';
import { trustInWords } from './schools-list.js';

export const PER_PAGE = 25;

export interface Choices {
  readonly phases: readonly string[];
  readonly districts: readonly string[];
}

interface Option {
  readonly value: string;
  readonly text: string;
}

interface Tag {
  readonly text: string;
  readonly href: string;
}

export interface SchoolsView {
  readonly title: string;
  readonly phases: readonly Option[];
  readonly districts: readonly Option[];
  readonly total: number;
  readonly lines: readonly object[];
  readonly tags: readonly Tag[];
  readonly downloads: ReturnType<typeof downloadsOf>;
  readonly pager: Pager | null;
}

/** Without the page: what is looked for. */
export function filterOf({ text, phase, district }: SchoolsFilterForm): SchoolFilter {
  return {
    ...(text === undefined ? {} : { text }),
    ...(phase === undefined ? {} : { phase }),
    ...(district === undefined ? {} : { district }),
  };
}

export function schoolsView(
  found: SchoolsPage,
  choices: Choices,
  filter: SchoolFilter,
  values: FormValues,
  at: number,
): SchoolsView {
  return {
    title: 'Schools',
    phases: options('Any phase', choices.phases),
    districts: options('Any district', choices.districts),
    total: found.total,
    lines: found.schools.map(lineOf),
    tags: tagsOf(filter),
    downloads: downloadsOf('/schools', values),
    pager: pager('/schools', values, at, Math.ceil(found.total / PER_PAGE)),
  };
}

function options(any: string, values: readonly string[]): Option[] {
  return [{ value: '', text: any }, ...values.map((value) => ({ value, text: value }))];
}

function lineOf(school: AreaSchoolLine): object {
  return {
    href: `/schools/${school.urn}`,
    name: school.name,
    urn: school.urn,
    closed: school.status === 'closed',
    phase: school.phase ?? 'Not known',
    district: school.district ?? 'Not known',
    trust: trustInWords(school) || 'None',
  };
}

const LABELS: Readonly<Record<keyof SchoolFilter, string>> = {
  text: 'Name, town, postcode or URN',
  phase: 'Phase',
  district: 'District',
};

/** Each filter in force, with the address of the list without it. */
function tagsOf(filter: SchoolFilter): Tag[] {
  return (Object.keys(LABELS) as (keyof SchoolFilter)[]).flatMap((name) => {
    const value = filter[name];
    if (value === undefined) return [];
    const rest = Object.fromEntries(Object.entries(filter).filter(([each]) => each !== name));
    return [{ text: `${LABELS[name]}: ${value}`, href: addressOf('/schools', rest) }];
  });
}

function addressOf(path: string, filter: SchoolFilter): string {
  const query = new URLSearchParams(Object.entries(filter) as [string, string][]).toString();
  return query === '' ? path : `${path}?${query}`;
}
