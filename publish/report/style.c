#include "publish/report/style.h"

#include <stddef.h>

#include "base/folder.h"
#include "base/text.h"
#include "publish/report/chart_css.h"

static const char *const rules[] = {
	":root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24;"
	" --quiet: #57606a; --line: #d4d9de; --soft: #f5f6f8; --link: #0b57a4;"
	" --wide: 68rem; }",
	"@media (prefers-color-scheme: dark) { :root { --paper: #14171a;"
	" --ink: #e6e8ea; --quiet: #a3abb3; --line: #363c42; --soft: #1d2125;"
	" --link: #82b8f0; } }",
	"* { box-sizing: border-box; }",
	"html { -webkit-text-size-adjust: 100%; }",
	"body { margin: 0; background: var(--paper); color: var(--ink);"
	" font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }",
	"a { color: var(--link); text-decoration-thickness: 1px;"
	" text-underline-offset: 0.15em; }",
	":focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }",
	".skip { position: absolute; left: -99rem; }",
	".skip:focus { left: 1rem; top: 0.5rem; padding: 0.5rem;"
	" background: var(--paper); z-index: 2; }",
	"header, main, footer { max-width: var(--wide); margin: 0 auto;"
	" padding: 0 1rem; }",
	"header { padding-top: 1rem; border-bottom: 1px solid var(--line); }",
	"nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0;"
	" padding: 0; list-style: none; }",
	"nav a { display: inline-block; padding: 0.5rem 0; color: var(--ink);"
	" text-decoration: none; }",
	"nav a:hover { text-decoration: underline; }",
	"nav a[aria-current] { font-weight: 600;"
	" box-shadow: inset 0 -3px var(--link); }",
	".search { position: relative; float: right; margin-left: 1rem;"
	" color: var(--quiet); font-size: 0.875rem; }",
	".search input { font: inherit; width: 17rem; max-width: 100%;"
	" padding: 0.35rem 0.6rem; color: var(--ink); background: var(--soft);"
	" border: 1px solid var(--quiet); border-radius: 4px; }",
	".search ul { position: absolute; right: 0; z-index: 1; width: 22rem;"
	" max-width: 90vw; max-height: 70vh; margin: 0.25rem 0; padding: 0;"
	" overflow: auto; list-style: none; background: var(--paper);"
	" box-shadow: 0 4px 16px #0004; }",
	".search li a { display: block; padding: 0.4rem 0.75rem; }",
	"h1, h2 { line-height: 1.2; text-wrap: balance; }",
	"h1 { font-size: 1.9rem; margin: 1.5rem 0 0.5rem; }",
	"h2 { font-size: 1.25rem; margin: 0 0 0.75rem; }",
	".lead { max-width: 44rem; margin: 0 0 1.5rem; font-size: 1.1rem;"
	" color: var(--quiet); }",
	"section { margin: 0 0 2.5rem; padding-top: 1.25rem;"
	" border-top: 1px solid var(--line); }",
	"section > p { max-width: 44rem; white-space: pre-line; }",
	"section > .caption, .empty { margin: 0.5rem 0 0; color: var(--quiet);"
	" font-size: 0.85rem; max-width: 52rem; }",
	".empty { font-style: italic; }",
	"figure { margin: 0; }",
	"figure svg { display: block; max-width: 100%; height: auto; }",
	".box { overflow-x: auto; max-height: 40rem; overflow-y: auto;"
	" border: 1px solid var(--line); border-radius: 4px; }",
	"table { border-collapse: collapse; min-width: 100%;"
	" font-size: 0.875rem; }",
	"th, td { padding: 0.35rem 0.75rem; text-align: left;"
	" vertical-align: top; border-bottom: 1px solid var(--line); }",
	"tbody tr:last-child > * { border-bottom: 0; }",
	"thead th { position: sticky; top: 0; background: var(--soft);"
	" font-weight: 600; vertical-align: bottom; }",
	"td { min-width: 4rem; max-width: 30rem; }",
	"td:nth-child(2) { min-width: 9rem; }",
	".n, .d { min-width: 0; }",
	".d { white-space: nowrap; }",
	"td:nth-child(3):not(.n, .d) { min-width: 11rem; }",
	"td:not(.n, .d):nth-child(n + 4) { min-width: 8rem; }",
	"td:last-child:not(.n, .d) { min-width: 14rem; }",
	"tbody th { font-weight: 400; }",
	".n { text-align: right; font-variant-numeric: tabular-nums;"
	" white-space: nowrap; }",
	"thead .n { white-space: normal; }",
	"dl { display: grid; margin: 0; gap: 0.5rem;"
	" grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }",
	"dl > div { min-width: 0; padding: 0.6rem 0.8rem;"
	" overflow-wrap: anywhere; background: var(--soft);"
	" border-radius: 4px; }",
	"dt { font-size: 0.8rem; color: var(--quiet); }",
	"dd { margin: 0; font-size: 1.05rem; font-variant-numeric: tabular-nums; }",
	"dd small { display: block; font-size: 0.8rem; color: var(--quiet); }",
	"details { margin-top: 0.5rem; font-size: 0.9rem; }",
	"summary { cursor: pointer; padding: 0.25rem 0; color: var(--link); }",
	"footer { padding: 1rem 1rem 2rem; border-top: 1px solid var(--line);"
	" color: var(--quiet); font-size: 0.85rem; }",
	"@media (max-width: 40rem) { h1 { font-size: 1.5rem; }"
	" .search { float: none; margin: 0 0 0.5rem; }"
	" .search input { width: 100%; } .search ul { left: 0; right: 0;"
	" width: auto; } nav ul { gap: 0 1rem; }"
	" dl { grid-template-columns: 1fr 1fr; }"
	" th, td { padding: 0.3rem 0.5rem; } }",
	"@media print { :root { --paper: #fff; --ink: #000; --quiet: #444;"
	" --line: #bbb; --soft: #fff; --link: #000; }"
	" nav, .search, .skip { display: none; } body { font-size: 10pt; }"
	" section { break-inside: avoid-page; }"
	" .box, .scroll { overflow: visible; max-height: none; } }",
};

bool
style_put(const char *folder)
{
	struct text css = { 0 };
	bool ok;

	text_addf(&css, "%s\n", chart_css);
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		text_addf(&css, "%s\n", rules[i]);
	ok = folder_put(folder, "style.css", css.bytes, css.length);
	text_free(&css);
	return ok;
}
