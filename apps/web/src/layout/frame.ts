import { randomUUID } from 'node:crypto';
import { csrfToken, visitorOf } from '@app/http';
import type { Actor, AreaId } from '@app/kernel';
import type { Request, Response } from 'express';
import type { AssetAddresses } from './assets.js';
import { navigationFor, type NavigationItem } from './navigation.js';

/** What stands around every page. */
export interface Frame {
  readonly areaName: string;
  /** Names the stylesheet with the area's colour; null for our own. */
  readonly brand: string | null;
  readonly demo: boolean;
  readonly personName: string | null;
  readonly navigation: readonly NavigationItem[];
  readonly path: string;
  readonly address: string;
  readonly csrf: string;
  /** One-use key for the forms of this rendering. */
  readonly formKey: string;
  readonly cspNonce: string;
  readonly assets: AssetAddresses;
}

export interface AreaSign {
  readonly id: AreaId;
  readonly code: string;
  readonly name: string;
  readonly demo: boolean;
}

export interface FrameSettings {
  readonly baseUrl: string;
  readonly sessionSecret: string;
  readonly assets: AssetAddresses;
  /** Reads the areas of this installation: ids, names and whether each is a demonstration. */
  readonly areas: () => Promise<readonly AreaSign[]>;
}

const SERVICE = 'Trellis';
const REMEMBERED_MS = 60_000;

/** Makes the frame for one request. The names of areas are remembered for a minute; a page never fails for want of them. */
export class Frames {
  private known: readonly AreaSign[] = [];
  private until = 0;

  constructor(private readonly settings: FrameSettings) {}

  async of(request: Request, response: Response): Promise<Frame> {
    const { actor, sessionId } = visitorOf(request);
    const area = signFor(actor, await this.areas());
    const locals = response.locals as { cspNonce?: string };
    return {
      areaName: area?.name ?? SERVICE,
      brand: area?.code ?? null,
      demo: area?.demo ?? false,
      personName: actor?.name ?? null,
      navigation: navigationFor(actor, request.path),
      path: request.path,
      address: new URL(request.path, this.settings.baseUrl).href,
      csrf: sessionId === null ? '' : csrfToken(this.settings.sessionSecret, sessionId),
      formKey: randomUUID(),
      cspNonce: locals.cspNonce ?? '',
      assets: this.settings.assets,
    };
  }

  private async areas(): Promise<readonly AreaSign[]> {
    const now = performance.now();
    if (now < this.until) return this.known;
    try {
      this.known = await this.settings.areas();
      this.until = now + REMEMBERED_MS;
    } catch {
      // The page says itself what is wrong; its frame stays as it last was.
    }
    return this.known;
  }
}

/** Somebody not signed in sees an area's name only where there is no other. */
function signFor(actor: Actor | null, areas: readonly AreaSign[]): AreaSign | null {
  if (actor?.area != null) return areas.find((area) => area.id === actor.area) ?? null;
  return areas.length === 1 ? (areas[0] ?? null) : null;
}
