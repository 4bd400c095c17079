import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { NotFound } from '@app/kernel';
import { Lookup, Queues } from '@app/platform';
import type { Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { Public } from './route-guard.js';

collectDefaultMetrics({ register });
const outboxAge = new Gauge({
  name: 'trellis_outbox_oldest_unsent_seconds',
  help: 'Age of the oldest event not yet sent',
});

export interface Readiness {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly database: boolean;
  readonly queue: boolean;
}

/** No versions, no hosts: alive says the process answers, ready says it can do its work. */
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(Lookup) private readonly lookup: Lookup,
    @Inject(Queues) private readonly queues: Queues,
  ) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const database = await answers(this.lookup.call('outbox_age_seconds'));
    const queue = database && (await answers(this.queues.waiting('brokerage.run-requested')));
    if (!database) response.status(SERVICE_UNAVAILABLE);
    return { status: !database ? 'down' : queue ? 'ok' : 'degraded', database, queue };
  }

  /** Internal addresses alone; from outside there is nothing here. */
  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  async metrics(@Req() request: Request): Promise<string> {
    if (isForwarded(request) || !isInternal(request.socket.remoteAddress ?? '')) throw new NotFound();
    const [row] = await this.lookup.call<{ outbox_age_seconds: number }>('outbox_age_seconds');
    outboxAge.set(row?.outbox_age_seconds ?? 0);
    return register.metrics();
  }
}

const SERVICE_UNAVAILABLE = 503;
const SECOND_MS = 1_000;

async function answers(work: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), SECOND_MS).unref());
  return Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    late,
  ]);
}

/** A proxy's own address is internal; whom it speaks for is not. */
function isForwarded({ headers }: Request): boolean {
  return headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
}

function isInternal(address: string): boolean {
  return /^(::1|(::ffff:)?127[.]|(::ffff:)?10[.]|(::ffff:)?192[.]168[.]|(::ffff:)?172[.](1[6-9]|2[0-9]|3[01])[.])/.test(
    address,
  );
}
