const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text with the signs escaped that HTML takes for its own. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Markup that was made here; a text becomes part of one by being escaped only. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text and numbers are escaped, markup and lists of it are taken as they are. */
type Part = string | number | Markup | readonly Markup[];

const partOf = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  // What a bundle holds is not what its type says: only markup made here has this form, and nothing else gets in.
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** A template whose every interpolation is escaped. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: texts
    .map((text, index) => text + (index < parts.length ? partOf(parts[index] ?? '') : ''))
    .join(''),
});

/** Our own words that hold markup: styles, scripts and drawings, never a text of somebody else. */
export const own = (text: string): Markup => ({ markup: text });

export const NOTHING: Markup = own('');

const isNothing = ({ markup }: Markup): boolean => markup === '';

/** Pieces under each other; those that are empty leave no line. */
export const stacked = (pieces: readonly Markup[]): Markup =>
  own(
    pieces
      .filter((piece) => !isNothing(piece))
      .map(({ markup }) => markup)
      .join('\n'),
  );

/** A table with a heading for each row; nothing without rows. */
export const rowTable = (rows: readonly (readonly [string, string])[]): Markup =>
  rows.length === 0
    ? NOTHING
    : html`<table>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`)}</table>`;

/** Something that the reader can open; closed on the screen unless told, open on paper. */
export const folded = (heading: Markup, body: Markup, open = false): Markup =>
  isNothing(body)
    ? NOTHING
    : html`<details${own(open ? ' open' : '')}><summary>${heading}</summary><div>${body}</div></details>`;

/** A headed part of the page; nothing without a body. */
export const section = (title: string, body: Markup): Markup =>
  isNothing(body) ? NOTHING : html`<section><h2>${title}</h2>${body}</section>`;

const diffLine = (line: string): Markup => {
  if (/^(\+\+\+|---|@@)/.test(line)) return html`<i>${line}</i>`;
  if (line.startsWith('+')) return html`<ins>${line}</ins>`;
  return line.startsWith('-') ? html`<del>${line}</del>` : html`${line}`;
};

const joined = (lines: readonly Markup[]): Markup => own(lines.map(({ markup }) => markup).join('\n'));

/** Lines to paste, with a button that copies them; those of a patch are told apart. */
export const copyable = (lines: readonly string[], patch = false): Markup =>
  html`<div class="copy"><pre><code>${patch ? joined(lines.map(diffLine)) : lines.join('\n')}</code></pre><button type="button">Copy</button></div>`;

/** The only script: it copies what stands beside the button, and where that is not allowed it selects it. */
export const SCRIPT = `
document.addEventListener('click',function(event){var button=event.target;if(!button.matches||!button.matches('.copy button'))return;
var block=button.previousElementSibling;
var done=function(word){button.textContent=word;setTimeout(function(){button.textContent='Copy'},1500)};
var select=function(){var range=document.createRange();range.selectNodeContents(block);var selection=getSelection();selection.removeAllRanges();selection.addRange(range);done(document.execCommand('copy')?'Copied':'Selected')};
if(navigator.clipboard&&window.isSecureContext)navigator.clipboard.writeText(block.textContent).then(function(){done('Copied')},select);
else select()});
`;

/** SHA-256 of the script, for the policy of the page; a test compares them. */
export const SCRIPT_HASH = 'sha256-smyNwfy+UxPwKsJsWzGK9RGIOzwyUipHgNs1YBJsQYQ=';
