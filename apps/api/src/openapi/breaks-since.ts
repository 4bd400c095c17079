import { byName, list, part, resolved, VERBS, type Part } from './document-part.js';

/**
 * What a caller written against the old document would stumble over in the new one.
 *
 * @returns one sentence for each break, empty when every old caller still works
 */
export function breaksSince(old: Part, now: Part): readonly string[] {
  const found = new Set<string>();
  const was = part(old['paths']);
  const is = part(now['paths']);
  for (const path of Object.keys(was))
    for (const verb of VERBS.filter((each) => each in part(was[path]))) {
      const at = `${verb.toUpperCase()} ${path}`;
      if (!(verb in part(is[path]))) found.add(`${at}: removed`);
      else {
        const before = part(part(was[path])[verb]);
        const after = part(part(is[path])[verb]);
        parameters(at, before, after);
        body(at, before, after);
        answers(at, before, after);
      }
    }
  return [...found];

  function parameters(at: string, before: Part, after: Part): void {
    const known = byName(old, before);
    for (const [name, parameter] of byName(now, after)) {
      const former = known.get(name);
      if (parameter['required'] === true && former?.['required'] !== true)
        found.add(`${at}: ${name} is now required`);
      if (former) schema(`${at} ${name}`, former['schema'], parameter['schema'], 'sent', []);
    }
    for (const name of known.keys()) if (!byName(now, after).has(name)) found.add(`${at}: ${name} removed`);
  }

  function body(at: string, before: Part, after: Part): void {
    const former = resolved(old, before['requestBody']);
    const asked = resolved(now, after['requestBody']);
    if (asked['required'] === true && former['required'] !== true) found.add(`${at}: a body is now required`);
    contents(`${at} body`, former, asked, 'sent');
  }

  function answers(at: string, before: Part, after: Part): void {
    for (const [status, answer] of Object.entries(part(before['responses']))) {
      const next = part(after['responses'])[status];
      if (next === undefined) found.add(`${at}: status ${status} removed`);
      else contents(`${at} ${status}`, resolved(old, answer), resolved(now, next), 'answered');
    }
  }

  function contents(at: string, before: Part, after: Part, way: Way): void {
    for (const [type, content] of Object.entries(part(before['content']))) {
      const next = part(after['content'])[type];
      if (next === undefined) found.add(`${at}: ${type} removed`);
      else schema(at, part(content)['schema'], part(next)['schema'], way, []);
    }
  }

  function schema(at: string, a: unknown, b: unknown, way: Way, seen: readonly string[]): void {
    const step = JSON.stringify([part(a)['$ref'], part(b)['$ref']]);
    if ('$ref' in part(a) && seen.includes(step)) return;
    const before = resolved(old, a);
    const after = resolved(now, b);
    const on = [...seen, step];
    for (const word of ['type', 'enum', 'const', 'format', 'pattern'])
      if (JSON.stringify(before[word]) !== JSON.stringify(after[word])) found.add(`${at}: ${word} changed`);
    const fields = part(after['properties']);
    for (const [name, field] of Object.entries(part(before['properties'])))
      if (name in fields) schema(`${at}.${name}`, field, fields[name], way, on);
      else found.add(`${at}.${name}: removed`);
    const [fewer, more] = way === 'sent' ? [before, after] : [after, before];
    for (const name of list(more['required']))
      if (!list(fewer['required']).includes(name))
        found.add(`${at}.${String(name)}: ${way === 'sent' ? 'now required' : 'no longer sure'}`);
    if ('items' in before) schema(`${at}[]`, before['items'], after['items'], way, on);
    for (const word of ['oneOf', 'anyOf', 'allOf']) {
      const choices = list(after[word]);
      if (choices.length !== list(before[word]).length) found.add(`${at}: ${word} changed`);
      else list(before[word]).forEach((each, i) => schema(at, each, choices[i], way, on));
    }
  }
}

type Way = 'sent' | 'answered';
