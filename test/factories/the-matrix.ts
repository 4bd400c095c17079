import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMatrix, type Matrix } from '@app/kernel';

export const MATRIX_FILE = join(__dirname, '../../config/authz-matrix.tsv');

export function matrixText(): string {
  return readFileSync(MATRIX_FILE, 'utf8');
}

/** The permission table in force, from its file. */
export function theMatrix(): Matrix {
  return parseMatrix(matrixText());
}
