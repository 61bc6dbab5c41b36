/** A member of a queue: what stands before and after it there. */
export interface Queued<T> {
  before: T | null;
  after: T | null;
}

/**
 * Members in the order in which they were put in, each of which may leave at any time. A Map in order of insertion could
 * do the same, but has to step over all that left when it is asked for the first.
 */
export interface Queue<T> {
  first(): T | null;
  push(member: T): void;
  remove(member: T): void;
}

export const createQueue = <T extends Queued<T>>(): Queue<T> => {
  let first: T | null = null;
  let last: T | null = null;
  return {
    first: () => first,
    push: (member) => {
      member.before = last;
      member.after = null;
      if (last === null) first = member;
      else last.after = member;
      last = member;
    },
    remove: (member) => {
      if (member.before === null) first = member.after;
      else member.before.after = member.after;
      if (member.after === null) last = member.before;
      else member.after.before = member.before;
      member.before = null;
      member.after = null;
    },
  };
};
