#include "tests/support/support.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sysexits.h>

#include "base/worker.h"
#include "extract/reader.h"

/*
 * What a worker does with the document, which is one word: an honest one, one
 * that dies, one that a document took over.
 */

struct worker_line {
	uint16_t kind;
	uint16_t table;
	uint32_t count;
	uint32_t length;
	char text[100];
};

/* As a worker that was taken over would: straight to its socket. */
static void
tell(uint16_t kind, const char *text, size_t length)
{
	struct worker_line line = { .kind = kind, .length = (uint32_t)length };
	size_t size = offsetof(struct worker_line, text) + length;

	memcpy(line.text, text, length);
	if (send(3, &line, size, MSG_NOSIGNAL) != (ssize_t)size)
		_exit(1);
}

#define TELL(kind, text) tell((kind), "" text, sizeof(text) - 1)

/* As reader.c has them. */
enum { ROW = WORKER_OWN + 1, END };

static void
give_word(struct reader_out *out, const char *word)
{
	reader_field(out, "word", word);
	reader_field(out, "nothing", NULL);
	reader_field(out, "length", "short");
	reader_row(out);
}

/* A tab, a line's end, an escape, a byte that is no UTF-8, and U+202E. */
static const char steering[] = { 'a', '\t', 'b', '\n', 'c', '\x1b', '[', '2',
	'J', '\x9f', '\xE2', '\x80', '\xAE', '\0' };

static void
be_honest(struct reader_out *out, const char *word)
{
	struct text longer = { 0 };

	if (strcmp(word, "steers") == 0)
		give_word(out, steering);
	else if (strcmp(word, "fails") == 0)
		reader_fail(out, "line %d\tis wrong", 3);
	else if (strcmp(word, "long") == 0) {
		memset(text_room(&longer, READER_LINE_MOST), 'x',
		    READER_LINE_MOST);
		longer.length = READER_LINE_MOST;
		give_word(out, text_string(&longer));
		text_free(&longer);
	} else if (strcmp(word, "many") == 0) {
		for (size_t i = 0; i <= READER_LINES_MOST; i++)
			reader_row(out);
	} else {
		give_word(out, word);
	}
}

static void
die(const char *word)
{
	signal(SIGABRT, SIG_DFL);
	if (strcmp(word, "abort") == 0)
		abort();
	if (strcmp(word, "memory") == 0)
		exit(EX_OSERR); /* as one whose memory is refused does */
	for (volatile int on = strcmp(word, "loop") == 0; on != 0;)
		;
	if (strcmp(word, "socket") == 0)
		socket(AF_INET, SOCK_STREAM, 0);
}

static void
lie(const char *word)
{
	if (strcmp(word, "control") == 0)
		TELL(ROW, "word\ta\nb");
	if (strcmp(word, "delete") == 0)
		TELL(ROW, "word\ta\x7f");
	if (strcmp(word, "nul") == 0)
		TELL(ROW, "word\ta\0b");
	if (strcmp(word, "bytes") == 0)
		TELL(ROW, "word\ta\xFF");
	if (strcmp(word, "odd") == 0)
		TELL(ROW, "word\ta\tb");
	if (strcmp(word, "kind") == 0)
		TELL(END + 1, "word\ta");
	if (strcmp(word, "reason") == 0)
		TELL(END, "a\x1b[2J");
	if (strcmp(word, "end") == 0)
		TELL(WORKER_OWN, ""); /* it is done, without an end */
	if (strcmp(word, "nonsense") == 0)
		TELL(WORKER_OWN * 2, "");
	if (strcmp(word, "behind") == 0) {
		TELL(END, "");
		TELL(ROW, "word\ta");
	}
}

static void
read_word(const struct document *doc, const void *what, struct reader_out *out)
{
	char word[BODY_PEEK_MAX + 1];

	assert_string_equal(what, "what");
	body_start(doc->content, word);
	die(word);
	lie(word);
	be_honest(out, word);
}

static void
take_word(void *context, const struct row *row)
{
	const char *word = row_get(row, "word");

	if (word != NULL)
		text_addf(context, "%s%s ", word,
		    row_get(row, "length") == NULL ? "?" : "");
}

#define IMPOSSIBLE "its worker gave what cannot be"

struct reader_case {
	const char *word;
	const char *taken; /* of it, and of one behind it */
	const char *why;   /* NULL: it was read to its end */
};

static const struct reader_case cases[] = {
	{ "honest", "honest next ", NULL },
	{ "steers", "a b c [2J\xEF\xBF\xBD  next ", NULL },
	{ "fails", "next ", "line 3 is wrong" },
	{ "long", "next ", "gave a row that is too long" },
	{ "many", "next ", "its worker gave too many rows" },
	{ "abort", "next ", "its worker was ended by SIGABRT" },
	{ "loop", "next ",
	    "its worker took more than 1 processor seconds (limit "
	    "read_seconds)" },
	{ "memory", "next ",
	    "its worker took more than 1000000000 bytes (limit read_memory)" },
	{ "socket", "next ",
	    "its worker made a system call that no reader makes" },
	{ "control", "next ", IMPOSSIBLE },
	{ "delete", "next ", IMPOSSIBLE },
	{ "nul", "next ", IMPOSSIBLE },
	{ "bytes", "next ", IMPOSSIBLE },
	{ "odd", "next ", IMPOSSIBLE },
	{ "kind", "next ", IMPOSSIBLE },
	{ "reason", "next ", IMPOSSIBLE },
	{ "nonsense", "next ", "its worker was ended by SIGKILL" },
	{ "behind", "next ", NULL },
};

static struct place place;

static void
test_reader(void **state)
{
	static const struct worker_limits limits = { .seconds = 1,
		.memory = 1000000000 };
	static const struct reader_task task = { read_word, "what" };
	const struct reader_case *c = *state;
	struct archive *a = place_open(&place, ARCHIVE_WRITE);
	struct reader *reader = reader_new(a, &limits, NULL);
	struct text taken = { 0 };
	const char *why;

	/* The worker is older than what it reads. */
	why = reader_read(
	    reader, place_add(a, "a:1", c->word), &task, take_word, &taken);
	assert_string_equal(or_none(why), or_none(c->why));
	assert_false(reader_is_over(reader));
	why = reader_read(
	    reader, place_add(a, "a:2", "next"), &task, take_word, &taken);
	assert_null(why);
	assert_string_equal(text_string(&taken), c->taken);
	text_free(&taken);
	reader_free(reader);
	archive_close(a);
}

/* It says that it is done, and only then how it ended: too late. */
static void
test_no_end(void **state)
{
	static const struct worker_limits limits = { .seconds = 1 };
	static const struct reader_task task = { read_word, "what" };
	struct archive *a = place_open(&place, ARCHIVE_WRITE);
	struct reader *reader = reader_new(a, &limits, NULL);
	struct text taken = { 0 };
	const char *why = reader_read(
	    reader, place_add(a, "a:1", "end"), &task, take_word, &taken);

	(void)state;
	assert_string_equal(or_none(why), "its worker came to no end");
	text_free(&taken);
	reader_free(reader);
	archive_close(a);
}

int
main(void)
{
	struct arena *arena = arena_new();
	char *folder = folder_new(arena);
	struct suite s = { 0 };
	int failed;

	place = place_new(arena, folder);
	SUITE_TABLE(&s, test_reader, cases);
	suite_add(&s, "one that comes to no end", test_no_end);
	failed = suite_run(&s, "reader");
	folder_remove(folder);
	arena_free(arena);
	return failed;
}
