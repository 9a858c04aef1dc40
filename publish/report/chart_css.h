/* How charts and graphs look. */
#ifndef PUBLISH_REPORT_CHART_CSS_H
#define PUBLISH_REPORT_CHART_CSS_H

/*
 * A style sheet's text. It defines, for :root in light and in dark (on paper:
 *as in light):
 *
 *	--ink, --muted       texts, and lesser ones
 *	--paper, --grid      what is behind, and thin lines on it
 *	--s1 to --s8         series
 *	--q1 to --q5         steps of a map, from little to much
 *	--qt1 to --qt5       text upon these
 *
 * Series keep apart for readers who do not see red or green: their colours
 * differ in lightness (after Okabe and Ito), and dots in shape, lines in their
 * dashes. Each has a contrast of 3 to 1 at least to --paper.
 */
extern const char chart_css[];

#endif
