import { join } from 'node:path';
import ts from 'typescript';
import { handlersOf } from './handlers-of.js';
import { operationOf } from './operation-of.js';
import { PROBLEM, refusals } from './refusals.js';
import { SchemaOfType } from './schema-of-type.js';

export interface ApiDocument {
  readonly openapi: string;
  readonly info: object;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly 'x-permission'?: readonly string[];
  readonly responses: Readonly<Record<string, object>>;
}

/**
 * The API's document, from its own source: the decorators of the controllers, the types that handlers answer with, the
 * shapes they read. Nothing is said twice, so nothing can be said wrongly.
 *
 * @param root of the repository; the compiler reads the files below it.
 */
export function describeApi(root: string): ApiDocument {
  const within = join(root, 'apps', 'api', 'src');
  const program = programOf(root, within);
  const checker = program.getTypeChecker();
  const schemas = new SchemaOfType(checker);
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(within));
  const handlers = files.flatMap((file) => handlersOf(checker, file)).sort(byPath);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const handler of handlers)
    (paths[handler.path] ??= {})[handler.method] = operationOf(
      checker,
      schemas,
      handler,
      within,
    ) as Operation;
  const tags = new Map(handlers.map(({ tag }) => [tag.name, tag]));
  const components = [...schemas.components, ['Problem', PROBLEM] as const];
  return {
    openapi: '3.1.0',
    info: {
      ...{ title: 'Trellis', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
      description: 'School-to-school support brokerage: the verbs of the pages, for programs.',
    },
    ...{ servers: [{ url: '/' }], security: [{ bearer: [] }] },
    tags: [...tags.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'A person’s own token, which may never do more than that person may today.',
        },
      },
      responses: refusals(),
      schemas: Object.fromEntries(components.sort(([a], [b]) => (a < b ? -1 : 1))),
    } as ApiDocument['components'],
  };
}

function programOf(root: string, within: string): ts.Program {
  const read = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const rootNames = ts.sys.readDirectory(within, ['.controller.ts']);
  return ts.createProgram({ rootNames, options: { ...options, noEmit: true } });
}

function byPath(a: { path: string; method: string }, b: { path: string; method: string }): number {
  return `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1;
}
