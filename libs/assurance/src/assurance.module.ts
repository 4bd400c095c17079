import { Module, type DynamicModule } from '@nestjs/common';
import { BrokerageModule, GivenAndReceived } from '@app/brokerage';
import { CLOCK, MATRIX, provide } from '@app/platform';
import { DaysOfYear, ProfilesModule } from '@app/profiles';
import { AreaSettings, SchoolsModule, SchoolsOfArea } from '@app/schools';
import { Fairness } from './fairness/fairness.query.js';

const rooms = [provide(Fairness, [MATRIX, CLOCK, AreaSettings, SchoolsOfArea, DaysOfYear, GivenAndReceived])];

@Module({})
export class AssuranceModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. */
  static forRoot(engineHash: string): DynamicModule {
    return {
      module: AssuranceModule,
      imports: [SchoolsModule, ProfilesModule, BrokerageModule.forRoot(engineHash)],
      providers: rooms,
      exports: rooms.map((room) => room.provide),
    };
  }
}
