#include "tests/support/support.h"

#include <dlfcn.h>
#include <signal.h>
#include <sys/socket.h>
#include <time.h>
#include <zlib.h>

#include "archive/archive.h"
#include "archive/exchange.h"
#include "archive/survey.h"
#include "archive/warc_read.h"
#include "base/worker.h"

static struct arena *arena;
static char *root;

/*
 * A defect of what takes gzip off: contents that are compressed, and begin so,
 * take the process over that reads them.
 */
#define DIES "DIES"
#define LIES "LIES"

#define SOCKET 3 /* see base/worker.c */

static pid_t parent; /* which the defect must not reach */
static uint64_t lie_of;

/* As base/worker.c sends messages. */
static void
send_message(uint16_t kind, const void *bytes, uint32_t length)
{
	struct {
		uint16_t kind;
		uint16_t table;
		uint32_t count;
		uint32_t length;
	} head = { .kind = kind, .length = length };

	(void)send(SOCKET, &head, sizeof(head), MSG_NOSIGNAL);
	(void)send(SOCKET, bytes, length, MSG_NOSIGNAL);
}

/* Says that nothing behind that offset is whole, and that all is done. */
static void
lie(void)
{
	static const struct timespec a_while = { .tv_sec = 60 };

	send_message(SURVEY_TORN, &lie_of, sizeof(lie_of));
	send_message(WORKER_OWN, "", 0);
	nanosleep(&a_while, NULL);
}

/* In place of zlib's, which it calls. */
int
inflate(z_streamp z, int flush)
{
	static int (*real)(z_streamp, int);
	const unsigned char *out = z->next_out;
	int status;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "inflate");
	status = real(z, flush);
	if (z->next_out - out >= 4 && memcmp(out, DIES, 4) == 0)
		abort();
	if (z->next_out - out >= 4 && memcmp(out, LIES, 4) == 0) {
		if (getpid() == parent)
			abort();
		lie();
	}
	return status;
}

/* Documents */

/* A compressed answer with that content. */
static const struct capture *
add(struct archive *a, const char *url, const char *content)
{
	struct exchange x = {
		.url = url, .ip = "127.0.0.1", .date = "2026-11-21T20:30:00Z"
	};
	struct text message = { 0 };
	const struct capture *added;

	text_add_string(
	    &message, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
	x.head_length = message.length;
	add_deflated(&message, content, DEFLATED_GZIP);
	x.response_length = message.length;
	x.response = file_of(message.bytes, message.length);
	text_add_string(&x.request, "GET / HTTP/1.1\r\n\r\n");
	added = archive_add_exchange(a, &x);
	fclose(x.response);
	text_free(&x.request);
	text_free(&message);
	return added;
}

/* "url, broken or whole; " each. */
static const char *
show(struct archive *a)
{
	struct text all = { 0 };
	const char *copy;

	for (size_t i = 0; i < archive_count(a); i++) {
		const struct capture *c = archive_capture(a, i);

		text_addf(&all, "%s %s; ", c->url,
		    c->broken != NULL ? c->broken : "whole");
	}
	copy = arena_string(arena, text_string(&all));
	text_free(&all);
	return copy;
}

/* Tests */

#define SHOWN                                                         \
	"a:1 whole; a:2 its worker was ended by SIGABRT; a:3 whole; " \
	"a:4 its worker was ended by SIGABRT; "

/* When it comes, and when the index is lost. */
static void
test_dies(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const struct capture *c;
	const char *index;

	(void)state;
	assert_non_null(add(a, "a:1", "one"));
	c = add(a, "a:2", DIES);
	assert_non_null(c);
	assert_false(capture_is_document(c));
	assert_string_equal(c->broken, "its worker was ended by SIGABRT");
	assert_non_null(add(a, "a:3", "three"));
	assert_non_null(add(a, "a:4", DIES));
	assert_string_equal(show(a), SHOWN);
	archive_close(a);
	index = place_index(&p);
	place_lose_index(&p);
	a = place_open(&p, ARCHIVE_WRITE);
	assert_non_null(a);
	assert_string_equal(show(a), SHOWN);
	assert_non_null(add(a, "a:5", "five"));
	archive_close(a);
	assert_non_null(strstr(place_index(&p), index));
}

/* The records behind it stay, whatever it says. */
static void
test_lies(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	const char *path;
	const struct capture *c;
	size_t before;
	size_t after;

	(void)state;
	assert_non_null(add(a, "a:1", "one"));
	path = place_path(&p, arena_string(arena, archive_capture(a, 0)->file));
	lie_of = archive_capture(a, 0)->offset + archive_capture(a, 0)->length;
	/* This one began before the lie was known, and says another. */
	c = add(a, "a:2", LIES);
	assert_non_null(c);
	assert_string_equal(c->broken, "its worker gave what cannot be");
	archive_close(a);
	file_read(arena, path, &before);
	assert_true(before > lie_of);
	place_lose_index(&p);
	a = place_open(&p, ARCHIVE_WRITE);
	assert_non_null(a);
	assert_string_equal(show(a), "a:1 whole; ");
	assert_non_null(add(a, "a:3", "three")); /* into another file */
	archive_close(a);
	file_read(arena, path, &after);
	assert_int_equal(after, before);
}

int
main(void)
{
	struct suite s = { 0 };
	int status;

	parent = getpid();
	arena = arena_new();
	root = folder_new(arena);
	suite_add(&s, "a content that ends its reader is broken, and no other",
	    test_dies);
	suite_add(&s, "nothing is cut off that is whole", test_lies);
	status = suite_run(&s, "survey");
	folder_remove(root);
	arena_free(arena);
	return status;
}
