import { defineSettingCheck } from '../../src/findings/setting-check.ts';
import { hasPlaceholderEndpoint } from '../../src/model/reading.ts';

export default defineSettingCheck({
  id: 'config/value-unexpanded',
  title: 'A placeholder was not replaced',
  otherwise: 'warning',
  why: `The value still holds \`$(NAME)\`, \`\${NAME}\` or \`{{ ... }}\`: whoever started the process did not fill it in. Kubernetes expands \`$(NAME)\` only when NAME is defined earlier in the same list; dotenv files and systemd do not expand \`\${NAME}\`; a chart was not rendered.

Define the variable before it is used, or write the value.`,
  reasons: {
    'kubernetes-reference': ' still holds $(NAME): Kubernetes did not fill it in',
    'shell-reference': ' still holds a $ reference that nobody filled in',
    template: ' still holds {{ }}: the template was not rendered',
    placeholder: ' still holds a placeholder',
    unexpanded: ' still holds a reference that nobody filled in',
  },
  causes: () => true,
  breaks: hasPlaceholderEndpoint,
  fix: 'Fill in the placeholder',
  advice:
    'Define the variable before the one that uses it (Kubernetes: earlier in the env list), or write the value itself.',
  explains: [
    'endpoint/invalid',
    'endpoint/scheme-missing',
    'network/dns-failure',
    'network/connection-refused',
    'auth/rejected',
  ],
  inGeneral: {
    title: 'Define the variable above its use',
    text: 'In Kubernetes put the entry that is referred to before the one that refers to it; elsewhere check that something expands the reference.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    shown: 'http://$(NODE_IP):4317',
    effect: 'sends-nothing',
    detail: 'kubernetes-reference',
    repaired: null,
  },
});
