#include "tests/support/support.h"

#include <dlfcn.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <zlib.h>

#include "archive/archive.h"
#include "archive/exchange.h"
#include "archive/survey.h"
#include "archive/warc_read.h"
#include "base/log.h"
#include "base/stop.h"
#include "base/worker.h"

static struct arena *arena;
static char *root;

/*
 * A defect of what takes gzip off: contents that are compressed, and begin so,
 * take the process over that reads them.
 */
#define DIES "DIES"
#define LIES "LIES"

#define SOCKET 3 /* see base/worker_side.c */
#define DATE "2026-11-21T20:30:00Z"

static pid_t parent;        /* which the defect must not reach */
static void (*lie)(void);   /* by what was taken over; NULL: by nothing */
static struct capture told; /* what it may tell of a record */

/* As base/worker_inbox.c sends messages. */
static void
send_message(uint16_t kind, const void *bytes, size_t length)
{
	struct {
		uint16_t kind;
		uint16_t table;
		uint32_t count;
		uint32_t length;
	} head = { .kind = kind, .length = (uint32_t)length };

	(void)send(SOCKET, &head, sizeof(head), MSG_NOSIGNAL);
	(void)send(SOCKET, bytes, length, MSG_NOSIGNAL);
}

static void
send_place(uint16_t kind, uint64_t place)
{
	send_message(kind, &place, sizeof(place));
}

static void
send_capture(uint16_t kind)
{
	struct text bytes = { 0 };

	capture_write(&bytes, &told);
	send_message(kind, bytes.bytes, bytes.length);
	text_free(&bytes);
}

static void
send_done(void)
{
	send_message(WORKER_OWN, "", 0);
}

/* Does no more, until it is told that no task comes, or is ended. */
static void
wait_for_end(void)
{
	char task[512];

	while (recv(SOCKET, task, sizeof(task), 0) > 0)
		;
	_exit(0);
}

/* Until the parent has taken what was sent, and asks for more. */
static void
wait_a_while(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
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
	if (z->next_out - out >= 4 && memcmp(out, LIES, 4) == 0 &&
	    lie != NULL) {
		if (getpid() == parent)
			abort();
		lie();
		wait_for_end();
	}
	return status;
}

/* Documents */

/* What a server answered, whose head is so long. */
static const struct capture *
add_answer(struct archive *a, const char *url, const struct text *message,
    uint64_t head_length)
{
	struct exchange x = {
		.url = url,
		.ip = "127.0.0.1",
		.date = DATE,
		.head_length = head_length,
		.response = file_of(message->bytes, message->length),
		.response_length = message->length,
	};
	const struct capture *added;

	text_add_string(&x.request, "GET / HTTP/1.1\r\n\r\n");
	added = archive_add_exchange(a, &x);
	fclose(x.response);
	text_free(&x.request);
	return added;
}

