import type { ComparedSide, Comparison, Difference } from '../../model/difference.ts';
import { indent, pad, width } from '../screen/layout.ts';
import { visible } from '../screen/visible.ts';
import { stepName } from './text-way.ts';

/** The comparison for machines. */
export const renderDifferenceJson = (comparison: Comparison): string =>
  `${JSON.stringify(comparison, null, 2)}\n`;

const stepWord = (step: Difference['step']): string =>
  step === 'settings' || step === 'place' ? step : stepName(step);

const sideText = ({ kind, at, verdict, code }: ComparedSide): string => {
  const state = verdict === null ? 'settings only' : code === null ? verdict : `${verdict}: ${code}`;
  return kind === 'bundle' ? `${state}, seen ${at}` : state;
};

const rows = (pairs: readonly (readonly [string, string])[], margin: number): readonly string[] => {
  const left = Math.max(...pairs.map(([label]) => width(label)), 0);
  return pairs.map(([label, value]) => `${' '.repeat(margin)}${pad(label, left)}  ${value}`);
};

const differenceLines = (
  { step, name, a, b }: Difference,
  names: readonly [string, string],
): readonly string[] => [
  `  ${name} (${stepWord(step)})`,
  ...rows(
    [
      [names[0], a ?? 'not there'],
      [names[1], b ?? 'not there'],
    ],
    4,
  ),
];

/** The comparison for a person: the difference that matters first, then the others. */
export const renderDifference = (comparison: Comparison, columns: number): string => {
  const { a, b, matters, summary, differences, limits } = comparison;
  const names = [a.name, b.name] as const;
  const others = differences.filter((one) => one !== matters);
  const lines = [
    ...indent(`${summary}.`, columns, 0),
    '',
    ...rows(
      [
        [a.name, sideText(a)],
        [b.name, sideText(b)],
      ],
      2,
    ),
    '',
    ...(matters === null ? [] : ['The difference that matters', ...differenceLines(matters, names), '']),
    ...(others.length === 0
      ? []
      : [
          matters === null ? 'Different' : 'Also different',
          ...others.flatMap((one) => differenceLines(one, names)),
          '',
        ]),
    ...limits.flatMap((limit) => indent(limit, columns, 0)),
  ];
  return `${visible(lines.join('\n')).trimEnd()}\n`;
};
