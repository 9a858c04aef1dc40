#include <poppler.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"
#include "format/blocks.h"
#include "format/pdf_bytes.h"
#include "format/pdf_lines.h"

/* Far more than an announcement has: a file that is to fill the memory. */
#define BYTES_MAX ((size_t)64 * 1024 * 1024)
#define PAGES_MAX 1000
#define LINES_MAX 200000

struct pdf_reader {
	const struct document *document;
	GInputStream *bytes;
	PopplerDocument *pdf;
	struct arena *arena; /* the lines' texts */
	struct pdf_line *lines;
	size_t count;
	size_t room;
	bool *has_text; /* of each page */
};

/* At a limit of its bytes, what poppler makes of them tells nothing. */
static bool
pdf_refuse(const struct pdf_reader *r, int page, const char *why)
{
	const char *limit =
	    r->bytes == NULL ? NULL : pdf_bytes_refusal(r->bytes);

	if (limit != NULL)
		why = limit;
	body_refuse(r->document->content, why);
	if (page == 0)
		log_error("%s: %s", r->document->url, why);
	else
		log_error("%s: page %d: %s", r->document->url, page, why);
	return false;
}

/* Opening */

static GBytes *
pdf_read_bytes(const struct pdf_reader *r)
{
	struct text bytes = { 0 };
	char buffer[16 * 1024];
	GBytes *copy = NULL;
	ssize_t n;

	while (
	    (n = body_read(r->document->content, buffer, sizeof(buffer))) > 0) {
		text_add(&bytes, buffer, (size_t)n);
		if (bytes.length > BYTES_MAX)
			break;
	}
	if (n < 0)
		pdf_refuse(r, 0, body_error(r->document->content));
	else if (n > 0)
		pdf_refuse(r, 0, "is too large for a PDF");
	else if (bytes.length == 0)
		pdf_refuse(r, 0, "is empty");
	else
		copy = g_bytes_new(bytes.bytes, bytes.length);
	text_free(&bytes);
	return copy;
}

static bool
pdf_open(struct pdf_reader *r)
{
	GBytes *bytes = pdf_read_bytes(r);
	GError *error = NULL;

	if (bytes == NULL)
		return false;
	r->bytes = pdf_bytes_new(bytes);
	r->pdf = poppler_document_new_from_stream(
	    r->bytes, (goffset)g_bytes_get_size(bytes), NULL, NULL, &error);
	g_bytes_unref(bytes);
	if (pdf_bytes_refusal(r->bytes) != NULL)
		pdf_refuse(r, 0, NULL);
	else if (r->pdf != NULL)
		return true;
	else if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		pdf_refuse(r, 0, "is encrypted");
	else
		log_error("%s: cannot be read as PDF: %s", r->document->url,
		    error->message);
	g_clear_error(&error);
	return false;
}

/* Lines */

static bool
pdf_add_line(struct pdf_reader *r, const struct pdf_line *line)
{
	if (r->count == LINES_MAX)
		return pdf_refuse(r, (int)line->page, "has too much text");
	r->lines = list_room(r->lines, r->count, &r->room, sizeof(*r->lines));
	r->lines[r->count++] = *line;
	return true;
}

/* What stands for several letters as one, as fonts have it. */
static void
pdf_add_letter(struct text *t, gunichar c)
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl",
		"st", "st" };
	char bytes[6];

	if (c == 0xAD || c < ' ') /* where a word may be parted */
		return;
	if (c >= 0xFB00 && c < 0xFB00 + G_N_ELEMENTS(ligatures))
		text_add_string(t, ligatures[c - 0xFB00]);
	else
		text_add(t, bytes, (size_t)g_unichar_to_utf8(c, bytes));
}

static void
pdf_widen_line(struct pdf_line *line, const PopplerRectangle *box, bool first)
{
	if (first || box->x1 < line->left)
		line->left = box->x1;
	if (first || box->x2 > line->right)
		line->right = box->x2;
	if (first || box->y1 < line->top)
		line->top = box->y1;
	if (first || box->y2 > line->bottom)
		line->bottom = box->y2;
}

/* Takes a line of so many characters, a box for each. */
static bool
pdf_take_line(struct pdf_reader *r, unsigned page, const char *text,
    const PopplerRectangle *boxes, size_t count)
{
	struct pdf_line line = { .page = page };
	struct text copy = { 0 };
	bool in_first_word = true;
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		gunichar c = g_utf8_get_char(text);

		text = g_utf8_find_next_char(text, NULL);
		if (g_unichar_isspace(c)) {
			in_first_word = in_first_word && !any;
			pdf_add_letter(&copy, ' ');
			continue;
		}
		pdf_widen_line(&line, &boxes[i], !any);
		any = true;
		if (in_first_word)
			line.word = line.right - line.left;
		pdf_add_letter(&copy, c);
	}
	line.text = g_strstrip(arena_string(r->arena, text_string(&copy)));
	text_free(&copy);
	return line.text[0] == '\0' || pdf_add_line(r, &line);
}