/* A compressed answer with that content, and bytes behind it. */
static const struct capture *
add_more(struct archive *a, const char *url, const char *content,
    const struct text *more)
{
	struct text message = { 0 };
	const struct capture *added;
	size_t head_length;

	text_add_string(
	    &message, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
	head_length = message.length;
	add_deflated(&message, content, DEFLATED_GZIP);
	text_add(&message, more->bytes, more->length);
	added = add_answer(a, url, &message, head_length);
	text_free(&message);
	return added;
}

static const struct capture *
add(struct archive *a, const char *url, const char *content)
{
	return add_more(a, url, content, &(struct text){ 0 });
}

static uint64_t
end_of(const struct capture *c)
{
	return c->offset + c->length;
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

static void
say_torn(void)
{
	send_place(SURVEY_TORN, told.offset);
	send_done();
}

/* Reads the archive anew, with that lie; its file stays as it is. */
static struct archive *
read_anew(struct place *p, struct archive *a, void (*lies)(void))
{
	archive_close(a);
	place_lose_index(p);
	lie = lies;
	a = place_open(p, ARCHIVE_WRITE);
	assert_non_null(a);
	lie = NULL;
	return a;
}

/* Archived: "one", what lies, "three". Gives where what lies is. */
static struct archive *
archive_with_liar(struct place *p)
{
	struct archive *a;

	*p = place_new(arena, root);
	a = place_open(p, ARCHIVE_WRITE);
	lie = NULL;
	assert_non_null(add(a, "a:1", "one"));
	told = *add(a, "a:2", LIES);
	told.url = "a:2";
	told.fetched_at = DATE;
	told.sha256 = arena_string(arena, told.sha256);
	told.file = arena_string(arena, told.file);
	assert_true(capture_is_document(&told));
	assert_non_null(add(a, "a:3", "three"));
	return a;
}

/* The records behind it stay, whatever it says. */
static void
test_cuts(void **state)
{
	static const uint64_t within[] = { 0, 1, 40 };

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(within) / sizeof(within[0]); i++) {
		struct place p;
		struct archive *a = archive_with_liar(&p);
		const char *path = place_path(&p, told.file);
		uint64_t last = archive_capture(a, 2)->offset;
		size_t before;
		size_t after;

		/* In the record that lies, and in the last. */
		told.offset = (i % 2 == 0 ? told.offset : last) + within[i / 2];
		file_read(arena, path, &before);
		a = read_anew(&p, a, say_torn);
		file_read(arena, path, &after);
		assert_int_equal(after, before);
		assert_non_null(add(a, "a:4", "four")); /* into another file */
		archive_close(a);
		file_read(arena, path, &after);
		assert_int_equal(after, before);
	}
}

/* Another place, and no address. */
static void
say_unsound(void)
{
	told.url = NULL;
	told.offset = 1;
	send_capture(SURVEY_CONTENT);
}

static void
say_no_content(void)
{
	send_message(SURVEY_CONTENT, "", 0);
	send_place(SURVEY_WHOLE, end_of(&told));
	send_done();
}

static void
say_head_again(void)
{
	send_capture(SURVEY_HEAD);
	send_done();
}

static void
say_content_twice(void)
{
	send_capture(SURVEY_CONTENT);
	send_capture(SURVEY_CONTENT);
	send_done();
}

static void
say_more_than_a_capture(void)
{
	struct text bytes = { 0 };

	capture_write(&bytes, &told);
	text_add_string(&bytes, "more");
	send_message(SURVEY_CONTENT, bytes.bytes, bytes.length);
	text_free(&bytes);
	send_done();
}

static void
say_end_without_content(void)
{
	send_place(SURVEY_WHOLE, end_of(&told));
	send_done();
}

static void
say_end_at_beginning(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, told.offset);
	send_done();
}

static void
say_end_before(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, 0);
	send_done();
}

static void
say_end_behind_file(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, UINT64_MAX);
	send_done();
}

static void
say_half_place(void)
{
	send_message(SURVEY_WHOLE, "half", 4);
	send_done();
}

/* Nobody searches. */
static void
say_found(void)
{
	send_place(SURVEY_FOUND, end_of(&told));
	send_done();
}

static void
say_unknown(void)
{
	send_place(SURVEY_FAILED + 1, end_of(&told));
	send_done();
}

/* What was told before of its record stays. */
static void
test_unsound(void **state)
{
	void (*const lies[])(void) = { say_unsound, say_no_content,
		say_head_again, say_content_twice, say_more_than_a_capture,
		say_end_without_content, say_end_at_beginning, say_end_before,
		say_end_behind_file, say_half_place, say_found, say_unknown };

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct place p;
		struct archive *a = archive_with_liar(&p);

		a = read_anew(&p, a, lies[i]);
		assert_string_equal(show(a),
		    "a:1 whole; a:2 its worker gave what cannot be; "
		    "a:3 whole; ");
		assert_int_equal(archive_capture(a, 1)->offset, told.offset);
		archive_close(a);
	}
}

static void
say_head_before(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, end_of(&told));
	send_capture(SURVEY_HEAD);
	send_done();
}

static void
say_head_behind_file(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, end_of(&told));
	told.offset = INT64_MAX;
	send_capture(SURVEY_HEAD);
	send_done();
}

/* Nor does what it says of another record change one that is whole. */
static void
test_elsewhere(void **state)
{
	void (*const lies[])(void) = { say_head_before, say_head_behind_file };

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct place p;
		struct archive *a = archive_with_liar(&p);

		a = read_anew(&p, a, lies[i]);
		assert_string_equal(
		    show(a), "a:1 whole; a:2 whole; a:3 whole; ");
		archive_close(a);
	}
}

static void
say_torn_and_more(void)
{
	send_place(SURVEY_TORN, told.offset);
	send_capture(SURVEY_HEAD);
	send_done();
}

