import { matrixText, theMatrix } from '../../../../test/factories/the-matrix.js';
import { ROLES, type Role } from '../actor.js';
import { checkMatrix } from './check-matrix.js';
import { parseMatrix, type MatrixRow } from './matrix.js';

const COLUMNS = ['action', 'kind', 'sees', ...ROLES, 'not_same_as', 'notes'];
const rows = [...theMatrix().rows.values()];

/** The file with one cell changed. */
function flipped(action: string, column: string, cell: string): string {
  const lines = matrixText().split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${action}\t`));
  const cells = lines[at]!.split('\t');
  cells[COLUMNS.indexOf(column)] = cell;
  lines[at] = cells.join('\t');
  return lines.join('\n');
}

const faultsAfter = (action: string, column: string, cell: string): string[] =>
  checkMatrix(parseMatrix(flipped(action, column, cell)));

const cellsOf = (role: Role, kinds: string): MatrixRow[] => rows.filter((row) => kinds.includes(row.kind));

describe('the permission table', () => {
  it('is sound', () => expect(checkMatrix(theMatrix())).toEqual([]));

  it('holds rows of each kind, one a verb that exists', () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['R', 'S', 'W', 'D', 'A']));
  });

  it('names the row, the column and the line of a planted flip', () => {
    const line = theMatrix().rows.get('need.triage')!.line;
    expect(faultsAfter('need.triage', 'broker', 'asg')).toEqual([
      `Line ${line}, need.triage, broker: a decision outside the own scopes needs *.`,
    ]);
  });

  it.each(rows.filter((row) => row.kind === 'D').map((row) => row.action))(
    'lets nobody with an interest decide, whichever cell is opened: %s',
    (action) => {
      for (const role of ROLES.filter((each) => each !== 'api')) {
        expect(faultsAfter(action, role, 'area').join()).toContain(
          `${role}: a decision outside the own scopes`,
        );
        expect(faultsAfter(action, role, 'asg@meta').join()).toContain(`${role}: a decision outside`);
      }
      expect(faultsAfter(action, 'head', 'own')).toEqual([]);
    },
  );

  it.each(
    cellsOf('officer', 'WD')
      .map((row) => row.action)
      .filter((action) => !action.startsWith('finding.')),
  )('lets no officer write or decide: %s', (action) => {
    expect(faultsAfter(action, 'officer', 'area*').join()).toContain(
      'officers write findings and their own word',
    );
    expect(faultsAfter(action, 'officer', 'asg*').join()).toContain(
      'officers write findings and their own word',
    );
  });

  it.each(cellsOf('api', 'SDA').map((row) => row.action))('is closed to machine clients: %s', (action) => {
    expect(faultsAfter(action, 'api', 's:everything').join()).toContain('api: machine clients neither read');
  });

  it('lets machine clients administer the area import alone', () => {
    const others = matrixText().replace(/^import\.preview\t.*\n/m, '');
    const imports = `${others}import.preview\tA\t-\t${Array(10).fill('-').join('\t')}\ts:import.area\t-\t-\n`;
    expect(checkMatrix(parseMatrix(imports))).toEqual([]);
  });

  it('lets officers write findings, with no interest, and nothing else', () => {
    const finding = (cell: string): string => flipped('finding.open', 'officer', cell);
    expect(checkMatrix(parseMatrix(finding('area*')))).toEqual([]);
    expect(checkMatrix(parseMatrix(finding('area'))).join()).toContain('officers write findings');
  });

  it('lets nobody rewrite a decision', () => {
    const rewrite = (cell: string): string =>
      `${matrixText()}decision.rewrite\tD\t-\t-\t-\t-\t-\t-\t-\t${cell}\t-\t-\t-\t-\t-\t-\n`;
    expect(checkMatrix(parseMatrix(rewrite('-')))).toEqual([]);
    expect(checkMatrix(parseMatrix(rewrite('area*'))).join()).toContain('chair: nobody rewrites a decision');
  });

  it.each(rows.filter((row) => row.kind === 'R').map((row) => row.action))(
    'hides a refused read: %s',
    (action) => {
      expect(faultsAfter(action, 'sees', '-').join()).toContain('sees: a read names itself');
    },
  );

  it('names only reads in sees and only rows in not_same_as', () => {
    expect(faultsAfter('need.triage', 'sees', 'need.raise').join()).toContain(
      'need.raise is no read of this table',
    );
    expect(faultsAfter('need.triage', 'sees', 'need.seen').join()).toContain(
      'need.seen is no read of this table',
    );
    expect(faultsAfter('need.triage', 'not_same_as', 'need.made').join()).toContain(
      'need.made is no row of this table',
    );
    expect(faultsAfter('need.triage', 'not_same_as', 'need.raise')).toEqual([]);
  });
});
