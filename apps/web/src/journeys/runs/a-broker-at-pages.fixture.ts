import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_GUARD } from '@nestjs/core';
import type { CanActivate, ExecutionContext, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RouteGuard, setVisitor } from '@app/http';
import { Actors, Sessions } from '@app/identity';
import type { AccountId, Clock } from '@app/kernel';
import { CLOCK, MATRIX, UnitOfWork } from '@app/platform';
import type { Request } from 'express';
import { theMatrix } from '../../../../../test/factories/the-matrix.js';
import { pageServer } from '../../layout/a-page-server.fixture.js';
import { Streams } from '../../layout/streams.js';
import { BrokerageHouse, type Persona } from '../../../../../test/factories/a-brokerage-house.js';

export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  /** Without tags and line breaks: what a person reads. */
  readonly text: string;
}

/** Some journeys' pages over a real database with schools that ask and offer. Whoever asks is named with the request. */
export class BrokerAtPages {
  private constructor(
    readonly house: BrokerageHouse,
    private readonly app: NestExpressApplication,
    private readonly base: string,
  ) {}

  /** @param rooms the verbs and queries that these controllers ask for. */
  static async open(controllers: Type[], rooms: Type[], helpers: Type[] = []): Promise<BrokerAtPages> {
    const house = await BrokerageHouse.open();
    const assets = mkdtempSync(join(tmpdir(), 'assets-'));
    for (const name of ['main.css', 'main.js']) writeFileSync(join(assets, name), '');
    const app = await pageServer(assets, controllers, [
      ...[UnitOfWork, ...rooms].map((room) => ({ provide: room, useValue: house.get(room) as object })),
      { provide: Streams, useValue: new Streams(house.get(Sessions), house.get(Actors)) },
      ...helpers,
      { provide: MATRIX, useValue: theMatrix() },
      { provide: CLOCK, useValue: house.clock satisfies Clock },
      { provide: APP_GUARD, useValue: new ActsAsNamed(house) },
      { provide: APP_GUARD, useClass: RouteGuard },
    ]);
    return new BrokerAtPages(house, app, await app.getUrl());
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.house.close();
  }

  async get(path: string, who: Persona = 'broker'): Promise<Seen> {
    return seen(await fetch(this.base + path, { redirect: 'manual', headers: { 'x-acts-as': who } }));
  }

  address(path: string): string {
    return this.base + path;
  }

  /** As it came, headers and all, to nobody in particular. */
  raw(path: string): Promise<Response> {
    return fetch(this.base + path, { redirect: 'manual', headers: { 'x-acts-as': 'broker' } });
  }

  async post(path: string, fields: Record<string, string>, who: Persona = 'broker'): Promise<Seen> {
    const headers = { 'x-acts-as': who, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    return seen(await fetch(this.base + path, { method: 'POST', redirect: 'manual', headers, body }));
  }
}

/** Stands where the session would: a header names the person. */
class ActsAsNamed implements CanActivate {
  constructor(private readonly house: BrokerageHouse) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const actor = await this.house.as(request.headers['x-acts-as'] as Persona);
    const account = '00000000-0000-4000-8000-000000000009' as AccountId;
    setVisitor(request, { requestId: 'spec', actor, account, sessionId: 'spec' });
    return true;
  }
}

async function seen(answer: Response): Promise<Seen> {
  const html = await answer.text();
  const text = html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return { status: answer.status, location: answer.headers.get('location'), html, text };
}
