/**
 * Straight line in whole metres, a half upward, between two places of the British National Grid.
 *
 * @param east difference of eastings, @param north of northings: metres, under 10 million each.
 */
export function metresApart(east: number, north: number): number {
  return metresOfSquare(east * east + north * north);
}

/** @param squared whole square metres. */
export function metresOfSquare(squared: number): number {
  // The root of the machine is a first guess; the two loops make it the whole root on every machine.
  let root = Math.floor(Math.sqrt(squared));
  while (root * root > squared) root -= 1;
  while ((root + 1) * (root + 1) <= squared) root += 1;
  return squared - root * root > root ? root + 1 : root;
}
