import type { ScoringLine } from './scoring.bench.js';

/** The slope of the straight line through the logarithms, by least squares; for our own steps and the compiled peer. */
export function exponents(lines: readonly ScoringLine[]): string {
  const steps = ['load', 'pack', 'block', 'score', 'native'] as const;
  return steps
    .flatMap((step) => {
      const points = lines.flatMap((line) => {
        const ms = line[step];
        return ms === null || ms <= 0 ? [] : [{ x: Math.log(line.needs), y: Math.log(ms) }];
      });
      return points.length < 2 ? [] : [`${step} ${slope(points).toFixed(2)}`];
    })
    .join(', ');
}

export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: 'x' | 'y'): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean('x'), mean('y')];
  const both = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  return both / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}
