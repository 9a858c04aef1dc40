#include "tests/support/support.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>

#include "archive/body.h"
#include "base/crew.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/stop.h"

/* A task is a word that says what the worker does. */

#define MUCH ((size_t)300000)

enum { WORD = WORKER_OWN + 1 };

struct record {
	struct text text; /* what was taken, and what was given up */
	size_t taken;
};

static void
give(struct worker_link *link, const char *word, size_t length)
{
	worker_give(link,
	    &(struct worker_message){
		.kind = WORD, .length = (uint32_t)length, .bytes = word });
}

/* Where it has no limit, as under AddressSanitizer, it ends as if it had. */
static void
take_memory(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_AS, &limit) != 0 ||
	    limit.rlim_cur == RLIM_INFINITY)
		exit(EX_OSERR);
	for (;;)
		memset(xzalloc(1000000), 1, 1000000);
}

static ssize_t
fail_to_read(void *context, char *bytes, size_t size)
{
	(void)context;
	(void)bytes;
	(void)size;
	errno = EIO;
	return -1;
}

/* Takes the failure for the end, as a reader may. */
static void
read_badly(void)
{
	FILE *file = fopencookie(
	    NULL, "r", (cookie_io_functions_t){ .read = fail_to_read });
	struct body *body = body_of_file(file, "/a/file");
	char c;

	while (body_read(body, &c, 1) > 0)
		;
	body_close(body);
	fclose(file);
}

static void
work(void *context, struct worker_link *link, const struct worker_message *task)
{
	const char *word = task->bytes;
	static char much[WORKER_MOST_BYTES + 1];

	(void)context;
	if (strcmp(word, "slow") == 0)
		usleep(100000);
	if (strcmp(word, "abort") == 0) {
		give(link, much, MUCH);
		signal(SIGABRT, SIG_DFL);
		abort();
	}
	if (strcmp(word, "exit") == 0)
		exit(9);
	if (strcmp(word, "memory") == 0)
		take_memory();
	for (int i = 0; i < 12 && strcmp(word, "drip") == 0; i++) {
		usleep(400000);
		give(link, "", 1);
		worker_begin(link); /* sends it */
	}
	if (strcmp(word, "claim") == 0) {
		give(link, word, task->length);
		for (int i = 0; i < 2; i++)
			worker_give(link,
			    &(struct worker_message){ .kind = WORKER_OWN });
		worker_begin(link);
		usleep(1000000);
	}
	while (strcmp(word, "sleep") == 0)
		usleep(1000000);
	for (volatile int on = strcmp(word, "loop") == 0; on != 0;)
		;
	for (volatile int on = strcmp(word, "endless") == 0; on != 0;)
		give(link, much, MUCH);
	if (strcmp(word, "unread") == 0)
		read_badly();
	if (strcmp(word, "log") == 0)
		log_error("a message");
	if (strcmp(word, "nonsense") == 0)
		give(link, much, WORKER_MOST_BYTES + 1);
	give(link, word, task->length);
}

static bool
take(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	struct record *r = context;

	assert_int_equal(m->kind, WORD);
	r->taken += m->length;
	if (strcmp(task->bytes, m->bytes) == 0)
		text_addf(&r->text, "%s ", m->bytes);
	return true;
}

static bool
give_up(void *context, const struct worker_message *task, const char *why,
    bool may_pass)
{
	struct record *r = context;

	text_addf(&r->text, "[%s %s%s] ", task->bytes, why,
	    may_pass ? ", may pass" : "");
	return true;
}

static const struct crew_trade trade = { NULL, work, take, give_up };

static bool
do_words(struct crew *crew, const char *words)
{
	char *copy = xstrdup(words);
	char *rest = NULL;
	bool ok = true;

	for (char *word = strtok_r(copy, " ", &rest); ok && word != NULL;
	     word = strtok_r(NULL, " ", &rest))
		ok = crew_add(crew,
		    &(struct worker_message){
			.kind = WORD,
			.length = (uint32_t)strlen(word) + 1,
			.bytes = word,
		    });
	free(copy);
	return ok && crew_finish(crew);
}

struct crew_case {
	const char *name;
	const char *tasks;
	const char *result;
	struct worker_limits limits;
};

