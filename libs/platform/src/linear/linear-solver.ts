import highs, { type ModelData } from 'highs';

interface Column {
  readonly worth: number;
  readonly most: number | null;
  readonly counts: readonly (readonly [row: number, factor: number])[];
}

interface Row {
  readonly sense: '<=' | '=' | '>=';
  readonly limit: number;
}

interface Answer {
  readonly values: ArrayLike<number>;
  readonly prices: ArrayLike<number>;
}

/** Solves `columns` within `rows` for the largest sum of worth; null where it cannot. */
export type LinearSolver = (program: {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}) => Answer | null;

// Its types describe another form of the module than the one that is loaded here.
const loadHighs = highs as unknown as typeof highs.default;

/**
 * From inside, and without looking for a corner at the end: among many best answers the middle is found far sooner, and its
 * prices swing less. Without simplifying first, after which there are no prices.
 */
const OPTIONS = { solver: 'ipm', run_crossover: 'off', presolve: 'off', output_flag: false } as const;

let loaded: Promise<LinearSolver> | undefined;

/** HiGHS in WebAssembly (MIT): the same sums on every machine. Loaded once in a process, when first asked for. */
export function loadLinearSolver(): Promise<LinearSolver> {
  return (loaded ??= load());
}

async function load(): Promise<LinearSolver> {
  const { withModel, constants, infinity } = await loadHighs();
  const { optimal } = constants.modelStatus;
  return ({ columns, rows }) => {
    const data = { ...asModel(columns, rows, infinity), sense: constants.objectiveSense.maximize };
    return withModel(data, (model) => {
      model.options.set(OPTIONS);
      model.run();
      if (model.getModelStatus() !== optimal) return null;
      const { colValue: values, rowDual: prices } = model.getSolution();
      return { values, prices };
    });
  };
}

function asModel(columns: readonly Column[], rows: readonly Row[], infinity: number): ModelData {
  const counts = columns.flatMap((column) => column.counts);
  const starts = new Int32Array(columns.length + 1);
  columns.forEach((column, at) => (starts[at + 1] = (starts[at] ?? 0) + column.counts.length));
  return {
    ...{ numCols: columns.length, numRows: rows.length },
    colCost: Float64Array.from(columns, ({ worth }) => worth),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ most }) => most ?? infinity),
    rowLower: Float64Array.from(rows, ({ sense, limit }) => (sense === '<=' ? -infinity : limit)),
    rowUpper: Float64Array.from(rows, ({ sense, limit }) => (sense === '>=' ? infinity : limit)),
    matrix: {
      ...{ format: 'csc', numRows: rows.length, numCols: columns.length, starts },
      indices: Int32Array.from(counts, ([row]) => row),
      values: Float64Array.from(counts, ([, factor]) => factor),
    },
  };
}
