#include "format/pdf_lines.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

/* How many lines at each end of a page may be its head or foot. */
#define MARGIN_LINES 3

/* In points: how far the same head may shift from page to page. */
#define SHIFT_MAX 3.0

/* Lines further apart than this many usual ones are of two paragraphs. */
#define APART 1.3

/* Margins */

static bool
pdf_is_word(const char **s, const char *word)
{
	size_t length = strlen(word);

	if (strncasecmp(*s, word, length) != 0)
		return false;
	*s += length;
	*s += strspn(*s, " ");
	return true;
}

static size_t
pdf_skip_number(const char **s)
{
	size_t length = strspn(*s, "0123456789");

	*s += length;
	*s += strspn(*s, " ");
	return length;
}

/* "2", "- 2 -", "Page 2 of 3", "2/3" */
static bool
pdf_is_page_number(const char *s)
{
	size_t length;

	s += strspn(s, " -");
	(void)pdf_is_word(&s, "page");
	length = pdf_skip_number(&s);
	if (length == 0 || length > 3)
		return false;
	if (pdf_is_word(&s, "of") || pdf_is_word(&s, "/"))
		(void)pdf_skip_number(&s);
	return s[strspn(s, " -")] == '\0';
}

/* The same but for numbers. */
static bool
pdf_reads_alike(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			a += strspn(a, "0123456789");
			b += strspn(b, "0123456789");
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return *a == *b;
}

static bool
pdf_is_same_margin(const struct pdf_line *a, const struct pdf_line *b)
{
	return fabs(a->top - b->top) < SHIFT_MAX &&
	    pdf_reads_alike(a->text, b->text);
}

/* Where the lines of the page end that begin here. */
static size_t
pdf_page_end(const struct pdf_line *lines, size_t count, size_t start)
{
	size_t end = start;

	while (end < count && lines[end].page == lines[start].page)
		end++;
	return end;
}

static bool
pdf_is_at_end(size_t i, size_t start, size_t end)
{
	return i < start + MARGIN_LINES || i + MARGIN_LINES >= end;
}

/* Compares the ends of two pages. */
static void
pdf_compare_pages(
    struct pdf_line *lines, size_t start, size_t middle, size_t end)
{
	for (size_t i = start; i < middle; i++) {
		if (!pdf_is_at_end(i, start, middle))
			continue;
		for (size_t j = middle; j < end; j++) {
			if (pdf_is_at_end(j, middle, end) &&
			    pdf_is_same_margin(&lines[i], &lines[j]))
				lines[i].is_margin = lines[j].is_margin = true;
		}
	}
}

/* A page number stands alone, outermost. */
static void
pdf_find_page_number(struct pdf_line *lines, size_t start, size_t end)
{
	if (pdf_is_page_number(lines[start].text))
		lines[start].is_margin = true;
	if (pdf_is_page_number(lines[end - 1].text))
		lines[end - 1].is_margin = true;
}

static void
pdf_find_margins(struct pdf_line *lines, size_t count)
{
	size_t end;

	for (size_t start = 0; start < count; start = end) {
		end = pdf_page_end(lines, count, start);
		pdf_find_page_number(lines, start, end);
		if (end < count)
			pdf_compare_pages(
			    lines, start, end, pdf_page_end(lines, count, end));
	}
}

/* Paragraphs */

static int
pdf_compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The number that so many of a hundred do not exceed; sorts them. */
static double
pdf_percentile(double *numbers, size_t count, size_t percent)
{
	if (count == 0)
		return 0;
	qsort(numbers, count, sizeof(*numbers), pdf_compare_numbers);
	return numbers[(count - 1) * percent / 100];
}

/*
 * How far lines of one paragraph are apart: a quarter of all lines are no
 * further, even if most paragraphs are of a line or two.
 */
static double
pdf_usual_advance(const struct pdf_line *lines, size_t count, double *room)
{
	size_t n = 0;

	for (size_t i = 1; i < count; i++) {
		double advance = lines[i].top - lines[i - 1].top;

		if (lines[i].page == lines[i - 1].page && advance > 0)
			room[n++] = advance;
	}
	return pdf_percentile(room, n, 25);
}

/* Where full lines end. Few lines, as of a table, may go further. */
static double
pdf_right_edge(const struct pdf_line *lines, size_t count, double *room)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_margin)
			room[n++] = lines[i].right;
	}
	return pdf_percentile(room, n, 85);
}

static bool
pdf_ends_sentence(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && strchr(".:!?\"", text[length - 1]) != NULL;
}

/* Someone ended the line before: the next word would have had room on it. */
static bool
pdf_is_broken_off(
    const struct pdf_line *before, const struct pdf_line *line, double edge)
{
	double blank = (line->bottom - line->top) / 2;
	size_t length = strlen(before->text);

	if (length > 1 && before->text[length - 1] == '-')
		return false; /* within a word */
	return before->right + blank + line->word < edge;
}

static bool
pdf_begins_paragraph(const struct pdf_line *before, const struct pdf_line *line,
    double usual, double edge)
{
	double advance = line->top - before->top;
	double height = line->bottom - line->top;

	if (pdf_is_broken_off(before, line, edge))
		return true;
	if (before->page != line->page)
		return pdf_ends_sentence(before->text);
	return advance <= 0 || advance > usual * APART ||
	    line->left > before->left + height;
}

void
pdf_lines_judge(struct pdf_line *lines, size_t count)
{
	const struct pdf_line *before = NULL;
	double *room = xzalloc((count + 1) * sizeof(*room));
	double usual;
	double edge;

	pdf_find_margins(lines, count);
	usual = pdf_usual_advance(lines, count, room);
	edge = pdf_right_edge(lines, count, room);
	free(room);
	for (size_t i = 0; i < count; i++) {
		if (lines[i].is_margin)
			continue;
		lines[i].is_new = before == NULL ||
		    pdf_begins_paragraph(before, &lines[i], usual, edge);
		before = &lines[i];
	}
}
