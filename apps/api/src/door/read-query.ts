import { BadInput, parseLocalDate, parseUrn, type FieldError, type SchoolUrn } from '@app/kernel';
import type { Request } from 'express';

/**
 * The query as texts, each parameter once and none unknown.
 * @throws BadInput naming the parameter.
 */
export function readQuery<Name extends string>(
  request: Request,
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const errors: FieldError[] = [];
  const read: Partial<Record<Name, string>> = {};
  const known: readonly string[] = names;
  for (const [name, value] of Object.entries(request.query)) {
    if (!known.includes(name))
      errors.push({ path: name.slice(0, 100), message: 'This parameter is not known' });
    else if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0'))
      errors.push({ path: name, message: 'Send this parameter once, as text' });
    else if (value.length > 200) errors.push({ path: name, message: 'Keep it to 200 characters or fewer' });
    else read[name as Name] = value;
  }
  if (errors.length > 0) throw new BadInput(errors.slice(0, 20));
  return read;
}

/** @throws BadInput listing what may be said. */
export function oneOfQuery<Word extends string>(
  path: string,
  given: string | undefined,
  allowed: readonly Word[],
): Word | undefined {
  const known = allowed.find((word) => word === given);
  if (given !== undefined && known === undefined)
    throw new BadInput([{ path, message: `Choose one of: ${allowed.join(', ')}` }]);
  return known;
}

/** @throws BadInput for what is no URN. */
export function schoolQuery(given: string | undefined): SchoolUrn | undefined {
  const urn = given === undefined ? undefined : parseUrn(given);
  if (urn === null) throw new BadInput([{ path: 'school', message: 'Give a URN of six digits' }]);
  return urn;
}

/** @throws BadInput for what is no day. */
export function dayQuery(path: string, given: string | undefined): string | undefined {
  if (given !== undefined && parseLocalDate(given) === null)
    throw new BadInput([{ path, message: 'Write the day like 2026-11-25' }]);
  return given;
}
