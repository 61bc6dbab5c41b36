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

/** Something that the reader can open; closed on the screen, open on paper. */
export const folded = (title: string, body: string): string =>
  body === '' ? '' : `<details><summary>${html(title)}</summary>${body}</details>`;

/** Lines to paste, with a button that copies them. */
export const copyable = (lines: readonly string[]): string =>
  `<div class="copy"><pre><code>${html(lines.join('\n'))}</code></pre><button type="button">Copy</button></div>`;

/** Everything is in the file: it is read without a network, on a phone, and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1d2430;--soft:#5b6676;--line:#d5dbe3;--paper:#fff;--panel:#f5f7fa;--good:#1a7f4b;--bad:#c02b3a;--warn:#9a6700}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a2adbd;--line:#38414e;--paper:#12161c;--panel:#1b212a;--good:#4cc38a;--bad:#ff7b86;--warn:#e2b93b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1.25rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.35rem;line-height:1.3;margin:.25rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:1.75rem 0 .5rem}
p{margin:.5rem 0;overflow-wrap:anywhere}
.verdict{display:inline-block;padding:.1rem .6rem;border-radius:1rem;font-weight:700;border:2px solid}
.healthy,.ok{color:var(--good)}.unhealthy,.failed,.error{color:var(--bad)}.inconclusive,.warning{color:var(--warn)}
.code,small,.info{color:var(--soft)}
.way{display:flex;flex-wrap:wrap;list-style:none;margin:.75rem 0;padding:0;gap:.5rem 0}
.way li{display:flex;align-items:center}
.way li+li::before{content:"";width:1.25rem;border-top:2px solid var(--line);flex:none}
.way div{border:2px solid var(--line);border-radius:.5rem;padding:.35rem .6rem;background:var(--panel);min-width:6.5rem}
.way .ok div{border-color:var(--good)}.way .failed div{border:3px solid var(--bad)}
.way .blocked div,.way .skipped div,.way .unknown div{border-style:dashed;color:var(--soft)}
.way b{display:block}.way svg{width:1em;height:1em;vertical-align:-.12em;margin-right:.3em}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{border-top:1px solid var(--line);padding:.35rem .5rem .35rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:500;color:var(--soft);width:34%}
pre{margin:.35rem 0;padding:.7rem;background:var(--panel);border:1px solid var(--line);border-radius:.4rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem}
.copy{position:relative}.copy button{position:absolute;top:.4rem;right:.4rem;font:inherit;font-size:.8rem;padding:.15rem .5rem;border:1px solid var(--line);border-radius:.3rem;background:var(--paper);color:var(--ink);cursor:pointer}
.copy pre{padding-right:4.5rem}
details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer;overflow-wrap:anywhere}
footer{margin-top:2rem;color:var(--soft);font-size:.85rem}
@media (max-width:36rem){body{padding:.9rem}.way{flex-direction:column;align-items:stretch;gap:0}.way li{flex-direction:column;align-items:stretch}.way li+li::before{width:0;height:.8rem;border-top:0;border-left:2px solid var(--line);margin-left:1rem}th{width:38%}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--panel:#fff;--good:#0a5c33;--bad:#a01020;--warn:#6b4800}body{max-width:none;padding:0;font-size:11pt}.copy button{display:none}details::details-content{content-visibility:visible;block-size:auto}pre,table,.way li{break-inside:avoid}}
`;

/** The only script: it copies what stands beside the button. */
export const SCRIPT = `
document.addEventListener('click',function(event){var button=event.target;if(!button.matches||!button.matches('.copy button'))return;
var text=button.previousElementSibling.textContent;
var done=function(){button.textContent='Copied';setTimeout(function(){button.textContent='Copy'},1500)};
if(navigator.clipboard&&window.isSecureContext){navigator.clipboard.writeText(text).then(done)}
else{var range=document.createRange();range.selectNodeContents(button.previousElementSibling);var selection=getSelection();selection.removeAllRanges();selection.addRange(range);if(document.execCommand('copy'))done()}});
`;