static void
say_torn_and_damage(void)
{
	send_place(SURVEY_TORN, told.offset);
	send_place(SURVEY_DAMAGE, end_of(&told));
	send_done();
}

/* Behind what is torn there is nothing: whoever tells more is not believed,
 * and the file stays for the next time. */
static void
test_behind_torn(void **state)
{
	void (*const lies[])(void) = { say_torn_and_more, say_torn_and_damage };

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct place p;
		struct archive *a = archive_with_liar(&p);

		archive_close(a);
		place_lose_index(&p);
		lie = lies[i];
		assert_null(place_open(&p, ARCHIVE_WRITE));
		lie = NULL;
		a = place_open(&p, ARCHIVE_WRITE);
		assert_non_null(a);
		assert_string_equal(
		    show(a), "a:1 whole; a:2 whole; a:3 whole; ");
		archive_close(a);
	}
}

/* Of the next file nothing but what it told of this one. */
static void
say_same(void)
{
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, end_of(&told));
	send_done();
	wait_a_while();
	send_message(SURVEY_HEAD, "", 0);
	send_message(SURVEY_CONTENT, "", 0);
	send_place(SURVEY_WHOLE, end_of(&told));
	send_done();
}

/* What was told of one file is not taken for what is in another. */
static void
test_same(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a;

	(void)state;
	p.settings.file_limit = 1; /* a record each */
	a = place_open(&p, ARCHIVE_WRITE);
	lie = NULL;
	told = *add(a, "a:1", LIES);
	told.url = "a:1";
	told.fetched_at = DATE;
	told.sha256 = arena_string(arena, told.sha256);
	told.file = NULL;
	assert_non_null(add(a, "a:2", "the second, which is a longer one"));
	archive_close(a);
	place_lose_index(&p);
	lie = say_same;
	assert_null(place_open(&p, ARCHIVE_WRITE));
	lie = NULL;
	a = place_open(&p, ARCHIVE_WRITE);
	assert_string_equal(show(a), "a:1 whole; a:2 whole; ");
	archive_close(a);
}

/* Nothing of what was added; and of what comes next only that. */
static void
say_late(void)
{
	send_done();
	wait_a_while();
	send_capture(SURVEY_HEAD);
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, told.offset + 10);
	send_done();
}

/* What was added before is not taken for what is added now. */
static void
test_late(void **state)
{
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);

	(void)state;
	told = (struct capture){ .url = "a:2", .fetched_at = DATE };
	told.offset = end_of(add(a, "a:1", "one"));
	archive_close(a);
	a = place_open(&p, ARCHIVE_WRITE);
	lie = say_late;
	assert_null(add(a, "a:2", LIES));
	lie = NULL;
	assert_null(add(a, "a:3", "three"));
	archive_close(a);
}

static size_t damages;

static void
count_damages(enum log_level level, const char *message)
{
	(void)level;
	damages += strstr(message, "damaged at offset") != NULL;
}

static void
say_damage(void)
{
	for (int i = 0; i < 1000; i++)
		send_place(SURVEY_DAMAGE, told.offset);
}

/* Each damage is told once by a worker. */
static void
test_damages(void **state)
{
	struct place p;
	struct archive *a = archive_with_liar(&p);

	(void)state;
	archive_close(a);
	place_lose_index(&p);
	lie = say_damage;
	damages = 0;
	log_divert(count_damages);
	assert_null(place_open(&p, ARCHIVE_WRITE));
	log_divert(NULL);
	lie = NULL;
	assert_in_range(damages, 1, 2);
}

static void
say_another(void)
{
	told.url = "a:3";
	send_capture(SURVEY_CONTENT);
	send_place(SURVEY_WHOLE, end_of(&told));
	send_done();
}

/* A record that the index has for another address is not read as it. */
static void
test_another(void **state)
{
	struct place p;
	struct archive *a = archive_with_liar(&p);

	(void)state;
	a = read_anew(&p, a, say_another);
	assert_string_equal(archive_capture(a, 1)->url, "a:3");
	assert_string_equal(place_content(&p, a, archive_capture(a, 1)), "!");
	archive_close(a);
}

/* Does nothing any more, whatever it is told. */
static void
sleep_on(void)
{
	nanosleep(&(struct timespec){ .tv_sec = 60 }, NULL);
}

static void
say_half(void)
{
	(void)send(SOCKET, "half", 4, MSG_NOSIGNAL);
	sleep_on();
}

