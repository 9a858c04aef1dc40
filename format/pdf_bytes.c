#include "format/pdf_bytes.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/body.h"
#include "archive/coding.h"
#include "base/map.h"
#include "base/memory.h"
#include "format/pdf_library.h"

/* What poppler reads at once. */
#define BLOCK 1024

/* Streams within streams, of which poppler unpacks any number: what is packed
 * more often could be anything. */
#define LEVELS_MAX 3

/* What stands in a stream, or in the file outside of them. */
struct pdf_scan {
	const char *refusal;
	bool is_too_long;
	size_t length;
	size_t as_is; /* of that, what was not unpacked */
	size_t brackets;
	size_t states;
	size_t texts;
	bool in_text;
	char word[2]; /* the first letters of the word that we are in */
	size_t word_length;
};

/* A stream that has been looked into. */
struct pdf_stream {
	size_t length; /* unpacked */
	size_t texts;
};

struct pdf_bytes {
	GMemoryInputStream parent;
	const char *bytes;
	size_t size;
	const char *refusal;
	size_t blocks_left;
	size_t unpacked_left;
	size_t texts_left;   /* of this page */
	size_t end;          /* behind what was read last */
	struct map *streams; /* by their offset */
};

static GInputStreamClass *pdf_bytes_parent;

/* Scanning */

/* Bytes that are no syntax have as many of the one kind as of the other. */
static void
pdf_scan_bracket(struct pdf_scan *s, char c)
{
	if (c == '[' || c == '<')
		s->brackets++;
	else if ((c == ']' || c == '>') && s->brackets > 0)
		s->brackets--;
	if (s->brackets > PDF_BRACKETS)
		s->refusal = "has too many arrays within each other (limit pdf "
			     "brackets)";
}

static void
pdf_scan_word(struct pdf_scan *s)
{
	char first = s->word[0];

	if (s->word_length == 1 && first == 'q')
		s->states++;
	else if (s->word_length == 1 && first == 'Q')
		s->states -= s->states > 0;
	else if (s->word_length == 2 && s->word[1] == 'T' &&
	    (first == 'B' || first == 'E'))
		s->in_text = first == 'B';
	if (s->states > PDF_STATES)
		s->refusal = "a page's content saves too many states within "
			     "each other (limit pdf states)";
	s->word_length = 0;
}

static void
pdf_scan_byte(struct pdf_scan *s, char c)
{
	if (!isspace((unsigned char)c) && strchr("()<>[]/", c) == NULL) {
		if (s->word_length < sizeof(s->word))
			s->word[s->word_length] = c;
		s->word_length++;
		return;
	}
	pdf_scan_word(s);
	s->texts += s->in_text && (c == ')' || c == '>');
	pdf_scan_bracket(s, c);
}

static void
pdf_scan_bytes(struct pdf_scan *s, const char *bytes, size_t length, bool as_is)
{
	for (size_t i = 0; i < length && s->refusal == NULL; i++)
		pdf_scan_byte(s, bytes[i]);
	s->length += length;
	s->as_is += as_is ? length : 0;
}

/* zlib's header (RFC 1950), as every stream begins that is packed today. */
static bool
pdf_is_packed(const unsigned char *start)
{
	return (start[0] & 0x0f) == 8 && (start[0] * 256 + start[1]) % 31 == 0;
}

/*
 * Takes the whole stream, of at most so many bytes, unpacked so often at most.
 * Damage ends it: then this gives how often it was unpacked, otherwise 0.
 */
static unsigned
pdf_scan_unpacked(
    struct pdf_scan *s, struct body *body, size_t most, unsigned levels)
{
	unsigned level = 0;
	unsigned char start[2];
	char buffer[16 * 1024];
	bool is_damaged;
	ssize_t n;

	while (level < levels &&
	    body_peek(body, start, sizeof(start)) == sizeof(start) &&
	    pdf_is_packed(start)) {
		body = coding_inflate(body, most);
		level++;
	}
	if (level > LEVELS_MAX) {
		s->is_too_long = true;
		body_close(body);
		return 0;
	}
	while (s->refusal == NULL &&
	    (n = body_read(body, buffer, sizeof(buffer))) > 0)
		pdf_scan_bytes(s, buffer, (size_t)n, level == 0);
	s->is_too_long = body_error(body) == coding_too_long;
	is_damaged = body_error(body) != NULL && !s->is_too_long;
	body_close(body);
	return is_damaged ? level : 0;
}

/* Text may begin like what is packed: what is damaged is text as well. */
static void
pdf_scan_stream(
    struct pdf_scan *s, const char *bytes, size_t length, size_t most)
{
	unsigned levels = LEVELS_MAX + 2; /* one more is looked for */

	do
		levels = pdf_scan_unpacked(
		    s, body_of_memory(bytes, length), most, levels - 1);
	while (levels > 0 && s->refusal == NULL);
}

/* What is neither text nor packed as we know it could unpack to anything. */
static bool
pdf_is_unknown(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length && i < 64; i++) {
		if (bytes[i] == '\0' || (unsigned char)bytes[i] >= 0x80)
			return true;
	}
	return false;
}

/* Counting */

/* Whether a stream's bytes begin there: behind a line with that word. */
static bool
pdf_begins_stream(const char *bytes, size_t at)
{
	size_t line = at;

	if (at == 0 || strchr("\r\n", bytes[at - 1]) == NULL)
		return false;
	while (line > 0 && strchr("\r\n", bytes[line - 1]) != NULL &&
	    at - line < 2)
		line--;
	while (line > 0 && at - line < BLOCK &&
	    strchr("\r\n", bytes[line - 1]) == NULL)
		line--;
	return memmem(bytes + line, at - line, "stream", 6) != NULL;
}

