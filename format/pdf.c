#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "archive/body.h"
#include "base/arena.h"
#include "base/list.h"
#include "base/log.h"
#include "base/memory.h"
#include "format/blocks.h"
#include "format/pdf_bytes.h"
#include "format/pdf_library.h"
#include "format/pdf_lines.h"

/* Far more than an announcement has: a file that is to fill the memory. */
#define BYTES_MAX ((size_t)64 * 1024 * 1024)
#define PAGES_MAX 1000
#define LINES_MAX 200000

struct pdf_reader {
	const struct pdf_library *calls;
	const struct document *document;
	struct text all; /* the document's bytes */
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

static bool
pdf_read_bytes(struct pdf_reader *r)
{
	char buffer[16 * 1024];
	ssize_t n;

	while (
	    (n = body_read(r->document->content, buffer, sizeof(buffer))) > 0) {
		text_add(&r->all, buffer, (size_t)n);
		if (r->all.length > BYTES_MAX)
			break;
	}
	if (n < 0)
		return pdf_refuse(r, 0, body_error(r->document->content));
	if (n > 0)
		return pdf_refuse(r, 0, "is too large for a PDF");
	if (r->all.length == 0)
		return pdf_refuse(r, 0, "is empty");
	return true;
}

static bool
pdf_is_encrypted(const struct pdf_reader *r, const GError *error)
{
	return error->domain == r->calls->poppler_error_quark() &&
	    error->code == POPPLER_ERROR_ENCRYPTED;
}

static bool
pdf_open(struct pdf_reader *r)
{
	GError *error = NULL;

	if (!pdf_read_bytes(r))
		return false;
	r->bytes = pdf_bytes_new(r->all.bytes, r->all.length);
	r->pdf = r->calls->poppler_document_new_from_stream(
	    r->bytes, (goffset)r->all.length, NULL, NULL, &error);
	if (pdf_bytes_refusal(r->bytes) != NULL)
		pdf_refuse(r, 0, NULL);
	else if (r->pdf != NULL)
		return true;
	else if (pdf_is_encrypted(r, error))
		pdf_refuse(r, 0, "is encrypted");
	else
		log_error("%s: cannot be read as PDF: %s", r->document->url,
		    error->message);
	if (error != NULL)
		r->calls->g_error_free(error);
	return false;
}

static void
pdf_close(struct pdf_reader *r)
{
	if (r->pdf != NULL)
		r->calls->g_object_unref(r->pdf);
	if (r->bytes != NULL)
		r->calls->g_object_unref(r->bytes);
	text_free(&r->all);
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
pdf_add_letter(struct text *t, ucs4_t c)
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl",
		"st", "st" };
	uint8_t bytes[6];

	if (c == 0xAD || c < ' ') /* where a word may be parted */
		return;
	if (c >= 0xFB00 &&
	    c < 0xFB00 + sizeof(ligatures) / sizeof(ligatures[0]))
		text_add_string(t, ligatures[c - 0xFB00]);
	else
		text_add(t, (char *)bytes,
		    (size_t)u8_uctomb(bytes, c, sizeof(bytes)));
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

/* The character at the start, which is gone from the text then. */
static ucs4_t
pdf_next(const char **text, const char *end)
{
	ucs4_t c;

	*text += u8_mbtouc(&c, (const uint8_t *)*text, (size_t)(end - *text));
	return c;
}

static bool
pdf_is_space(ucs4_t c)
{
	return (c < ' ' && strchr("\t\n\f\r", (int)c) != NULL) ||
	    uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Z);
}

/* Without the blanks around. */
static const char *
pdf_keep_text(struct pdf_reader *r, struct text *t)
{
	const char *start = text_string(t);
	size_t length;

	start += strspn(start, " ");
	length = strlen(start);
	while (length > 0 && start[length - 1] == ' ')
		length--;
	return arena_copy(r->arena, start, length);
}

/* Takes a line, up to the end of its text, with a box for each character. */
static bool
pdf_take_line(struct pdf_reader *r, unsigned page, const char *text,
    const char *end, const PopplerRectangle *boxes)
{
	struct pdf_line line = { .page = page };
	struct text copy = { 0 };
	bool in_first_word = true;
	bool any = false;

	for (; text < end; boxes++) {
		ucs4_t c = pdf_next(&text, end);

		if (pdf_is_space(c)) {
			in_first_word = in_first_word && !any;
			pdf_add_letter(&copy, ' ');
			continue;
		}
		pdf_widen_line(&line, boxes, !any);
		any = true;
		if (in_first_word)
			line.word = line.right - line.left;
		pdf_add_letter(&copy, c);
	}
	line.text = pdf_keep_text(r, &copy);
	text_free(&copy);
	return line.text[0] == '\0' || pdf_add_line(r, &line);
}

/* A box for each character of the text. */
static bool
pdf_take_text(struct pdf_reader *r, unsigned page, const char *text,
    const PopplerRectangle *boxes, size_t count)
{
	const char *end = text + strlen(text);
	const PopplerRectangle *last = boxes + count;

	while (boxes < last) {
		const PopplerRectangle *first = boxes;
		const char *start = text;

		while (boxes < last && *text != '\n') {
			pdf_next(&text, end);
			boxes++;
		}
		if (!pdf_take_line(r, page, start, text, first))
			return false;
		if (boxes < last) { /* at the line's end */
			text++;
			boxes++;
		}
	}
	return true;
}

static size_t
pdf_characters(const char *text)
{
	return u8_mbsnlen((const uint8_t *)text, strlen(text));
}

/*
 * Poppler puts marks around what is written from right to left, U+202A to
 * U+202C, for which it has no boxes.
 */
static void
pdf_drop_directions(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0';) {
		if (strncmp(from, "\xE2\x80", 2) == 0 &&
		    (unsigned char)from[2] >= 0xAA &&
		    (unsigned char)from[2] <= 0xAC)
			from += 3;
		else
			*to++ = *from++;
	}
	*to = '\0';
}

static bool
pdf_take_page(struct pdf_reader *r, int number)
{
	const struct pdf_library *calls = r->calls;
	PopplerPage *page =
	    calls->poppler_document_get_page(r->pdf, number - 1);
	PopplerRectangle *boxes = NULL;
	size_t before = r->count;
	guint count = 0;
	char *text = NULL;
	bool ok = false;

	if (page == NULL)
		return pdf_refuse(r, number, "cannot be read");
	text = calls->poppler_page_get_text(page);
	if (!calls->poppler_page_get_text_layout(page, &boxes, &count))
		count = 0;
	if (count != pdf_characters(text))
		pdf_drop_directions(text);
	if (count != pdf_characters(text))
		pdf_refuse(r, number, "its text and its layout differ");
	else
		ok = count == 0 ||
		    pdf_take_text(r, (unsigned)number, text, boxes, count);
	r->has_text[number - 1] = r->count > before;
	calls->g_free(text);
	calls->g_free(boxes);
	calls->g_object_unref(page);
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
	struct pdf_reader r = { .calls = pdf_library(), .document = doc };
	struct block_builder block = { .take = take, .context = context };
	bool ok = false;

	(void)shape;
	if (pdf_open(&r)) {
		int count = r.calls->poppler_document_get_n_pages(r.pdf);

		r.arena = arena_new();
		ok = pdf_read_pages(&r, count) &&
		    pdf_give_pages(&r, &block, (size_t)count);
		free(r.has_text);
		free(r.lines);
		arena_free(r.arena);
	}
	pdf_close(&r);
	block_free(&block);
	return ok;
}

const struct format pdf_format = {
	.name = "pdf",
	.place = "page",
	.read = pdf_read,
};
