import { pino, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';

/** Ids, counts and codes only: never what somebody typed, a name, an address or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One JSON line per event on stderr; stdout belongs to the answers of commands. */
export class Log {
  private readonly lines: Logger;

  constructor(
    process: string,
    level = 'info',
    to: { write(line: string): void } = globalThis.process.stderr,
  ) {
    this.lines = pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime }, to);
  }

  info(event: string, fields: LogFields = {}): void {
    this.lines.info(fields, event);
  }
  warn(event: string, fields: LogFields = {}): void {
    this.lines.warn(fields, event);
  }
  error(event: string, fields: LogFields = {}): void {
    this.lines.error(fields, event);
  }
}

/** What Nest itself has to say, through the same lines. Its start-up chatter is left out. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}
  log(): void {}
  debug(): void {}
  verbose(): void {}
  warn(message: unknown): void {
    this.to.warn('nest', { message: String(message).slice(0, 300) });
  }
  error(message: unknown): void {
    this.to.error('nest', { message: String(message).slice(0, 300) });
  }
  fatal(message: unknown): void {
    this.error(message);
  }
}
