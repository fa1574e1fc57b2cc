/** How a paper looks, on a screen and printed. It is frozen with the paper: nothing is fetched when one is read. */
export const STYLE = `
:root { color-scheme: light; --ink: #212b32; --quiet: #4c6272; --line: #d8dde0; --blue: #005eb8; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; font: 1rem/1.5 Frutiger, Arial, "Liberation Sans", sans-serif; }
.wide { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
nav { background: var(--blue); color: #fff; }
nav .inside { max-width: 56rem; margin: 0 auto; padding: .75rem 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
nav a { color: #fff; }
a { color: var(--blue); }
a:focus-visible { outline: 4px solid #ffeb3b; background: #ffeb3b; color: var(--ink); outline-offset: 0; }
.of { margin: 0; color: var(--quiet); }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .1rem 0 .5rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 1.75rem 0 .5rem; border-top: 3px solid var(--blue); padding-top: .4rem; }
h3 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
p, ul, ol { margin: 0 0 .75rem; }
ol, ul { padding-left: 1.5rem; }
li { margin-bottom: .4rem; }
.lead { font-size: 1.15rem; }
.invented { border-left: 6px solid #ffb81c; padding: .4rem .8rem; background: #fff9e8; }
.quiet { color: var(--quiet); }
.ask { display: block; font-weight: 700; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .75rem; }
caption { text-align: left; font-weight: 700; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 400; }
.late th, .late td:nth-child(2) { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.since th + td { width: 5rem; }
code { font: .85em/1.4 "Liberation Mono", Consolas, monospace; overflow-wrap: anywhere; }
.seal { border: 1px solid var(--line); padding: .6rem .8rem; font-size: .875rem; }
.seal p { margin: 0 0 .3rem; }
@media (max-width: 40rem) { h1 { font-size: 1.5rem; } .figure { white-space: normal; } }
@page { size: A4; margin: 15mm 15mm 16mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; color: #4c6272; } }
@media print {
	nav { display: none; }
	body { font-size: 9.5pt; line-height: 1.35; }
	.wide { max-width: none; padding: 0; }
	h1 { font-size: 17pt; }
	h2 { font-size: 12.5pt; margin-top: 3.5mm; break-after: avoid; }
	h3 { font-size: 10.5pt; break-after: avoid; }
	.lead { font-size: 10.5pt; }
	p, ul, ol, table { margin-bottom: 1.8mm; }
	li { margin-bottom: .8mm; break-inside: avoid; }
	th, td { padding: .6mm 2mm .6mm 0; }
	tr, .seal, .short { break-inside: avoid; }
	caption { break-after: avoid; }
	.seal { font-size: 8.5pt; padding: 2mm 3mm; }
	.frame { overflow: visible; }
	a { color: inherit; text-decoration: none; }
	.annexes { break-before: page; }
}
`;
