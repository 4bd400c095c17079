import ts from 'typescript';
import { SCHEMAS, URN, type Schema } from './schema.js';

/** Texts with a brand; every other id is a UUID. */
const BRANDS: Readonly<Record<string, Schema>> = {
  SchoolUrn: URN,
  ThemeId: { type: 'string' },
  AcademicYearId: { type: 'string', pattern: '^20[0-9]{2}/[0-9]{2}$' },
  HalfTermId: { type: 'string', pattern: '^20[0-9]{2}/[0-9]{2}-[1-6]$' },
};
const is = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;

/**
 * What a type of ours looks like once it is JSON: a Date is its text, what is undefined is left out, a type with a name
 * stands among the components. Objects stay open, since v1 only grows.
 */
export class SchemaOfType {
  readonly components = new Map<string, Schema>();
  private readonly named = new Map<string, ts.Type>();

  constructor(private readonly checker: ts.TypeChecker) {}

  of(type: ts.Type): Schema {
    if (is(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.isUnion()) return this.ofUnion(type);
    if (type.isIntersection() && type.types.some((each) => is(each, ts.TypeFlags.StringLike)))
      return this.ofBrand(type);
    return this.ofPlain(type) ?? this.ofObject(type);
  }

  private ofPlain(type: ts.Type): Schema | null {
    if (is(type, ts.TypeFlags.Null)) return { type: 'null' };
    if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
    if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
    if (is(type, ts.TypeFlags.BooleanLiteral))
      return { type: 'boolean', enum: [this.checker.typeToString(type) === 'true'] };
    if (is(type, ts.TypeFlags.StringLike)) return { type: 'string' };
    if (is(type, ts.TypeFlags.NumberLike)) return { type: 'number' };
    if (is(type, ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
    return (type as { symbol?: ts.Symbol }).symbol?.name === 'Date'
      ? { type: 'string', format: 'date-time' }
      : null;
  }

  /** Words of one list become one enumeration, in one order; null goes along. */
  private ofUnion(union: ts.UnionType): Schema {
    const parts = union.types.filter((each) => !is(each, ts.TypeFlags.Undefined | ts.TypeFlags.Void));
    const [nothing, some] = [parts.filter(isNull), parts.filter((each) => !isNull(each))];
    const words = some.filter((each) => each.isStringLiteral()).map(({ value }) => value);
    const rest = some.filter((each) => !each.isStringLiteral());
    const truths = rest.filter((each) => is(each, ts.TypeFlags.BooleanLiteral));
    const others = truths.length === 2 ? rest.filter((each) => !truths.includes(each)) : rest;
    const schemas: Schema[] = [
      ...(words.length > 0 ? [{ type: 'string', enum: words.sort() }] : []),
      ...(truths.length === 2 ? [{ type: 'boolean' }] : []),
      ...others.map((each) => this.of(each)),
    ];
    const [only] = schemas;
    if (only === undefined || schemas.length > 1)
      return { anyOf: inOneOrder([...schemas, ...nothing.map(() => ({ type: 'null' }))]) };
    return nothing.length === 0 ? only : orNull(only);
  }

  /** A branded text; its brand says what it is. */
  private ofBrand(type: ts.IntersectionType): Schema {
    const brands = type.types.filter((each) => !is(each, ts.TypeFlags.StringLike));
    const [brand] = brands.flatMap((each) => this.checker.getPropertiesOfType(each));
    const literal = brand && this.checker.getTypeOfSymbol(brand);
    const name = literal?.isStringLiteral() === true ? literal.value : '';
    return BRANDS[name] ?? (name.endsWith('Id') ? { type: 'string', format: 'uuid' } : { type: 'string' });
  }

  private ofObject(type: ts.Type): Schema {
    if (this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference);
      const length = { minItems: items.length, maxItems: items.length };
      return { type: 'array', prefixItems: items.map((each) => this.of(each)), items: false, ...length };
    }
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: item ? this.of(item) : {} };
    }
    const name = this.nameOf(type);
    if (name === null) return this.inside(type);
    if (!this.named.has(name)) {
      this.named.set(name, type); // before its properties, which may name it again
      this.components.set(name, this.inside(type));
    }
    return this.named.get(name) === type ? { $ref: `${SCHEMAS}${name}` } : this.inside(type);
  }

  /** Its properties, whatever it is called. */
  inside(type: ts.Type): Schema {
    if (type.getCallSignatures().length > 0)
      throw new Error(`${this.checker.typeToString(type)} cannot be sent as JSON`);
    const byName = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      const held = this.checker.getTypeOfSymbol(property);
      const description = ts.displayPartsToString(property.getDocumentationComment(this.checker));
      const schema = this.of(held);
      properties[property.name] = description === '' ? schema : { ...schema, description };
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0 || mayBeUndefined(held);
      if (!optional) required.push(property.name);
    }
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(byName ? { additionalProperties: this.of(byName) } : {}),
    };
  }

  /** Null for what is written where it stands, and for a name of the language's own, like Omit. */
  private nameOf(type: ts.Type): string | null {
    const symbol: ts.Symbol | undefined = type.aliasSymbol ?? (type as { symbol?: ts.Symbol }).symbol;
    if (symbol === undefined || symbol.name.startsWith('__')) return null;
    const [file] = (symbol.declarations ?? []).map((each) => each.getSourceFile().fileName);
    if (file === undefined || file.includes('node_modules')) return null;
    const reference = type as ts.TypeReference;
    const given = type.aliasSymbol
      ? (type.aliasTypeArguments ?? [])
      : ((reference.target as ts.InterfaceType | undefined)?.typeParameters ?? []).length > 0
        ? this.checker.getTypeArguments(reference)
        : [];
    const names = given.map((each) => this.nameOf(each));
    return names.includes(null) ? null : [symbol.name, ...names].join('');
  }
}

function isNull(type: ts.Type): boolean {
  return is(type, ts.TypeFlags.Null);
}

function mayBeUndefined(type: ts.Type): boolean {
  return is(type, ts.TypeFlags.Undefined) || (type.isUnion() && type.types.some(mayBeUndefined));
}

export function orNull(schema: Schema): Schema {
  if (typeof schema.type !== 'string') return { anyOf: [...(schema.anyOf ?? [schema]), { type: 'null' }] };
  const words = schema.enum ? { enum: [...schema.enum, null] } : {};
  return { ...schema, type: [schema.type, 'null'], ...words };
}

/** The compiler promises no order of a union's members. */
function inOneOrder(schemas: readonly Schema[]): Schema[] {
  return schemas
    .map((each) => ({ each, text: JSON.stringify(each) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ each }) => each);
}
