/// <reference lib="dom" />
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  Radios,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend';
import { followProgress } from './follow-progress.js';
import { keepDraft } from './keep-draft.js';
import { usePasskey } from './use-passkey.js';

// Every page works without this file: it only saves a wait, a second click or a scroll.
createAll(Button, { preventDoubleClick: true });
for (const component of [CharacterCount, Checkboxes, ErrorSummary, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}
document.querySelectorAll<HTMLElement>('[data-progress-events]').forEach(followProgress);
document.querySelectorAll<HTMLFormElement>('form[data-keeps]').forEach(keepDraft);
document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach(usePasskey);
