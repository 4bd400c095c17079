import { byName, list, part, resolved, VERBS, type Part } from './document-part.js';

/**
 * What a caller can do or read with the new document that the old one did not have. Whatever stops an old caller is a
 * break, and stands in `breaksSince` instead.
 *
 * @returns one sentence for each, in the order of the new document
 */
export function growthSince(old: Part, now: Part): readonly string[] {
  const found = new Set<string>();
  const was = part(old['paths']);
  const is = part(now['paths']);
  for (const path of Object.keys(is))
    for (const verb of VERBS.filter((each) => each in part(is[path]))) {
      const at = `${verb.toUpperCase()} ${path}`;
      if (!(verb in part(was[path]))) found.add(`${at}: new`);
      else operation(at, part(part(was[path])[verb]), part(part(is[path])[verb]));
    }
  return [...found];

  function operation(at: string, before: Part, after: Part): void {
    const known = byName(old, before);
    for (const [name, parameter] of byName(now, after)) {
      const needed = parameter['required'] === true;
      const former = known.get(name);
      if (!former && !needed) found.add(`${at}: ${name} may be sent`);
      if (former?.['required'] === true && !needed) found.add(`${at}: ${name} is no longer needed`);
    }
    contents(`${at} body`, before['requestBody'], after['requestBody'], 'sent');
    for (const [status, answer] of Object.entries(part(after['responses']))) {
      const former = part(before['responses'])[status];
      if (former === undefined) found.add(`${at}: may now answer ${status}`);
      else contents(`${at} ${status}`, former, answer, 'answered');
    }
  }

  function contents(at: string, before: unknown, after: unknown, way: Way): void {
    const former = part(resolved(old, before)['content']);
    for (const [type, content] of Object.entries(part(resolved(now, after)['content'])))
      schema(at, part(former[type])['schema'], part(content)['schema'], way, []);
  }

  function schema(at: string, a: unknown, b: unknown, way: Way, seen: readonly string[]): void {
    const step = JSON.stringify([part(a)['$ref'], part(b)['$ref']]);
    if ('$ref' in part(b) && seen.includes(step)) return;
    const [before, after, on] = [resolved(old, a), resolved(now, b), [...seen, step]];
    const [fields, former] = [part(after['properties']), part(before['properties'])];
    const [sure, wasSure] = [list(after['required']), list(before['required'])];
    for (const [name, field] of Object.entries(fields)) {
      const where = `${at}.${name}`;
      if (name in former) {
        if (way === 'sent' && wasSure.includes(name) && !sure.includes(name))
          found.add(`${where}: no longer needed`);
        if (way === 'answered' && !wasSure.includes(name) && sure.includes(name))
          found.add(`${where}: always there now`);
        schema(where, former[name], field, way, on);
      } else if (way === 'answered') found.add(`${where}: new`);
      else if (!sure.includes(name)) found.add(`${where}: may be sent`);
    }
    if ('items' in after) schema(`${at}[]`, before['items'], after['items'], way, on);
    for (const word of ['oneOf', 'anyOf', 'allOf']) {
      const choices = list(before[word]);
      if (choices.length === list(after[word]).length)
        list(after[word]).forEach((each, i) => schema(at, choices[i], each, way, on));
    }
  }
}

type Way = 'sent' | 'answered';
