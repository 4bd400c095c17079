import { readMeasured, type Measured } from '../csv/measured.js';
import { readDayMonthYear, readLaestab, readUrn, type Reading } from '../csv/read-words.js';
import type { RowReader } from '../csv/row-reader.js';
import { isKnownAuthority } from './authority-codes.js';
import { completeTwins, PHASES, readStatus, TYPES } from './establishment-codes.js';
import { keyStagesServed, settingOf } from './key-stages.js';
import { readPlace } from './read-place.js';
import { readTrust } from './read-trust.js';
import { NOT_KEPT_AS_PUBLISHED } from './register-kind.js';
import type { RegisterSchool } from './register-school.js';

/** One row as a school; null where a cell could not be read: each such cell is then a problem with its place. */
export function readSchool(row: RowReader, headings: readonly string[]): RegisterSchool | null {
  const urn = row.read('URN', readUrn, null);
  const name = row.text('EstablishmentName');
  if (name === null) row.refuse('EstablishmentName', 'The name is blank.');
  const laCode = readAuthority(row);
  const type = completeTwins(
    TYPES,
    row.text('TypeOfEstablishment (code)'),
    row.text('TypeOfEstablishment (name)'),
  );
  const phase = completeTwins(
    PHASES,
    row.text('PhaseOfEducation (code)'),
    row.text('PhaseOfEducation (name)'),
  );
  const status = statusOf(row);
  const ages = readAges(row);
  const sixthForm = row.text('OfficialSixthForm (name)');
  const capacity = count(row, 'SchoolCapacity');
  const roll = count(row, 'NumberOfPupils');
  const website = row.text('SchoolWebsite');
  const link = isSafeLink(website) ? website : null;
  const school = {
    laestab: readNumber(row, laCode),
    ukprn: readUkprn(row),
    typeCode: type.code,
    typeName: type.name,
    typeGroup: row.text('EstablishmentTypeGroup (name)'),
    phaseCode: phase.code,
    phase: phase.name,
    ...ages,
    keyStages: keyStagesServed({ phase: phase.name, ...ages, sixthForm }),
    setting: settingOf(type.name),
    boarders: row.text('Boarders (name)'),
    gender: row.text('Gender (name)'),
    sixthForm,
    ...readTrust(row, type.name),
    federationCode: row.text('Federations (code)'),
    federationName: row.text('Federations (name)'),
    diocese: row.text('Diocese (name)'),
    postcode: row.text('Postcode'),
    town: row.text('Town'),
    districtCode: row.text('DistrictAdministrative (code)'),
    districtName: row.text('DistrictAdministrative (name)'),
    ...readPlace(row),
    capacity: capacity?.number ?? null,
    roll: roll?.number ?? null,
    fsmPercent: row.read('PercentageFSM', (cell) => readMeasured(cell, 0, 100), null),
    openedOn: row.read('OpenDate', readDayMonthYear, null),
    closedOn: row.read('CloseDate', readDayMonthYear, null),
    website: link,
    published: readRest(row, headings, { capacity, roll, website: link === null ? website : null }),
  };
  if (!row.isSound || urn === null || name === null || laCode === null || status === null) return null;
  return { urn, laCode, name: row.given('EstablishmentName') ?? name, status, ...school };
}

function readAuthority(row: RowReader): string | null {
  return row.read(
    'LA (code)',
    (cell): Reading<string | null> => {
      const code = cell.trim();
      if (!/^\d{3}$/.test(code))
        return { problem: `“${code}” is not an authority's code, which is three digits.` };
      return isKnownAuthority(code)
        ? { value: code }
        : { problem: `No local authority has the code ${code}.` };
    },
    null,
  );
}

function statusOf(row: RowReader) {
  const heading =
    row.given('EstablishmentStatus (name)') === null
      ? 'EstablishmentStatus (code)'
      : 'EstablishmentStatus (name)';
  const code = row.text('EstablishmentStatus (code)');
  const name = row.text('EstablishmentStatus (name)');
  return row.read(heading, () => readStatus(code, name), null);
}

/** The authority's code with the establishment's number; a LAESTAB column is believed only where it agrees. */
function readNumber(row: RowReader, laCode: string | null): string | null {
  const number = row.text('EstablishmentNumber');
  if (number !== null && !/^\d{4}$/.test(number)) {
    row.refuse('EstablishmentNumber', `“${number}” is not an establishment number, which is four digits.`);
    return null;
  }
  const composed = number === null || laCode === null ? null : `${laCode}${number}`;
  const stated = row.read('LAESTAB', readLaestab, null);
  if (composed !== null && stated !== null && composed !== stated) {
    row.refuse('LAESTAB', `${stated} disagrees with the authority and establishment number, ${composed}.`);
  }
  return composed ?? stated;
}

function readUkprn(row: RowReader): string | null {
  const ukprn = row.text('UKPRN');
  if (ukprn === null || /^\d{8}$/.test(ukprn)) return ukprn;
  row.refuse('UKPRN', `“${ukprn}” is not a UKPRN, which is eight digits.`);
  return null;
}

function readAges(row: RowReader): { lowAge: number | null; highAge: number | null } {
  const lowAge = row.read('StatutoryLowAge', (cell) => readWhole(cell, 99), null)?.number ?? null;
  const highAge = row.read('StatutoryHighAge', (cell) => readWhole(cell, 99), null)?.number ?? null;
  if (lowAge !== null && highAge !== null && lowAge > highAge) {
    row.note(
      'StatutoryLowAge',
      `Ages ${lowAge} to ${highAge} are the wrong way round. They are read as unknown.`,
    );
    return { lowAge: null, highAge: null };
  }
  return { lowAge, highAge };
}

const count = (row: RowReader, heading: string) => row.read(heading, (cell) => readWhole(cell, 99_999), null);

function readWhole(cell: string, to: number): Reading<Measured> {
  const read = readMeasured(cell, 0, to);
  if ('problem' in read || read.value.number === null || Number.isInteger(read.value.number)) return read;
  return { problem: `${read.value.number} is not a whole number.` };
}

/** Only an address that says http or https: everything else, `javascript:` first, is text. */
export function isSafeLink(website: string | null): website is string {
  return website !== null && /^https?:\/\/[^\s"'<>\\]+$/i.test(website) && URL.canParse(website);
}

interface Unlinked {
  readonly capacity: Measured | null;
  readonly roll: Measured | null;
  readonly website: string | null;
}

function readRest(row: RowReader, headings: readonly string[], kept: Unlinked): Record<string, string> {
  const rest: Record<string, string> = {};
  for (const heading of headings) {
    const text = NOT_KEPT_AS_PUBLISHED.has(heading) ? null : row.text(heading);
    if (text !== null) rest[heading] = text;
  }
  if (kept.website !== null) rest['SchoolWebsite'] = kept.website;
  // Why there is no number, where the register gives a word in its place.
  const words = { SchoolCapacity: kept.capacity, NumberOfPupils: kept.roll };
  for (const [heading, figure] of Object.entries(words)) {
    if (figure?.symbol && figure.symbol !== 'blank') rest[heading] = row.text(heading) ?? '';
  }
  return rest;
}
