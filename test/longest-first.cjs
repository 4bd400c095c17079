const Sequencer = require('@jest/test-sequencer').default;

/** The suites that look at every page take many minutes each: begun last, they would end alone, on one core of several. */
const LONGEST = [/\/test\/journeys\/accessibility-/, /\/test\/journeys\//];
const place = ({ path }) => {
  const at = LONGEST.findIndex((each) => each.test(path));
  return at === -1 ? LONGEST.length : at;
};

/** The longest first, then as Jest would have them. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
