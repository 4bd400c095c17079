export const peer_review = 'peer-review';
