/** A part of an OpenAPI document, as JSON gives it. */
export type Part = Readonly<Record<string, unknown>>;

export const VERBS = ['get', 'put', 'post', 'patch', 'delete'];

export function part(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What it refers to, or itself. */
export function resolved(document: Part, value: unknown): Part {
  const ref = part(value)['$ref'];
  if (typeof ref !== 'string') return part(value);
  return part(
    ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, name) => part(at)[name], document),
  );
}

/** The parameters of an operation. */
export function byName(document: Part, operation: Part): ReadonlyMap<string, Part> {
  return new Map(
    list(operation['parameters'])
      .map((each) => resolved(document, each))
      .map((each) => [`${String(each['in'])} ${String(each['name'])}`, each]),
  );
}
