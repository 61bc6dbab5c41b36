import type { AttributeHolder, DroppedGroup, SpanSample } from '../model/telemetry.ts';
import type { Budget } from './budget.ts';
import { cleanText } from './text.ts';

/** Groups of a service; what is beyond counts into one group for each kind. */
const GROUP_LIMIT = 200;

/** Something that lost a part of what was set on it. */
export interface Loss {
  readonly what: DroppedGroup['what'];
  readonly on: AttributeHolder;
  readonly name: string;
  readonly scope: string;
  readonly dropped: number;
  readonly kept: number;
}

/** Losses of one service. */
export interface DroppedGroups {
  add(loss: Loss, sample: SpanSample | null): void;
  groups(): readonly DroppedGroup[];
}

type Counted = { -readonly [K in keyof DroppedGroup]: DroppedGroup[K] };

export const droppedKey = ({ what, on, name, scope }: Omit<Loss, 'dropped' | 'kept'>): string =>
  `${what}\n${on}\n${scope}\n${name}`;

export const createDroppedGroups = (budget: Budget): DroppedGroups => {
  const groups = new Map<string, Counted>();
  const groupOf = (loss: Loss, sample: SpanSample | null): Counted => {
    const head = { ...loss, name: cleanText(loss.name) };
    const known = groups.get(droppedKey(head));
    if (known !== undefined) return known;
    const isFull = groups.size >= GROUP_LIMIT || budget.groups <= 0;
    const open = isFull ? { ...head, name: '', scope: '' } : head;
    const group = groups.get(droppedKey(open)) ?? { ...open, items: 0, dropped: 0, sample };
    if (!isFull) budget.groups -= 1;
    groups.set(droppedKey(open), group);
    return group;
  };
  return {
    add: (loss, sample) => {
      const group = groupOf(loss, sample);
      group.items += 1;
      group.dropped += loss.dropped;
    },
    groups: () =>
      [...groups.values()].map((group) => ({ ...group, sample: group.sample && { ...group.sample } })),
  };
};
