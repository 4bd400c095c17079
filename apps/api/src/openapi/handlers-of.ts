import ts from 'typescript';

/** A route as its decorators say it. */
export interface Handler {
  readonly controller: string;
  readonly tag: { readonly name: string; readonly description: string };
  readonly member: ts.MethodDeclaration;
  readonly name: string;
  readonly method: 'get' | 'post' | 'put' | 'patch';
  /** Like `/api/v1/needs/{need}`. */
  readonly path: string;
  readonly status: number;
  /** The actions of the permission table that open it; null: open to the world. */
  readonly actions: readonly string[] | null;
  readonly summary: string;
  readonly description: string;
}

const METHODS = ['Get', 'Post', 'Put', 'Patch'] as const;

/** Every route below `/api/v1` of one file. @throws where a route has no sentence of its own. */
export function handlersOf(checker: ts.TypeChecker, file: ts.SourceFile): Handler[] {
  return file.statements.filter(ts.isClassDeclaration).flatMap((made) => {
    const base = argumentsOf(made, 'Controller')?.[0];
    if (base?.startsWith('api/v1') !== true) return [];
    return made.members.filter(ts.isMethodDeclaration).flatMap((member) => {
      const verb = METHODS.find((each) => argumentsOf(member, each) !== undefined);
      if (verb === undefined) return [];
      const controller = (made.name?.text ?? '').replace(/Controller$/, '');
      const name = member.name.getText();
      const [summary = '', ...more] = sentencesOf(checker, member);
      if (summary === '') throw new Error(`Say in a sentence what ${controller}.${name} does`);
      const open = [member, made].some((each) => argumentsOf(each, 'Public') !== undefined);
      const path = [base, ...(argumentsOf(member, verb) ?? [])].join('/');
      return [
        {
          ...{ controller, member, name, summary, description: more.join(' ') },
          tag: { name: controller, description: sentencesOf(checker, made).join(' ') },
          method: verb.toLowerCase() as Handler['method'],
          path: `/${path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`,
          status: Number(argumentsOf(member, 'HttpCode')?.[0] ?? (verb === 'Post' ? 201 : 200)),
          actions: open ? null : (argumentsOf(member, 'Allow') ?? argumentsOf(made, 'Allow') ?? []),
        },
      ];
    });
  });
}

/** What stands in the brackets of a decorator; undefined where there is none. */
export function argumentsOf(
  node: ts.ClassDeclaration | ts.MethodDeclaration | ts.ParameterDeclaration,
  decorator: string,
): string[] | undefined {
  for (const { expression } of ts.getDecorators(node) ?? [])
    if (ts.isCallExpression(expression) && expression.expression.getText() === decorator)
      return expression.arguments.map((each) => (ts.isStringLiteral(each) ? each.text : each.getText()));
  return undefined;
}

function sentencesOf(checker: ts.TypeChecker, node: ts.ClassDeclaration | ts.MethodDeclaration): string[] {
  const symbol = node.name && checker.getSymbolAtLocation(node.name);
  const text = ts.displayPartsToString(symbol?.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ');
  return text.split(/(?<=[.]) (?=[A-Z])/).filter((each) => each !== '');
}
