#include "base/worker_side.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/wall.h"
#include "base/worker_inbox.h"

#define LINK 3 /* the worker's descriptor of the socket */
#define SEND_AT ((size_t)64 * 1024)

struct worker_link {
	struct worker_inbox inbox;
	const struct worker_limits *limits;
	struct text out;
};

static struct worker_link *worker_own; /* NULL: this is no worker */

static void
link_send(struct worker_link *link)
{
	if (!worker_send_bytes(
		link->inbox.fd, link->out.bytes, link->out.length))
		_exit(EX_IOERR);
	text_empty(&link->out);
}

bool
worker_take(struct worker_link *link, struct worker_message *m)
{
	while (!worker_inbox_next(&link->inbox, m)) {
		link_send(link);
		if (link->inbox.ended)
			return false;
		worker_inbox_receive(&link->inbox, 0);
	}
	return true;
}

void
worker_give(struct worker_link *link, const struct worker_message *m)
{
	worker_message_write(&link->out, m);
	if (link->out.length >= SEND_AT)
		link_send(link);
}

/* The kernel counts whole seconds, and those of the whole process. */
void
worker_begin(struct worker_link *link)
{
	struct timespec used;
	struct rlimit limit;

	link_send(link);
	if (link->limits->seconds == 0 ||
	    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0 ||
	    getrlimit(RLIMIT_CPU, &limit) != 0)
		return;
	limit.rlim_cur = (rlim_t)used.tv_sec + 1 + link->limits->seconds;
	if (limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
}

static void
worker_take_log(enum log_level level, const char *message)
{
	worker_give(worker_own,
	    &(struct worker_message){
		.kind = WORKER_LOG,
		.table = (uint16_t)level,
		.length = (uint32_t)strlen(message) + 1,
		.bytes = message,
	    });
}

/* Before anything of the parent's, such as its open files, is tidied up. */
static void
worker_leave(int status, void *link)
{
	link_send(link);
	_exit(status);
}

/* Ends this worker, for what the machine refused it. */
static noreturn void
worker_end_refused(int status, const char *what, const char *why)
{
	char text[REFUSED_MOST];

	snprintf(text, sizeof(text), "%.300s: %.200s", what, why);
	worker_give(worker_own,
	    &(struct worker_message){
		.kind = WORKER_REFUSED,
		.length = (uint32_t)strlen(text) + 1,
		.bytes = text,
	    });
	exit(status);
}

void
worker_cannot_read(const char *name)
{
	const char *reason = strerror(errno);
	const char *slash = strrchr(name, '/');
	char what[300];

	if (worker_own == NULL)
		return;
	snprintf(what, sizeof(what), "could not read %s",
	    slash == NULL ? name : slash + 1);
	worker_end_refused(EX_TEMPFAIL, what, reason);
}

/*
 * AddressSanitizer's shadow lies in 16 TB of address space, so that there no
 * such limit can be set.
 */
static void
worker_limit_memory(uint64_t more)
{
	FILE *statm = WALL_HAS_SANITIZER || more == 0
	    ? NULL
	    : fopen("/proc/self/statm", "re");
	char line[100] = "";
	struct rlimit limit;

	if (statm == NULL)
		return;
	if (fgets(line, sizeof(line), statm) != NULL &&
	    getrlimit(RLIMIT_AS, &limit) == 0) {
		uint64_t pages = strtoull(line, NULL, 10); /* of its space */
		uint64_t most = pages * (uint64_t)sysconf(_SC_PAGESIZE) + more;

		if (most < limit.rlim_max)
			limit.rlim_cur = most;
		setrlimit(RLIMIT_AS, &limit);
	}
	fclose(statm);
}

static void
worker_setup(struct worker_link *link, int fd)
{
	dup2(fd, LINK);
	close_range(LINK + 1, ~0U, 0);
	link->inbox.fd = LINK;
	worker_own = link;
	log_divert(worker_take_log);
	on_exit(worker_leave, link);
	signal(SIGXCPU, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	/* A signal to the whole group is the parent's to answer. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	if (!WALL_HAS_SANITIZER) /* whose memory is 16 TB, and not to be read */
		memory_forget_copies();
	memory_end_with(EX_MEMORY);
	memory_give_libraries();
	json_object_seed(0);
}

/* Everything of this process that is yet to come is behind the wall. */
static void
worker_shut_in(struct worker_link *link, worker_prepare *prepare, void *context)
{
	static const struct rlimit file = { WORKER_FILE_MOST,
		WORKER_FILE_MOST };
	struct wall *wall = wall_new(LINK);
	const char *lack;

	prepare(wall, context);
	worker_limit_memory(link->limits->memory);
	setrlimit(RLIMIT_FSIZE, &file);
	lack = wall_shut(wall);
	if (lack != NULL)
		worker_end_refused(EX_WALL, "could not be shut in", lack);
	worker_give(link, &(struct worker_message){ .kind = WORKER_SHUT });
}

noreturn void
worker_live(int socket, const struct worker_limits *limits,
    worker_prepare *prepare, worker_main *run, void *context, pid_t parent)
{
	struct worker_link link = { .limits = limits };

	/* It does not outlive its parent. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EX_OK);
	worker_setup(&link, socket);
	worker_shut_in(&link, prepare, context);
	run(&link, context);
	link_send(&link);
	_exit(EX_OK);
}
