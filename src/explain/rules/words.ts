/** Ways of saying that telemetry does not arrive, or that no connection comes about. */
export const NOTHING_ARRIVES =
  /refused|UNAVAILABLE|ECONN\w|EOF|hang up|unreachable|empty reply|(?:no|zero|without) (?:traces?|spans?|logs?|metrics?|data|telemetry|requests?)\b|nothing (?:is |was |gets )?(?:exported|received|arriv|sent|show|reach|stored)|(?:do|does|did|can|could|is|are|was|were|will|has|have)(?: not|n't) (?:be )?(?:reach|arriv|receiv|connect|export|sen[dt]|show|work|appear|collect|visible)|cannot (?:be )?(?:reach|connect|export|send)|not (?:receiv|arriv|reach|export|show|work|connect|appear|visible)|none of[^.\n]{0,60}reach|never (?:reach|arriv|receiv|show|export)|no longer (?:arrive|receiv|work|reach)|stop(?:s|ped)? (?:arriv|being|work|receiv|export)|fail(?:s|ed|ing|ure)?\b|unable to|receives? nothing|missing (?:traces|spans|data|metrics|logs)|connection reset|timed? ?out/i;

/** Words of containers. */
export const CONTAINER =
  /\bdocker|compose\b|container|\bpods?\b|kubernetes|\bk8s\b|sidecar|\bECS\b|\bhelm\b|podman/i;
