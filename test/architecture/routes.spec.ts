import 'reflect-metadata';
import { Controller, Get, Post } from '@nestjs/common';
import { Allow, Public } from '@app/http';
import { theMatrix } from '../factories/the-matrix.js';
import { routesIn, routesOf, type Route } from '../routes.js';

const matrix = theMatrix();

/** What a route leaves unsaid, or says in words the permission table does not know. */
function faultOf({ opens, method, path }: Route): string | null {
  if (opens === null) return `${method} ${path} does not say who may open it`;
  if (opens === 'public' || opens === 'anyone signed in') return null;
  const unknown = opens.find((action) => !matrix.rows.has(action));
  return unknown === undefined ? null : `${method} ${path} names ${unknown}, which the table does not have`;
}

describe.each(['web', 'api'] as const)('the routes of %s', (app) => {
  const routes = routesOf(app);

  it('are found', () => expect(routes.length).toBeGreaterThan(10));

  it('each say who may open them, in the words of the permission table', () => {
    expect(routes.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  });

  it('stand once each', () => {
    const all = routes.map(({ method, path }) => `${method} ${path}`);
    expect(all.filter((route, at) => all.indexOf(route) !== at)).toEqual([]);
  });
});

describe('a route that says nothing', () => {
  @Controller('planted')
  class PlantedController {
    @Get('silent')
    silent(): void {
      // a handler nobody decided about
    }
    @Post('unknown')
    @Allow('nobody.knows')
    unknown(): void {
      // an action without a row
    }
    @Get('open')
    @Public()
    open(): void {
      // said aloud
    }
  }

  it('is found, and so is one that names an action without a row', () => {
    expect(routesIn(PlantedController).map(faultOf)).toEqual([
      'GET /planted/silent does not say who may open it',
      'POST /planted/unknown names nobody.knows, which the table does not have',
      null,
    ]);
  });

  it('is found where another controller inherits it', () => {
    @Controller('heir')
    class HeirController extends PlantedController {}
    expect(routesIn(HeirController).map(faultOf)[0]).toBe('GET /heir/silent does not say who may open it');
  });
});
