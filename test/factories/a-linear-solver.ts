// Not by the platform's front door: the pure cores' specs start no database driver.
export { loadLinearSolver } from '../../libs/platform/src/linear/linear-solver.js';
