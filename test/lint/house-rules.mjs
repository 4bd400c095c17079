// Our own bans. Each has been seen red: test/lint/house-rules.spec.ts keeps one planted line per rule.

const inside = (context, pattern) => pattern.test(context.filename.replaceAll('\\', '/'));

/** `save()` with a version column loses updates: inserts by `insert()`, changes by `updateIfVersion`. */
const noSave = {
  create: (context) => ({
    'CallExpression > MemberExpression[property.name="save"]'(node) {
      context.report({
        node,
        message: 'save() loses updates on existing rows: use insert() or updateIfVersion().',
      });
    },
  }),
};

const environmentInSettingsOnly = {
  create: (context) => {
    if (inside(context, /\/(config\/settings|config\/[^/]+\.spec|test\/.*)\.ts$/)) return {};
    return {
      'MemberExpression[object.name="process"][property.name="env"]'(node) {
        context.report({ node, message: 'process.env is read in config/settings.ts alone.' });
      },
    };
  },
};

const databaseInPlatformOnly = {
  create: (context) => {
    if (inside(context, /\/(libs\/platform|apps\/ops|test)\//)) return {};
    const message = 'The database is reached through a UnitOfWork and its tx alone.';
    return {
      'ImportSpecifier[imported.name=/^(DataSource|InjectRepository|InjectDataSource|getRepository)$/]'(
        node,
      ) {
        context.report({ node, message });
      },
      'CallExpression > MemberExpression[property.name="getRepository"]'(node) {
        context.report({ node, message });
      },
    };
  },
};

/** `SafeHtml` is made by charts, the map and the Markdown renderer alone. */
const safeMarkupByType = {
  create: (context) => {
    if (inside(context, /\/apps\/web\/src\/layout\//)) return {};
    return {
      'TSAsExpression > TSTypeReference[typeName.name="SafeHtml"]'(node) {
        context.report({
          node,
          message: 'SafeHtml is made in apps/web/src/layout alone: a cast would let markup in.',
        });
      },
    };
  },
};

const IMPURE = /^(Date|Intl|performance|process|crypto|setTimeout|setInterval|fetch|globalThis)$/;
/** A result must be the same bytes on every machine, today and in a year. */
const pureCoresArePure = {
  create: (context) => ({
    'Program:exit'(program) {
      const scope = context.sourceCode.getScope(program);
      const builtIn = scope.variables.filter((variable) => variable.defs.length === 0);
      for (const reference of [...scope.through, ...builtIn.flatMap((variable) => variable.references)]) {
        const { name, parent } = reference.identifier;
        const utc = name === 'Date' && /^(new Date|Date\.UTC)/.test(context.sourceCode.getText(parent));
        const now = name === 'Date' && /^(new Date\(\)|Date\.now)/.test(context.sourceCode.getText(parent));
        const isType = parent.type.startsWith('TS');
        if (IMPURE.test(name) && !isType && (!utc || now)) {
          context.report({
            node: reference.identifier,
            message: `${name} differs between machines and moments: pure cores take it as an argument.`,
          });
        }
      }
    },
    'MemberExpression[object.name="Math"][property.name="random"]'(node) {
      context.report({ node, message: 'Chance is not replayable: pure cores take a seed.' });
    },
    'CallExpression > MemberExpression[property.name=/^(toLocale|localeCompare)/]'(node) {
      context.report({ node, message: 'Locales differ between machines.' });
    },
  }),
};

export const houseRules = {
  rules: {
    'no-save': noSave,
    'environment-in-settings-only': environmentInSettingsOnly,
    'database-in-platform-only': databaseInPlatformOnly,
    'safe-markup-by-type': safeMarkupByType,
    'pure-cores-are-pure': pureCoresArePure,
  },
};
