import { parse } from 'cookie';

/** @returns the one value of this cookie; null where it is missing, over-long or was sent twice. */
export function parseCookie(header: string | undefined, name: string): string | null {
  if (header === undefined || header.length > 4096) return null;
  const times = header.split(';').filter((part) => part.trim().startsWith(`${name}=`)).length;
  return times === 1 ? (parse(header)[name] ?? null) : null;
}
