/** Where a text says that the sender runs. */
export type SenderPlace = 'container' | 'host' | null;

/** The sender is beside the receiver, or not in a container. */
const ON_HOST =
  /\b(?:app\w{0,10}|service|sender|client|script|program|it)\b[^.\n]{0,40}?\b(?:on|from) (?:the |my |our )?(?:\w{1,12} )?(?:host|laptop|machine|mac|PC)\b|not in (?:a |any )?(?:container|docker)|outside (?:of )?(?:docker|the container)|sidecar|hostNetwork|network_mode: ?["']?host|--network[ =]host/i;

const INSIDE =
  /compose service|(?:inside|within|in|from) (?:the |a |an |its |another |same |its own )?(?:app(?:lication)? )?(?:docker|container|pod)\b|app (?:is )?(?:container|pod)|inside docker|\bpod logs?\b|kubectl (?:logs|exec)|kind: ["']?(?:Deployment|Pod|StatefulSet|DaemonSet|Job|CronJob)\b/i;

/** Where the sender runs by what a text says; null where it does not tell. */
export const senderPlace = (text: string): SenderPlace => {
  if (ON_HOST.test(text)) return 'host';
  return INSIDE.test(text) ? 'container' : null;
};