/* Characters up to the end of the line. */
static size_t
pdf_line_length(const char *text, size_t count)
{
	size_t i = 0;

	while (i < count && *text != '\n') {
		text = g_utf8_find_next_char(text, NULL);
		i++;
	}
	return i;
}

static bool
pdf_take_text(struct pdf_reader *r, unsigned page, const char *text,
    const PopplerRectangle *boxes, size_t count)
{
	while (count > 0) {
		size_t length = pdf_line_length(text, count);

		if (!pdf_take_line(r, page, text, boxes, length))
			return false;
		length += length < count; /* and the line's end */
		text = g_utf8_offset_to_pointer(text, (glong)length);
		boxes += length;
		count -= length;
	}
	return true;
}

static bool
pdf_take_page(struct pdf_reader *r, int number)
{
	PopplerPage *page = poppler_document_get_page(r->pdf, number - 1);
	PopplerRectangle *boxes = NULL;
	size_t before = r->count;
	guint count = 0;
	char *text = NULL;
	bool ok = false;

	if (page == NULL)
		return pdf_refuse(r, number, "cannot be read");
	text = poppler_page_get_text(page);
	if (!poppler_page_get_text_layout(page, &boxes, &count))
		count = 0;
	if ((glong)count > g_utf8_strlen(text, -1))
		pdf_refuse(r, number, "its text and its layout differ");
	else
		ok = pdf_take_text(r, (unsigned)number, text, boxes, count);
	r->has_text[number - 1] = r->count > before;
	g_free(text);
	g_free(boxes);
	g_object_unref(page);
	return ok;
}

static bool
pdf_read_page(struct pdf_reader *r, int number)
{
	bool ok;

	pdf_bytes_begin_page(r->bytes);
	ok = pdf_take_page(r, number);
	if (ok && pdf_bytes_refusal(r->bytes) != NULL)
		return pdf_refuse(r, number, NULL);
	return ok;
}

static bool
pdf_read_pages(struct pdf_reader *r, int count)
{
	if (count <= 0)
		return pdf_refuse(r, 0, "has no pages");
	if (count > PAGES_MAX)
		return pdf_refuse(r, 0, "has too many pages");
	r->has_text = xzalloc(((size_t)count + 1) * sizeof(*r->has_text));
	for (int number = 1; number <= count; number++) {
		if (!pdf_read_page(r, number))
			return false;
	}
	pdf_lines_judge(r->lines, r->count);
	return true;
}

/* Rows */

static void
pdf_give_margin(struct block_builder *b, const struct pdf_line *line)
{
	const struct field fields[] = {
		{ "element", "margin", NULL },
		{ "text", line->text, NULL },
	};
	const struct row row = { line->page, fields, 2, NULL };

	if (!b->stopped)
		b->stopped = !b->take(b->context, &row);
}

/* A word or number that goes on behind its hyphen: "C-" and "130". */
static bool
pdf_ends_within_word(const struct text *t)
{
	return t->length > 1 && strchr("-/", t->bytes[t->length - 1]) != NULL &&
	    t->bytes[t->length - 2] != ' ';
}

static void
pdf_give_line(struct block_builder *b, const struct pdf_line *line)
{
	if (line->is_margin) {
		pdf_give_margin(b, line);
		return;
	}
	if (line->is_new || b->text.length > BLOCK_TEXT_MAX)
		block_end(b, "paragraph");
	else if (!pdf_ends_within_word(&b->text))
		block_add(b, " ", 1, line->page);
	block_add(b, line->text, strlen(line->text), line->page);
}

static bool
pdf_give_pages(
    const struct pdf_reader *r, struct block_builder *b, size_t count)
{
	size_t i = 0;

	for (size_t page = 1; page <= count; page++) {
		if (!r->has_text[page - 1]) {
			block_end(b, "paragraph");
			block_mark(b, "image", page);
		}
		while (i < r->count && r->lines[i].page == page)
			pdf_give_line(b, &r->lines[i++]);
	}
	block_end(b, "paragraph");
	return !b->stopped;
}

static bool
pdf_read(const struct document *doc, const struct shape *shape, row_taker *take,
    void *context)
{
	struct pdf_reader r = { .document = doc };
	struct block_builder block = { .take = take, .context = context };
	bool ok = false;

	(void)shape;
	if (pdf_open(&r)) {
		int count = poppler_document_get_n_pages(r.pdf);

		r.arena = arena_new();
		ok = pdf_read_pages(&r, count) &&
		    pdf_give_pages(&r, &block, (size_t)count);
		free(r.has_text);
		free(r.lines);
		arena_free(r.arena);
	}
	g_clear_object(&r.pdf);
	g_clear_object(&r.bytes);
	block_free(&block);
	return ok;
}

const struct format pdf_format = {
	.name = "pdf",
	.place = "page",
	.read = pdf_read,
};