/* Up to its end, or as much as there is left to be unpacked. */
static size_t
pdf_stream_length(const struct pdf_bytes *b, size_t at)
{
	size_t rest = b->size - at;
	size_t length = rest < b->unpacked_left ? rest : b->unpacked_left;
	const char *end = memmem(b->bytes + at, length, "endstream", 9);

	return end == NULL ? length : (size_t)(end - b->bytes) - at;
}

/* A stream is looked into when it is first read. */
static const struct pdf_stream *
pdf_look_into(struct pdf_bytes *b, size_t at)
{
	struct pdf_scan scan = { 0 };
	struct pdf_stream *stream;
	char offset[24];
	size_t length;

	snprintf(offset, sizeof(offset), "%zu", at);
	stream = map_get(b->streams, offset);
	if (stream != NULL)
		return stream;
	length = pdf_stream_length(b, at);
	pdf_scan_stream(&scan, b->bytes + at, length, b->unpacked_left);
	b->refusal = scan.refusal;
	if (pdf_is_unknown(b->bytes + at, length))
		scan.length += scan.as_is * (PDF_TIMES - 1);
	if (scan.is_too_long)
		scan.length = b->unpacked_left + 1;
	stream = xzalloc(sizeof(*stream));
	*stream = (struct pdf_stream){ scan.length, scan.texts };
	map_set(b->streams, offset, stream);
	return stream;
}

static void
pdf_count_stream(struct pdf_bytes *b, size_t at)
{
	const struct pdf_stream *stream = pdf_look_into(b, at);

	if (b->refusal != NULL)
		return;
	if (stream->length > b->unpacked_left) {
		b->refusal = "unpacks to too much (limit pdf unpacked)";
	} else if (stream->texts > b->texts_left) {
		b->refusal = "a page has too many pieces of text (limit pdf "
			     "texts)";
	} else {
		b->unpacked_left -= stream->length;
		b->texts_left -= stream->texts;
	}
}

static void
pdf_count_read(struct pdf_bytes *b, size_t at)
{
	bool is_going_on = at == b->end;

	if (b->refusal != NULL || at >= b->size)
		return;
	if (b->blocks_left == 0) {
		b->refusal = "names its parts too often (limit pdf blocks)";
		return;
	}
	b->blocks_left--;
	if (pdf_begins_stream(b->bytes, at) ||
	    (!is_going_on && b->size - at > 2 &&
		pdf_is_packed((const unsigned char *)b->bytes + at)))
		pdf_count_stream(b, at);
}

/* The stream */

static gssize
pdf_bytes_read(GInputStream *stream, void *buffer, gsize size,
    GCancellable *cancellable, GError **error)
{
	struct pdf_bytes *b = (struct pdf_bytes *)stream;
	size_t at = (size_t)pdf_library()->g_seekable_tell((GSeekable *)stream);
	gssize n;

	pdf_count_read(b, at);
	if (b->refusal != NULL)
		return 0;
	n = pdf_bytes_parent->read_fn(stream, buffer, size, cancellable, error);
	b->end = at + (n > 0 ? (size_t)n : 0);
	return n;
}

static void
pdf_bytes_free_stream(void *stream, void *context)
{
	(void)context;
	free(stream);
}

static void
pdf_bytes_finalize(GObject *object)
{
	struct pdf_bytes *b = (struct pdf_bytes *)object;

	map_each(b->streams, pdf_bytes_free_stream, NULL);
	map_free(b->streams);
	((GObjectClass *)pdf_bytes_parent)->finalize(object);
}

static void
pdf_bytes_prepare_class(void *class, void *context)
{
	(void)context;
	pdf_bytes_parent = pdf_library()->g_type_class_peek_parent(class);
	((GInputStreamClass *)class)->read_fn = pdf_bytes_read;
	((GObjectClass *)class)->finalize = pdf_bytes_finalize;
}

/* A stream of GLib's over memory, whose reads come here first. */
static GType
pdf_bytes_type(const struct pdf_library *library)
{
	static GType type;

	if (type == 0)
		type = library->g_type_register_static_simple(
		    library->g_memory_input_stream_get_type(), "pdf_bytes",
		    sizeof(GMemoryInputStreamClass), pdf_bytes_prepare_class,
		    sizeof(struct pdf_bytes), NULL, (GTypeFlags)0);
	return type;
}

GInputStream *
pdf_bytes_new(const char *bytes, size_t length)
{
	const struct pdf_library *library = pdf_library();
	struct pdf_bytes *b =
	    library->g_object_new(pdf_bytes_type(library), NULL);
	struct pdf_scan scan = { 0 };

	b->bytes = bytes;
	b->size = length;
	b->streams = map_new();
	b->texts_left = PDF_TEXTS;
	b->blocks_left = PDF_BLOCKS + length / BLOCK * PDF_TIMES;
	b->unpacked_left = PDF_UNPACKED + length * PDF_TIMES;
	for (size_t i = 0; i < length && scan.refusal == NULL; i++)
		pdf_scan_bracket(&scan, bytes[i]);
	b->refusal = scan.refusal;
	library->g_memory_input_stream_add_data(
	    &b->parent, bytes, (gssize)length, NULL);
	return (GInputStream *)b;
}

void
pdf_bytes_begin_page(GInputStream *stream)
{
	((struct pdf_bytes *)stream)->texts_left = PDF_TEXTS;
}

const char *
pdf_bytes_refusal(GInputStream *stream)
{
	return ((struct pdf_bytes *)stream)->refusal;
}
