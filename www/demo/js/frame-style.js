// The style sheet of the article's frame. It is inline there, so that it also works offline; www/build-demo.mjs puts
// its hash into the page's policy.

export const FRAME_STYLE = `
:root { color-scheme: light; --ink: #1b1d21; --soft: #5c626b; --line: #dfe2e6; --link: #1d4f91; --sheet: #ffffff; --tint: #f3f4f6; }
:root[data-theme="dark"] { color-scheme: dark; --ink: #e6e8eb; --soft: #9aa1ab; --line: #363b43; --link: #9cc3ff; --sheet: #1c1f23; --tint: #262a30; }
html { background: var(--sheet); color: var(--ink); scrollbar-width: thin; }
body { margin: 0 auto; padding: 28px 28px 72px; max-width: 64ch; font: 17px/1.62 Charter, "Bitstream Charter", "Charis SIL", "Sitka Text", Cambria, Georgia, serif; overflow-wrap: break-word; text-rendering: optimizeLegibility; }
header { margin-bottom: 1.7em; padding-bottom: 1.1em; border-bottom: 1px solid var(--line); }
header p { margin: 0; font: 13px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--soft); }
header h1 { margin: .25em 0 .4em; font-size: 1.72em; line-height: 1.18; letter-spacing: -.012em; text-wrap: balance; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 .5em; text-wrap: balance; }
h2 { font-size: 1.3em; } h3 { font-size: 1.13em; } h4, h5, h6 { font-size: 1em; }
p { margin: 0 0 1em; text-wrap: pretty; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; border-radius: 2px; }
blockquote { margin: 1.2em 0; padding-inline-start: 1.1em; border-inline-start: 3px solid var(--line); color: var(--soft); }
ul, ol { padding-inline-start: 1.4em; } li { margin: .3em 0; }
pre, code, kbd, samp { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, monospace; font-size: .84em; }
pre { padding: 14px 16px; background: var(--tint); border-radius: 8px; overflow-x: auto; line-height: 1.5; }
code { background: var(--tint); padding: .1em .3em; border-radius: 4px; } pre code { background: none; padding: 0; font-size: 1em; }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1.2em 0; font-size: .9em; }
th, td { padding: .45em .8em; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
.echo { background: var(--tint); box-shadow: 0 0 0 6px var(--tint); border-radius: 2px; }
figure { margin: 1.3em 0; } figcaption { font-size: .86em; color: var(--soft); }
img.picture { display: block; max-width: 100%; height: auto; margin: 0 auto; }
span.picture { display: block; padding: 14px 16px; border: 1px dashed var(--line); border-radius: 8px; color: var(--soft); font: 13px/1.5 system-ui, sans-serif; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
@media (max-width: 480px) { body { padding: 20px 18px 56px; font-size: 16.5px; } }
`;
