/** A line of a log without what a tool put in front of it, and whose line it is where that tells. */
interface Parted {
  readonly text: string;
  /** Service, container or unit; null where the line does not tell. */
  readonly origin: string | null;
  /** It is the line of a container. */
  readonly contained: boolean;
}

/** journalctl, syslog */
const JOURNAL =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16}) [\w.-]{1,80} (?<name>[\w@.-]{1,80})\[\d{1,8}\]: (?<text>.*)$/;

/** What tools put in front: the group `name`, or `pod` and `name`, say whose line it is, the group `text` what was said. */
const FORMS: readonly RegExp[] = [
  // docker compose logs, docker service logs
  /^(?<name>[\w.@-]{1,80}?) {1,40}\| (?<text>.*)$/,
  // kubectl logs --prefix
  /^\[pod\/(?<pod>[\w.-]{1,120})\/(?<name>[\w.-]{1,80})\] (?<text>.*)$/,
  // stern: the pod of a Deployment, and the container
  /^(?<pod>[a-z\d][a-z\d-]{0,60}-[a-f\d]{6,10}-[a-z\d]{5}) (?<name>[a-z\d][a-z\d-]{0,60}) (?<text>.*)$/,
  JOURNAL,
];

/** Words in front of a bar that are levels of loggers, not services. */
const LEVEL = /^(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|severe|success)$/i;

const prefixed = (line: string): Parted | null => {
  for (const pattern of FORMS) {
    const { name, pod, text } = pattern.exec(line)?.groups ?? {};
    if (name !== undefined && text !== undefined && !LEVEL.test(name))
      return {
        origin: pod === undefined ? name : `${pod}/${name}`,
        text,
        contained: pattern !== JOURNAL,
      };
  }
  return null;
};

/** Fields of structured logs that name the service: by the semantic conventions, of ECS, of Kubernetes and of containers. */
const FIELD =
  /(?:"(?:service\.name|service_name|serviceName|container_name|containerName|app_name)": ?"|"service": ?(?:\{"name": ?)?"|(?:^|\s)(?:service|service\.name|service_name|app)="?)(?<name>[\w./@-]{1,80})"?/;

/** Lines of structured logs alone have such fields. */
const STRUCTURED = /^\s*\{.*\}\s*$|(?:^|\s)level=/;

/** Takes off what docker compose, kubectl, stern or journald put in front of a line, and reads whose line it is. */
export const splitOrigin = (line: string): Parted => {
  const parted = prefixed(line);
  if (parted) return parted;
  const name = STRUCTURED.test(line) ? FIELD.exec(line)?.groups?.['name'] : undefined;
  return { text: line, origin: name ?? null, contained: false };
};
