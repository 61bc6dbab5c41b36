import { baseName } from './base-name.ts';
import { isSecretName, maskStrictly } from './mask-secrets.ts';
import { printable } from './printable.ts';

/** What a program takes as a secret, beside options whose names say it. */
interface ProgramSecrets {
  /** Options that have their value in the same word. */
  readonly glued?: readonly string[];
  /** Options whose value is the next word. */
  readonly next?: readonly string[];
  /** Words after which every word that is no option is one. */
  readonly after?: RegExp;
  /** An option with which the last word is one. */
  readonly last?: RegExp;
}

const MYSQL: ProgramSecrets = { glued: ['-p'] };
const LDAP: ProgramSecrets = { next: ['-w'] };
const ARCHIVE: ProgramSecrets = { glued: ['-p', '-P'], next: ['-P'] };

/** By their manuals. */
const PROGRAMS: Readonly<Record<string, ProgramSecrets>> = {
  ...{ mysql: MYSQL, mysqldump: MYSQL, mysqladmin: MYSQL, mysqlimport: MYSQL, mysqlsh: MYSQL },
  ...{ mariadb: MYSQL, 'mariadb-dump': MYSQL, 'mariadb-admin': MYSQL, sshpass: MYSQL },
  ...{ ldapsearch: LDAP, ldapmodify: LDAP, ldapadd: LDAP, ldapwhoami: LDAP },
  ...{ zip: ARCHIVE, unzip: ARCHIVE, '7z': ARCHIVE, '7za': ARCHIVE, unrar: ARCHIVE },
  'redis-cli': { next: ['-a'], after: /^auth$/i },
  curl: { glued: ['-u', '-U'], next: ['-U'] },
  mosquitto_pub: { next: ['-P'] },
  mosquitto_sub: { next: ['-P'] },
  sqlcmd: { next: ['-P'], glued: ['-P'] },
  bcp: { next: ['-P'], glued: ['-P'] },
  snmpwalk: { next: ['-A', '-X', '-c'] },
  snmpget: { next: ['-A', '-X', '-c'] },
  smbclient: { next: ['-U'], glued: ['-U'] },
  htpasswd: { last: /^-[A-Za-z]*b/ },
  vault: { after: /^login$/ },
  rabbitmqctl: { after: /^(?:add_user|change_password|authenticate_user)$/ },
};

/** `--name=value`, `-Dname=value`, `NAME=value`: the name with what stands before it, and the value. */
const ASSIGNMENT = /^(-{0,2}[A-Za-z][\w.-]*)=/;

const PORT = /^\d{1,5}$/;

const isOption = (text: string): boolean => /^--?[A-Za-z][\w.-]*$/.test(text);

/** Whether the option before an argument says that the argument is a secret. */
const isSecretValue = (option: string, value: string): boolean => {
  // Short options mean many things: a login has a colon, and a port is a small number.
  if (option === '-H') return true;
  if (option === '-u') return value.includes(':');
  if (option === '-p') return !PORT.test(value);
  if (/^--?auth$/.test(option)) return !value.startsWith('--');
  return isOption(option) && isSecretName(option) && !(isOption(value) && value.startsWith('--'));
};

/** `-pPASSWORD` of a program that is not known: letters and digits, which a port or a name has not. */
const GLUED = /^-p(?!\d)(?=[^\d=]{0,100}\d)(?![\w.-]{0,100}=).{4,}/;

/** What the programs before a word say of it; undefined where they say nothing. */
const ofProgram = (
  command: readonly string[],
  index: number,
  program: ProgramSecrets,
): string | undefined => {
  const argument = command[index] ?? '';
  const before = command.slice(0, index);
  const option = program.glued?.find((one) => argument.startsWith(one) && argument.length > one.length);
  if (option !== undefined) return `${option}***`;
  if (program.next?.includes(before.at(-1) ?? '')) return '***';
  if (program.after !== undefined && before.some((word) => program.after?.test(word)))
    return isOption(argument) ? undefined : '***';
  const isLast = index === command.length - 1 && before.some((word) => program.last?.test(word));
  return isLast ? '***' : undefined;
};

const maskOne = (argument: string, previous: string): string => {
  if (isSecretValue(previous, argument)) return '***';
  if (GLUED.test(argument)) return '-p***';
  if (argument.startsWith('pass:')) return 'pass:***';
  const name = ASSIGNMENT.exec(argument)?.[1];
  return name !== undefined && isSecretName(name) ? `${name}=***` : maskStrictly(argument);
};

/** A command line as it may be shown: what looks like a secret is masked. */
export const maskArguments = (command: readonly string[]): readonly string[] => {
  let program: ProgramSecrets = {};
  return command.map((argument, index) => {
    const known = ofProgram(command, index, program);
    const name = baseName(argument);
    // Behind `sudo` or `env` stands the program itself.
    if (Object.hasOwn(PROGRAMS, name)) program = PROGRAMS[name] ?? {};
    if (known !== undefined) return known;
    return printable(index === 0 ? maskStrictly(argument) : maskOne(argument, command[index - 1] ?? ''));
  });
};
