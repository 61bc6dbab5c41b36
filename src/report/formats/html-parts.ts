const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. */
export const html = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A table with a heading for each row; nothing without rows. */
export const rowTable = (rows: readonly (readonly [string, string])[]): string =>
  rows.length === 0
    ? ''
    : `<table>${rows.map(([label, value]) => `<tr><th scope="row">${html(label)}</th><td>${html(value)}</td></tr>`).join('')}</table>`;

/** Something that the reader can open, with a heading of HTML; closed on the screen unless told, open on paper. */
export const folded = (heading: string, body: string, open = false): string =>
  body === ''
    ? ''
    : `<details${open ? ' open' : ''}><summary>${heading}</summary><div>${body}</div></details>`;

/** A headed part of the page; nothing without a body. */
export const section = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${html(title)}</h2>${body}</section>`;

const diffLine = (line: string): string => {
  if (/^(\+\+\+|---|@@)/.test(line)) return `<i>${html(line)}</i>`;
  if (line.startsWith('+')) return `<ins>${html(line)}</ins>`;
  return line.startsWith('-') ? `<del>${html(line)}</del>` : html(line);
};

/** Lines to paste, with a button that copies them; those of a patch are told apart. */
export const copyable = (lines: readonly string[], patch = false): string => {
  const text = patch ? lines.map(diffLine).join('\n') : html(lines.join('\n'));
  return `<div class="copy"><pre><code>${text}</code></pre><button type="button">Copy</button></div>`;
};

/** The only script: it copies what stands beside the button, and where that is not allowed it selects it. */
export const SCRIPT = `
document.addEventListener('click',function(event){var button=event.target;if(!button.matches||!button.matches('.copy button'))return;
var block=button.previousElementSibling;
var done=function(word){button.textContent=word;setTimeout(function(){button.textContent='Copy'},1500)};
var select=function(){var range=document.createRange();range.selectNodeContents(block);var selection=getSelection();selection.removeAllRanges();selection.addRange(range);done(document.execCommand('copy')?'Copied':'Selected')};
if(navigator.clipboard&&window.isSecureContext)navigator.clipboard.writeText(block.textContent).then(function(){done('Copied')},select);
else select()});
`;
