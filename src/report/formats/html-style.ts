/** Colours of the page: by day, at night, on paper. */
const COLOURS = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6575;--line:#dde2e9;--paper:#fff;--back:#f6f7f9;--good:#16794a;--good-back:#e9f6ef;--bad:#b8283a;--bad-back:#fdeef0;--warn:#8a5b00;--warn-back:#fdf4e0}
@media (prefers-color-scheme:dark){:root{--ink:#e4e9f0;--soft:#9fabbc;--line:#323b48;--paper:#171c23;--back:#0f1318;--good:#4fc78d;--good-back:#12281e;--bad:#ff8490;--bad-back:#331a1f;--warn:#e5bd4d;--warn-back:#2d2513}}
`;

const TEXT = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--back)}
header,main,footer{max-width:58rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}header .mark{font-size:.95rem;padding:.15rem .8rem}
h1{font-size:1.6rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:.6rem 0 .35rem;overflow-wrap:anywhere}
h2{font-size:.82rem;font-weight:650;text-transform:uppercase;letter-spacing:.06em;color:var(--soft);margin:0 0 .75rem}
h3{font-size:1rem;font-weight:650;margin:0;overflow-wrap:anywhere}
p{margin:.4rem 0;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
p code,li code{font-size:.9em;overflow-wrap:anywhere}
section{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem 1.4rem;margin:1.1rem 0}
ul{margin:0;padding-left:1.2rem}li{overflow-wrap:anywhere}
.soft{color:var(--soft);font-size:.92rem}
.lead{font-size:1.05rem}
footer{color:var(--soft);font-size:.85rem;padding-bottom:2.5rem;overflow-wrap:anywhere}
.mark{display:inline-block;padding:.1rem .65rem;border-radius:1rem;font-size:.82rem;font-weight:650;letter-spacing:.02em}
.healthy,.proven{color:var(--good);background:var(--good-back)}
.unhealthy,.error{color:var(--bad);background:var(--bad-back)}
.inconclusive,.warning{color:var(--warn);background:var(--warn-back)}
.info,.untried{color:var(--soft);background:var(--back)}
`;

/** The way is a row of stations, on a narrow screen a column of them. */
const WAY = `
.way{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);list-style:none;margin:1.2rem 0 .4rem;padding:0}
.way li{position:relative;text-align:center;padding:0 .3rem;color:var(--soft)}
.way li+li::before{content:"";position:absolute;top:1.1rem;right:50%;width:100%;border-top:2px solid var(--good);z-index:0}
.way li.blocked::before,.way li.unknown::before{border-top:2px dashed var(--line)}
.way li.failed::before{border-color:var(--bad)}
.way svg{position:relative;z-index:1;display:block;width:2.25rem;height:2.25rem;margin:0 auto .45rem;border-radius:50%;border:2px solid var(--line);background:var(--paper);color:var(--soft);padding:.42rem}
.way .ok svg{border-color:var(--good);color:var(--good)}
.way .failed svg{border-color:var(--bad);background:var(--bad);color:var(--paper);box-shadow:0 0 0 .3rem var(--bad-back)}
.way b{display:block;font-weight:600;line-height:1.3;overflow-wrap:anywhere}.way span{font-size:.85rem}
.way .ok b{color:var(--ink)}.way .failed b,.way .failed span{color:var(--bad)}.way .failed b{font-weight:700}
`;

/** Who sends to whom, as a drawing. */
const MAP = `
.scroll{overflow-x:auto}.map{display:block;width:100%;height:auto}
.map text{font-size:12.5px;text-anchor:middle;fill:var(--ink)}
.map rect{fill:var(--paper);stroke:var(--line);stroke-width:1.5}
.map .collector rect{fill:var(--back);stroke:var(--soft)}
.map .outside rect{stroke-dasharray:5 4;stroke:var(--soft)}
.map .bad rect{stroke:var(--bad);fill:var(--bad-back);stroke-width:2}
.map .edge path{fill:none;stroke:var(--soft);stroke-width:1.6}.map .edge text{fill:var(--soft);font-size:11px;paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.map .edge.bad path{stroke:var(--bad);stroke-dasharray:6 4}.map .edge.bad .cross,.map .edge.bad .tip{stroke-dasharray:none;stroke-width:2.4}.map .edge.bad text{fill:var(--bad)}
`;

const BLOCKS = `
table{border-collapse:collapse;width:100%;margin:.8rem 0 0}
th,td{border-top:1px solid var(--line);padding:.45rem .9rem .45rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere;font-size:.95rem}
th{font-weight:400;color:var(--soft);width:36%}
.fix+.fix{margin-top:1.3rem;padding-top:1.1rem;border-top:1px solid var(--line)}
.fix h3 .mark{margin-left:.35rem;font-size:.78rem;vertical-align:.08em}
pre{margin:.55rem 0 0;padding:.8rem 1rem;background:var(--back);border:1px solid var(--line);border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem;line-height:1.5}
pre i{color:var(--soft);font-style:normal}pre ins,pre del{text-decoration:none}pre ins{color:var(--good)}pre del{color:var(--bad)}
.copy{position:relative}.copy pre{padding-right:5.2rem}
.copy button{position:absolute;top:.5rem;right:.5rem;font:inherit;font-size:.82rem;padding:.2rem .7rem;border:1px solid var(--line);border-radius:.4rem;background:var(--paper);color:var(--ink);cursor:pointer}
.copy button:hover{border-color:var(--soft)}
details{border-top:1px solid var(--line)}details:first-of-type:first-child,h2+details{border-top:0}
summary{cursor:pointer;padding:.6rem 0;overflow-wrap:anywhere}
summary .mark{margin-right:.45rem;font-size:.78rem}
details>div{padding:0 0 .9rem}section>details:last-child:not([open]) summary,.after>details:last-child:not([open]) summary{padding-bottom:0}
.after{margin-top:1rem}
`;

const NARROW = `
@media (max-width:44rem){header,main,footer{padding-left:.9rem;padding-right:.9rem}header{padding-top:1.2rem}h1{font-size:1.3rem}section{padding:1rem}
.way{display:block}.way li{display:grid;grid-template-columns:2.25rem 1fr auto;gap:0 .8rem;align-items:center;text-align:left;padding:0 0 .9rem}
.way li+li::before{top:-.9rem;left:1.125rem;right:auto;width:0;height:1rem;border-top:0;border-left:2px solid var(--good)}
.way li.blocked::before,.way li.unknown::before{border-top:0;border-left:2px dashed var(--line)}.way li.failed::before{border-color:var(--bad)}
.fix h3 .mark{margin:.3rem 0 0}
.way svg{margin:0}.way span{text-align:right}
tr,th,td{display:block;width:auto}tr{border-top:1px solid var(--line);padding:.45rem 0}th,td{border:0;padding:0}th{font-size:.85rem}
.copy pre{padding-right:1rem;padding-bottom:2.9rem}.copy button{top:auto;bottom:.5rem;padding:.3rem .9rem}}
`;

const PAPER = `
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--back:#fff;--good:#0a5c33;--good-back:#fff;--bad:#a01020;--bad-back:#fff;--warn:#6b4800;--warn-back:#fff}
body{font-size:10.5pt}header,main,footer{max-width:none;padding:0}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:.8rem 0;margin:.6rem 0}
.mark{border:1px solid}.way svg{print-color-adjust:exact}.copy button{display:none}.copy pre{padding-right:1rem}
details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}
pre,tr,.way,h2,summary{break-inside:avoid}h2,h3,summary{break-after:avoid}}
`;

/** Everything is in the file: it is read without a network, on a phone, and on paper. */
export const STYLE = [COLOURS, TEXT, WAY, MAP, BLOCKS, NARROW, PAPER].join('');
