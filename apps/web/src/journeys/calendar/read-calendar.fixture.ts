/** One event of a calendar file, its texts as they were before they were escaped. */
export type CalendarEvent = Readonly<Record<string, string>>;

const MOST_OCTETS = 75;
/** What our files may say; anything else is content that nobody meant to send. */
const KNOWN = new Set([
  ...['UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'LOCATION', 'URL', 'STATUS'],
  // That it takes the whole day, for programs which ask.
  ...['X-MICROSOFT-CDO-ALLDAYEVENT', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT'],
]);
const NEEDED = ['UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY', 'STATUS'];
const MOMENT = /^\d{8}T\d{6}Z$/;
/** A day of the calendar, in whatever time zone it is read. */
const DAY = /^DTSTART;VALUE=DATE:\d{8}$/;

/**
 * Reads a calendar file as strictly as RFC 5545 is written: line ends, octets a line, nesting, each property once, moments in
 * UTC.
 *
 * @throws Error naming the line that no calendar program need take.
 */
export function readCalendarFile(text: string): CalendarEvent[] {
  if (!text.endsWith('\r\n') || text.replaceAll('\r\n', '').match(/[\r\n]/))
    throw new Error('A line does not end in CR LF.');
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw)
    if (Buffer.byteLength(line) > MOST_OCTETS || line === '') throw new Error(`Too long, or empty: ${line}`);
  const lines = raw
    .join('\r\n')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n');
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR') throw new Error('No calendar.');
  for (const needed of ['VERSION:2.0', 'PRODID:'])
    if (lines.filter((line) => line.startsWith(needed)).length !== 1)
      throw new Error(`Needs ${needed} once.`);
  return eventsIn(lines);
}

function eventsIn(lines: readonly string[]): CalendarEvent[] {
  const events: CalendarEvent[] = [];
  let open: Record<string, string> | null = null;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') {
      if (open) throw new Error('An event within an event.');
      open = {};
    } else if (line === 'END:VEVENT') {
      if (!open) throw new Error('An end without a beginning.');
      events.push(whole(open));
      open = null;
    } else if (open) read(line, open);
  }
  return events;
}

function read(line: string, into: Record<string, string>): void {
  const [, name, value] = /^([A-Z-]+)(?:;[A-Z]+=[A-Z]+)?:(.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined || !KNOWN.has(name)) throw new Error(`Not ours: ${line}`);
  if (name in into) throw new Error(`Twice: ${line}`);
  if (name.startsWith('DT') && !MOMENT.test(value) && !DAY.test(line))
    throw new Error(`Neither a moment in UTC nor a day: ${line}`);
  into[name] = value.replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter));
}

function whole(event: CalendarEvent): CalendarEvent {
  // A day has no end of its own.
  const ends = MOMENT.test(event['DTSTART'] ?? '');
  for (const name of NEEDED)
    if (!(name in event) && (ends || name !== 'DTEND')) throw new Error(`An event without ${name}.`);
  return event;
}
