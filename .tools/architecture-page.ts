import { ROOMS, type Room } from '../test/kit/rooms.ts';

const BEGIN = '<!-- rooms: written by npm run generate from test/kit/rooms.ts -->';
const END = '<!-- end of rooms -->';

/** A pattern of paths as a reader names what it covers: the source of `/^src\\/model\\//` is `src/model`. */
const shown = (pattern: RegExp): string => {
  const known = ROOMS.find(({ files }) => files.source === pattern.source);
  const text = known?.name ?? pattern.source.replace(/\\\//g, '/').replace(/\\\./g, '.');
  return `\`${text.replace(/^\^|\$$|\/$/g, '').replace(/\|/g, ' or ')}\``;
};

const row = ({ name, holds, mayImport, mayNameTypesOf = [], reason }: Room): string => {
  const types = mayNameTypesOf.map((one) => `types of ${shown(one)}`);
  const may = [...mayImport.map(shown), ...types].join(', ') || 'nothing';
  return `| \`${name}\` | ${holds} | ${may} | ${reason} |`;
};

/** The page on the architecture with the table of rooms as the architecture test holds it. */
export const architecturePage = (page: string): string => {
  const [before = '', rest = ''] = page.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const table = [
    '| room | what it holds | may import | why not more |',
    '|---|---|---|---|',
    ...ROOMS.map(row),
  ];
  return `${before}${BEGIN}\n${table.join('\n')}\n${END}${after}`;
};
