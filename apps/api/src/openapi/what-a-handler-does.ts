import { HttpStatus } from '@nestjs/common';
import ts from 'typescript';

export interface Body {
  /** What the handler gets once the shape has been read. */
  readonly type: ts.Type;
  /** Null where it is made of a list of names: then the type says it all. */
  readonly shape: ts.ObjectLiteralExpression | null;
}

/** What a handler, and whatever of the API's own it calls, reads from a request and writes into the answer's head. */
export interface Done {
  readonly query: Map<string, { allowed: ts.Expression | null; urn: boolean; required: boolean }>;
  readonly headers: Set<string>;
  /** Those that it sets itself; none where the route has the one of its kind. */
  readonly statuses: Set<number>;
  body: Body | null;
}

/** Follows the calls of a handler through the API's own files: what is documented is what is done. */
export function whatItDoes(checker: ts.TypeChecker, handler: ts.MethodDeclaration, within: string): Done {
  const done: Done = { query: new Map(), headers: new Set(), statuses: new Set(), body: null };
  const seen = new Set<ts.Node>();
  const parameter = (name: string) => {
    const found = done.query.get(name) ?? { allowed: null, urn: false, required: false };
    done.query.set(name, found);
    return found;
  };
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) called(node);
    if (ts.isIfStatement(node)) needed(node);
    ts.forEachChild(node, look);
  };
  const needed = ({ expression, thenStatement }: ts.IfStatement): void => {
    const refused = ts.isThrowStatement(thenStatement);
    if (!refused || !ts.isBinaryExpression(expression) || expression.right.getText() !== 'undefined') return;
    const [, name] = /^query[.]([a-zA-Z]+)$/.exec(expression.left.getText()) ?? [];
    if (name !== undefined) parameter(name).required = true;
  };
  const called = (call: ts.CallExpression): void => {
    const [first, second, third] = call.arguments;
    switch (call.expression.getText().replace(/^.*[.]/, '')) {
      case 'readQuery':
        if (second && ts.isArrayLiteralExpression(second))
          second.elements.filter(ts.isStringLiteral).forEach(({ text }) => parameter(text));
        return;
      case 'oneOfQuery':
        if (first && ts.isStringLiteral(first)) parameter(first.text).allowed = third ?? null;
        return;
      case 'schoolQuery':
        parameter('school').urn = true;
        return;
      case 'setHeader':
        if (first && ts.isStringLiteral(first)) done.headers.add(first.text);
        return;
      case 'status':
        call.arguments.forEach((each) => statusesOf(each).forEach((status) => done.statuses.add(status)));
        return;
      case 'readBody': {
        const shape = second && literalOf(checker, second);
        done.body = { type: checker.getTypeAtLocation(call), shape: shape ?? null };
        return;
      }
    }
    const declared = checker.getResolvedSignature(call)?.declaration;
    const body = declared && 'body' in declared ? (declared.body as ts.Node | undefined) : undefined;
    if (!declared || !body || seen.has(body) || !declared.getSourceFile().fileName.startsWith(within)) return;
    seen.add(body);
    look(body);
  };
  if (handler.body) look(handler.body);
  return done;
}

/** The names of `HttpStatus` that stand anywhere in what is set. */
function statusesOf(given: ts.Node): number[] {
  const names = [...given.getText().matchAll(/HttpStatus[.]([A-Z_]+)/g)].map(([, name = '']) => name);
  return names.map((name) => HttpStatus[name as keyof typeof HttpStatus]);
}

/** The object itself, or the one that a name stands for. */
export function literalOf(
  checker: ts.TypeChecker,
  given: ts.Expression,
): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(given)) return given;
  const named = checker.getSymbolAtLocation(given);
  const symbol =
    named && (named.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(named) : named;
  const declared = symbol?.valueDeclaration;
  const initial = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return initial && ts.isObjectLiteralExpression(initial) ? initial : undefined;
}
