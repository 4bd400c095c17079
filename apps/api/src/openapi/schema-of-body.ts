import ts from 'typescript';
import { orNull, type SchemaOfType } from './schema-of-type.js';
import type { Schema } from './schema.js';
import { literalOf, type Body } from './what-a-handler-does.js';

/** A closed object: its type says what each property is, its shape which words are taken. */
export function schemaOfBody(checker: ts.TypeChecker, schemas: SchemaOfType, body: Body): Schema {
  if (body.shape === null) return { additionalProperties: false, ...schemas.inside(body.type) };
  const { properties: typed = {}, required = [] } = schemas.inside(body.type);
  const properties: Record<string, Schema> = {};
  for (const property of fieldsOf(checker, body.shape)) {
    const name = property.name.getText();
    const { description, ...schema } = typed[name] ?? {};
    const read = fieldOf(checker, property.initializer, schema);
    properties[name] = description === undefined ? read : { ...read, description };
  }
  const needed = required.filter((name) => name in properties);
  return {
    type: 'object',
    properties,
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: false,
  };
}

/** With those of the objects that are spread into it. */
function fieldsOf(checker: ts.TypeChecker, shape: ts.ObjectLiteralExpression): ts.PropertyAssignment[] {
  return shape.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return [property];
    const spread = ts.isSpreadAssignment(property) ? literalOf(checker, property.expression) : undefined;
    if (!spread) throw new Error(`Write ${property.getText()} out in its shape`);
    return fieldsOf(checker, spread);
  });
}

function fieldOf(checker: ts.TypeChecker, field: ts.Expression, typed: Schema): Schema {
  if (!ts.isCallExpression(field)) return typed;
  const [given] = field.arguments;
  if (given === undefined) return typed;
  const words = (): Schema => ({ type: 'string', enum: wordsOf(checker, given) });
  switch (field.expression.getText()) {
    case 'oneOf':
      return words();
    case 'someOf':
      return { type: 'array', items: words(), minItems: 1 };
    case 'maybe':
      return ts.isCallExpression(given) ? orNull(fieldOf(checker, given, typed)) : typed;
    default:
      return typed;
  }
}

/** Those of a list that is written `as const`. */
export function wordsOf(checker: ts.TypeChecker, list: ts.Expression): string[] {
  const type = checker.getTypeAtLocation(list);
  const items = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const each = ts.isArrayLiteralExpression(list)
    ? list.elements.map((element) => checker.getTypeAtLocation(element))
    : items?.isUnion() === true
      ? items.types
      : items
        ? [items]
        : [];
  const words = each.flatMap((word) => (word.isStringLiteral() ? [word.value] : []));
  if (words.length === 0) throw new Error(`${list.getText()} does not say which words it holds`);
  return words.sort();
}