static void
say_all(void)
{
	send_done();
	sleep_on();
}

/* Whether a process comes to an end in that time. */
static bool
ends_within(pid_t pid, int milliseconds)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	pid_t ended = 0;

	for (int i = 0; ended == 0 && i < milliseconds / 10; i++) {
		nanosleep(&pause, NULL);
		ended = waitpid(pid, NULL, WNOHANG);
	}
	return ended == pid;
}

/* A signal ends the wait for a worker that does nothing. */
static void
test_sleeps(void **state)
{
	void (*const lies[])(void) = { say_half, say_all };

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		struct place p;
		struct archive *a = archive_with_liar(&p);
		pid_t pid;

		archive_close(a);
		place_lose_index(&p);
		lie = lies[i];
		pid = fork();
		if (pid == 0) {
			stop_setup();
			a = NULL;
			(void)archive_open(
			    &p.settings, "test-source", ARCHIVE_WRITE, &a);
			archive_close(a);
			_exit(0);
		}
		lie = NULL;
		assert_true(pid > 0);
		assert_false(ends_within(pid, 500));
		kill(pid, SIGTERM);
		assert_true(ends_within(pid, 1000));
	}
}

/* What no compression makes shorter, so that it stands in the file as it is. */
static void
add_noise(struct text *out, size_t length)
{
	uint32_t x = 2463534242U;

	while (length-- > 0) {
		char c;

		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		c = (char)(x >> 24);
		text_add(out, &c, 1);
	}
}

/* A content that ends its reader, and has what looks like a record. */
static void
test_planted(void **state)
{
	static const char record[] = "WARC/1.1\r\nWARC-Type: resource\r\n"
				     "WARC-Target-URI: a:evil\r\n"
				     "WARC-Date: " DATE "\r\n"
				     "Content-Length: 4\r\n\r\nevil\r\n\r\n";
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	struct text planted = { 0 };

	(void)state;
	add_noise(&planted, 50000);
	add_deflated(&planted, record, DEFLATED_GZIP);
	text_add_string(&planted, "WARC/1.1\r\n");
	add_noise(&planted, 50000);
	assert_non_null(add_more(a, "a:1", DIES, &planted));
	assert_non_null(add(a, "a:2", "two"));
	assert_string_equal(
	    show(a), "a:1 its worker was ended by SIGABRT; a:2 whole; ");
	archive_close(a);
	text_free(&planted);
}

/* An answer that is none of HTTP is kept, and broken, wherever it stands. */
static void
test_headless(void **state)
{
	static const char shown[] = "a:1 has no head of HTTP; "
				    "a:2 has no head of HTTP; a:3 whole; ";
	struct place p = place_new(arena, root);
	struct archive *a = place_open(&p, ARCHIVE_WRITE);
	struct text none = { 0 };
	struct text odd = { 0 };

	(void)state;
	text_add_string(&none, "nothing");
	text_add_string(&odd, "HTTP/1.1 000 Odd\r\n\r\nnothing");
	assert_non_null(add_answer(a, "a:1", &none, 0));
	assert_non_null(add_answer(a, "a:2", &odd, 20));
	assert_non_null(add(a, "a:3", "three"));
	assert_string_equal(show(a), shown);
	archive_close(a);
	place_lose_index(&p);
	a = place_open(&p, ARCHIVE_WRITE);
	assert_string_equal(show(a), shown);
	archive_close(a);
	text_free(&none);
	text_free(&odd);
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
	suite_add(&s, "nothing is cut off that is whole", test_cuts);
	suite_add(&s, "what cannot be does not displace what was told before",
	    test_unsound);
	suite_add(&s, "nor what is whole", test_elsewhere);
	suite_add(&s, "nothing is behind what is torn", test_behind_torn);
	suite_add(
	    &s, "what was told of a file is not told of another", test_same);
	suite_add(
	    &s, "what was added before is not what is added now", test_late);
	suite_add(&s, "a damage is told once", test_damages);
	suite_add(&s, "a record is not read as that of another address",
	    test_another);
	suite_add(&s, "a signal ends the wait for what sleeps", test_sleeps);
	suite_add(&s, "a content that ends its reader plants no record",
	    test_planted);
	suite_add(&s, "an answer without a head is broken", test_headless);
	status = suite_run(&s, "survey");
	folder_remove(root);
	arena_free(arena);
	return status;
}
