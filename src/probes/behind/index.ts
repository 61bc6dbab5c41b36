export { readBack } from './read.ts';
export { watchBurst } from './watch.ts';
