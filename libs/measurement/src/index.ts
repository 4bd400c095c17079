export * from './measured.js';
export { changeFromBaseline, tidy, type Change } from './change-from-baseline.js';
export { comparatorsChange, median, type Comparator, type ComparatorsChange } from './comparators.js';
export { changeInterval, wilson, type Interval, type IntervalOrNot } from './uncertainty.js';
export { onePairing, sideOf, type Difference, type OnePairing, type OnePairingSays } from './one-pairing.js';
export { hiddenCells, type Cell, type SumOfCells, type Together } from './hidden-cells.js';
export { hideSmallCounts } from './small-numbers.js';
export {
  lookForSignal,
  spreadOf,
  type ComparedFigure,
  type SignalAsked,
  type SignalLook,
  type Spread,
  type WhyNoSignal,
  type YearFigure,
} from './signal.js';