static const struct crew_case cases[] = {
	{ "in order", "slow a b slow c d e slow f g h i j k l m n o p q",
	    "slow a b slow c d e slow f g h i j k l m n o p q ", { 0 } },
	{ "one that dies costs the others nothing", "a b c abort d e f g h i",
	    "a b c [abort was ended by SIGABRT] d e f g h i ", { 0 } },
	{ "each of several", "abort abort a exit exit b abort",
	    "[abort was ended by SIGABRT] [abort was ended by SIGABRT] a "
	    "[exit ended with status 9] [exit ended with status 9] b "
	    "[abort was ended by SIGABRT] ",
	    { 0 } },
	{ "one that loops", "a loop b",
	    "a [loop took more than 1 processor seconds (limit read_seconds)] "
	    "b ",
	    { .seconds = 1 } },
	{ "one that sleeps", "a sleep slow b",
	    "a [sleep did nothing for 3 seconds, may pass] slow b ",
	    { .still = 3 } },
	{ "one that is slow to give", "a drip b", "a drip b ", { .still = 3 } },
	{ "one that gives without end", "a endless b",
	    "a [endless gave more than 500000 bytes (limit read_output)] b ",
	    { .output = 500000 } },
	{ "one that takes memory", "a memory b",
	    "a [memory took more than 30000000 bytes (limit read_memory)] b ",
	    { .memory = 30000000 } },
	{ "one whose file cannot be read", "a unread b",
	    "a [unread could not read file: Input/output error, may pass] b ",
	    { 0 } },
	{ "one that makes no sense", "a nonsense b",
	    "a [nonsense was ended by SIGKILL] b ", { 0 } },
};

static void
test_crew(void **state)
{
	const struct crew_case *c = *state;

	for (size_t workers = 1; workers <= 3; workers += 2) {
		struct record r = { .taken = 0 };
		struct crew *crew = crew_new(workers, &c->limits, &trade, &r);

		assert_true(do_words(crew, c->tasks));
		crew_free(crew);
		assert_string_equal(text_string(&r.text), c->result);
		text_free(&r.text);
	}
}

/* One that claims to have done more tasks than it had does no other. */
static void
test_claim(void **state)
{
	static const struct worker_limits limits = { 0 };
	struct record r = { .taken = 0 };
	struct crew *crew = crew_new(1, &limits, &trade, &r);

	(void)state;
	assert_true(do_words(crew, "a claim"));
	assert_true(do_words(crew, "b c d e f"));
	crew_free(crew);
	assert_string_equal(text_string(&r.text), "a claim b c d e f ");
	text_free(&r.text);
}

/* What waits for its turn is not kept without end. */
static void
test_many(void **state)
{
	static const struct worker_limits limits = { 0 };
	struct text words = { 0 };
	struct record r = { .taken = 0 };
	struct crew *crew = crew_new(3, &limits, &trade, &r);

	(void)state;
	text_add_string(&words, "slow ");
	for (int i = 0; i < 20000; i++)
		text_addf(&words, "%d ", i);
	assert_true(do_words(crew, text_string(&words)));
	/* Workers that have nothing to do wait for more. */
	assert_true(do_words(crew, "a b "));
	text_add_string(&words, "a b ");
	crew_free(crew);
	assert_string_equal(text_string(&r.text), text_string(&words));
	text_free(&r.text);
	text_free(&words);
}

/* A stop comes at once, whatever the workers are at. */
static void
test_stop(void **state)
{
	static const struct worker_limits limits = { .seconds = 60 };
	struct timespec start;
	struct timespec end;
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		struct record r = { .taken = 0 };
		struct crew *crew = crew_new(2, &limits, &trade, &r);
		bool done;

		stop_setup();
		done = do_words(crew, "a loop loop b");
		crew_free(crew);
		_exit(done || !stop_requested() ? 1 : 7);
	}
	usleep(300000);
	clock_gettime(CLOCK_MONOTONIC, &start);
	kill(pid, SIGTERM);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
	assert_true(end.tv_sec - start.tv_sec < 2);
}

/* What a worker says is said by its parent, when its turn comes. */
static void
test_log(void **state)
{
	static const struct worker_limits limits = { 0 };
	struct record r = { .taken = 0 };
	struct crew *crew = crew_new(1, &limits, &trade, &r);
	int before = dup(STDERR_FILENO);
	char said[100] = "";
	FILE *file = tmpfile();

	(void)state;
	dup2(fileno(file), STDERR_FILENO);
	assert_true(do_words(crew, "a log b"));
	dup2(before, STDERR_FILENO);
	close(before);
	rewind(file);
	assert_non_null(fgets(said, sizeof(said), file));
	assert_string_equal(said, "armsetl: error: a message\n");
	fclose(file);
	crew_free(crew);
	text_free(&r.text);
}

int
main(void)
{
	struct suite s = { 0 };

	SUITE_TABLE(&s, test_crew, cases);
	suite_add(&s, "more tasks than it had", test_claim);
	suite_add(&s, "many tasks", test_many);
	suite_add(&s, "a stop", test_stop);
	suite_add(&s, "a message of a worker", test_log);
	return suite_run(&s, "crew");
}
