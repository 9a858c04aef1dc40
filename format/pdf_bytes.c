#include "format/pdf_bytes.h"

#include <ctype.h>
#include <string.h>

#include "archive/body.h"
#include "archive/coding.h"

/* What poppler reads at once. */
#define BLOCK 1024

/* Streams within streams, of which poppler unpacks any number. */
#define LEVELS_MAX 3

/* What stands in a stream, or in the file outside of them. */
struct pdf_scan {
	const char *refusal;
	bool is_too_long;
	size_t length;
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
	GBytes *bytes;
	const char *refusal;
	size_t blocks_left;
	size_t unpacked_left;
	size_t texts_left;   /* of this page */
	size_t end;          /* behind what was read last */
	GHashTable *streams; /* by their offset */
};

struct pdf_bytes_class {
	GMemoryInputStreamClass parent;
};

/* G_DEFINE_TYPE() wants the names of types to be typedefs. */
typedef struct pdf_bytes PdfBytes;
typedef struct pdf_bytes_class PdfBytesClass;

GType pdf_bytes_get_type(void);
G_DEFINE_TYPE(PdfBytes, pdf_bytes, G_TYPE_MEMORY_INPUT_STREAM)

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
pdf_scan_bytes(struct pdf_scan *s, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length && s->refusal == NULL; i++)
		pdf_scan_byte(s, bytes[i]);
	s->length += length;
}

/* zlib's header (RFC 1950), as every stream begins that is packed today. */
static bool
pdf_is_packed(const unsigned char *start)
{
	return (start[0] & 0x0f) == 8 && (start[0] * 256 + start[1]) % 31 == 0;
}

/* Takes the whole stream, of at most so many bytes; damage ends it. */
static void
pdf_scan_stream(
    struct pdf_scan *s, const char *bytes, size_t length, size_t most)
{
	struct body *body = body_of_memory(bytes, length);
	unsigned char start[2];
	char buffer[16 * 1024];
	ssize_t n;

	for (unsigned level = 0; level < LEVELS_MAX; level++) {
		if (body_peek(body, start, sizeof(start)) != sizeof(start) ||
		    !pdf_is_packed(start))
			break;
		body = coding_inflate(body, most);
	}
	while (s->refusal == NULL &&
	    (n = body_read(body, buffer, sizeof(buffer))) > 0)
		pdf_scan_bytes(s, buffer, (size_t)n);
	s->is_too_long = body_error(body) == coding_too_long;
	body_close(body);
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
	size_t size;
	const char *bytes = g_bytes_get_data(b->bytes, &size);
	size_t length =
	    size - at < b->unpacked_left ? size - at : b->unpacked_left;
	const char *end = memmem(bytes + at, length, "endstream", 9);

	return end == NULL ? length : (size_t)(end - bytes) - at;
}

/* A stream is looked into when it is first read. */
static const struct pdf_stream *
pdf_look_into(struct pdf_bytes *b, size_t at)
{
	struct pdf_stream *stream =
	    g_hash_table_lookup(b->streams, GSIZE_TO_POINTER(at));
	const char *bytes = g_bytes_get_data(b->bytes, NULL);
	struct pdf_scan scan = { 0 };
	size_t length;

	if (stream != NULL)
		return stream;
	length = pdf_stream_length(b, at);
	pdf_scan_stream(&scan, bytes + at, length, b->unpacked_left);
	b->refusal = scan.refusal;
	if (scan.length == length && pdf_is_unknown(bytes + at, length))
		scan.length *= PDF_TIMES;
	if (scan.is_too_long)
		scan.length = b->unpacked_left + 1;
	stream = g_new(struct pdf_stream, 1);
	*stream = (struct pdf_stream){ scan.length, scan.texts };
	g_hash_table_insert(b->streams, GSIZE_TO_POINTER(at), stream);
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
	size_t size;
	const char *bytes = g_bytes_get_data(b->bytes, &size);
	bool is_going_on = at == b->end;

	if (b->refusal != NULL || at >= size)
		return;
	if (b->blocks_left == 0) {
		b->refusal = "names its parts too often (limit pdf blocks)";
		return;
	}
	b->blocks_left--;
	if (pdf_begins_stream(bytes, at) ||
	    (!is_going_on && size - at > 2 &&
		pdf_is_packed((const unsigned char *)bytes + at)))
		pdf_count_stream(b, at);
}

/* The stream */

static gssize
pdf_bytes_read(GInputStream *stream, void *buffer, gsize size,
    GCancellable *cancellable, GError **error)
{
	struct pdf_bytes *b = (struct pdf_bytes *)stream;
	size_t at = (size_t)g_seekable_tell(G_SEEKABLE(stream));
	gssize n;

	pdf_count_read(b, at);
	if (b->refusal != NULL)
		return 0;
	n = G_INPUT_STREAM_CLASS(pdf_bytes_parent_class)
		->read_fn(stream, buffer, size, cancellable, error);
	b->end = at + (n > 0 ? (size_t)n : 0);
	return n;
}

static void
pdf_bytes_finalize(GObject *object)
{
	struct pdf_bytes *b = (struct pdf_bytes *)object;

	g_hash_table_unref(b->streams);
	g_bytes_unref(b->bytes);
	G_OBJECT_CLASS(pdf_bytes_parent_class)->finalize(object);
}

static void
pdf_bytes_class_init(struct pdf_bytes_class *class)
{
	G_INPUT_STREAM_CLASS(class)->read_fn = pdf_bytes_read;
	G_OBJECT_CLASS(class)->finalize = pdf_bytes_finalize;
}

static void
pdf_bytes_init(struct pdf_bytes *b)
{
	b->streams = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	b->texts_left = PDF_TEXTS;
}

GInputStream *
pdf_bytes_new(GBytes *bytes)
{
	struct pdf_bytes *b = g_object_new(pdf_bytes_get_type(), NULL);
	struct pdf_scan scan = { 0 };
	size_t size;
	const char *start = g_bytes_get_data(bytes, &size);

	b->bytes = g_bytes_ref(bytes);
	b->blocks_left = PDF_BLOCKS + size / BLOCK * PDF_TIMES;
	b->unpacked_left = PDF_UNPACKED + size * PDF_TIMES;
	for (size_t i = 0; i < size && scan.refusal == NULL; i++)
		pdf_scan_bracket(&scan, start[i]);
	b->refusal = scan.refusal;
	g_memory_input_stream_add_bytes(&b->parent, bytes);
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
