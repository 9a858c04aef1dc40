/* The lines of a PDF's pages: which are margins, which begin a paragraph. */
#ifndef FORMAT_PDF_LINES_H
#define FORMAT_PDF_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* A line of a page; measures in points, from the page's upper left corner. */
struct pdf_line {
	const char *text;
	unsigned page;
	double left;
	double right;
	double top;
	double bottom;
	double word;    /* how wide its first word is */
	bool is_margin; /* a running head or foot, a page number */
	bool is_new;    /* begins a paragraph */
};

/* Finds out which lines are margins, and where paragraphs begin. */
void pdf_lines_judge(struct pdf_line *, size_t count);

#endif
