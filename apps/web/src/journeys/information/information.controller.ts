import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '@app/http';
import { page, type Page } from '../../layout/answers.js';
import { howMatchingWorks } from './how-matching-works.view.js';
import { PUBLISHED_POLICY, type PublishedPolicy } from './published-policy.js';

/** What everyone may read, signed in or not. */
@Public()
@Controller()
export class InformationController {
  constructor(@Inject(PUBLISHED_POLICY) private readonly policy: PublishedPolicy) {}

  @Get('help')
  help(): Page {
    return page('journeys/information/help.njk', { title: 'Help' });
  }

  @Get('accessibility')
  accessibility(): Page {
    return page('journeys/information/accessibility.njk', { title: 'Accessibility' });
  }

  @Get('privacy')
  privacy(): Page {
    return page('journeys/information/privacy.njk', { title: 'Privacy' });
  }

  @Get('how-we-measure')
  howWeMeasure(): Page {
    return page('journeys/information/how-we-measure.njk', { title: 'How we measure' });
  }

  @Get('how-matching-works')
  howMatchingWorks(): Page {
    return page('journeys/information/how-matching-works.njk', howMatchingWorks(this.policy));
  }
}
