#include "base/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/worker_inbox.h"

#define LEAVING_MS 5000   /* that a worker without a task may take to end */
#define STILL_SECONDS 600 /* see worker_watch() */
#define STILL_USED_MS 100 /* of the processor, at most */
#define LOOK_MS 1000      /* that count since it was last looked at, at most */

struct worker_watch {
	uint64_t at;    /* the clock, when it was last looked at */
	uint64_t still; /* how long it has done nothing */
	uint64_t moved; /* processor time when it last did something */
};

struct worker {
	struct worker_inbox inbox;
	const struct worker_limits *limits;
	pid_t pid; /* 0: it was waited for */
	int status;
	size_t counted; /* bytes, whose messages are in `came' */
	size_t came[WORKER_OWN * 2];
	bool is_shut;        /* see WORKER_SHUT */
	struct text refused; /* see WORKER_REFUSED */
	struct text why;
	struct worker_watch watch; /* all times in milliseconds */
	bool has_come;             /* something, since it was looked at */
	bool is_still;             /* it was ended for it */
};

struct worker *
worker_start(const struct worker_limits *limits, worker_prepare *prepare,
    worker_main *run, void *context)
{
	pid_t parent = getpid();
	struct worker *w;
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		log_error("cannot start a worker: %s", strerror(errno));
		return NULL;
	}
	pid = fork();
	if (pid == 0)
		worker_live(ends[1], limits, prepare, run, context, parent);
	close(ends[1]);
	if (pid < 0) {
		log_error("cannot start a worker: %s", strerror(errno));
		close(ends[0]);
		return NULL;
	}
	w = xzalloc(sizeof(*w));
	w->inbox.fd = ends[0];
	w->limits = limits;
	w->pid = pid;
	return w;
}

static void
worker_wait(struct worker *w)
{
	while (
	    w->pid > 0 && waitpid(w->pid, &w->status, 0) < 0 && errno == EINTR)
		;
	w->pid = 0;
}

void
worker_stop(struct worker *w)
{
	if (w == NULL)
		return;
	if (w->pid > 0)
		kill(w->pid, SIGKILL);
	worker_wait(w);
	close(w->inbox.fd);
	text_free(&w->inbox.bytes);
	text_free(&w->refused);
	text_free(&w->why);
	free(w);
}

void
worker_dismiss(struct worker *w)
{
	struct pollfd end;

	if (w == NULL)
		return;
	/* Its end of the socket is closed when it has ended. */
	end = (struct pollfd){ .fd = w->inbox.fd };
	if (w->pid > 0 && shutdown(w->inbox.fd, SHUT_WR) == 0)
		(void)poll(&end, 1, LEAVING_MS);
	worker_stop(w);
}

void
worker_send(struct worker *w, const struct worker_message *m)
{
	struct text out = { 0 };

	worker_message_write(&out, m);
	(void)worker_send_bytes(w->inbox.fd, out.bytes, out.length);
	text_free(&out);
}

int
worker_descriptor(const struct worker *w)
{
	return w->inbox.fd;
}

void
worker_receive(struct worker *w)
{
	struct worker_message m;

	w->counted -= w->inbox.taken;
	worker_inbox_receive(&w->inbox, MSG_DONTWAIT);
	w->has_come = true;
	while (worker_inbox_message(&w->inbox, w->counted, &m)) {
		w->counted += worker_message_size(&m);
		w->came[m.kind]++;
	}
}

/* In milliseconds; 0: it has ended. */
static uint64_t
worker_used(const struct worker *w)
{
	clockid_t clock;
	struct timespec t;

	return w->pid > 0 && clock_getcpuclockid(w->pid, &clock) == 0 &&
		clock_gettime(clock, &t) == 0
	    ? (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000
	    : 0;
}

static unsigned
worker_still_most(const struct worker *w)
{
	return w->limits->still == 0 ? STILL_SECONDS : w->limits->still;
}

void
worker_watch(struct worker *w)
{
	struct worker_watch *watch = &w->watch;
	uint64_t used = worker_used(w);
	uint64_t now = time_now_ms();
	uint64_t passed =
	    watch->at == 0 || now < watch->at ? 0 : now - watch->at;

	if (w->is_still) /* it is ending */
		return;
	if (w->has_come || used > watch->moved + STILL_USED_MS) {
		watch->moved = used;
		watch->still = 0;
	} else {
		watch->still += passed < LOOK_MS ? passed : LOOK_MS;
	}
	w->has_come = false;
	watch->at = now;
	w->is_still = watch->still > (uint64_t)worker_still_most(w) * 1000;
	if (w->pid > 0 && w->is_still)
		kill(w->pid, SIGKILL);
}

void
worker_disbelieve(struct worker *w)
{
	w->inbox.ended = true;
}

static void
worker_log(const struct worker_message *m)
{
	if (m->table <= LOG_LEVEL_DEBUG && m->length > 0 &&
	    m->bytes[m->length - 1] == '\0')
		log_message((enum log_level)m->table, m->bytes);
}

/* A document may have taken the worker over, so that it may be any bytes. */
static void
worker_note_refused(struct worker *w, const struct worker_message *m)
{
	char *room;

	if (m->length == 0 || m->length > REFUSED_MOST ||
	    m->bytes[m->length - 1] != '\0')
		return;
	text_empty(&w->refused);
	room = text_room(&w->refused, (size_t)m->length * 3);
	utf8_disarm(m->bytes, room);
	w->refused.length = strlen(room);
}

bool
worker_next(struct worker *w, struct worker_message *m)
{
	while (worker_inbox_next(&w->inbox, m)) {
		switch (m->kind) {
		case WORKER_LOG:
			worker_log(m);
			break;
		case WORKER_SHUT:
			w->is_shut = true;
			break;
		case WORKER_REFUSED:
			worker_note_refused(w, m);
			break;
		default:
			return true;
		}
	}
	return false;
}

size_t
worker_came(const struct worker *w, uint16_t kind)
{
	return w->came[kind];
}

size_t
worker_waiting(const struct worker *w)
{
	return w->inbox.bytes.length - w->inbox.taken;
}

bool
worker_has_ended(const struct worker *w)
{
	return w->inbox.ended;
}

const char *
worker_limit_text(
    struct worker *w, const char *what, uint64_t bytes, const char *limit)
{
	text_empty(&w->why);
	text_addf(&w->why, "%s more than %llu bytes", what,
	    (unsigned long long)bytes);
	if (!w->limits->are_fixed)
		text_addf(&w->why, " (limit %s)", limit);
	return text_string(&w->why);
}

bool
worker_was_refused(const struct worker *w)
{
	return !w->is_shut || w->is_still ||
	    (WIFEXITED(w->status) && WEXITSTATUS(w->status) == EX_TEMPFAIL);
}

static bool
worker_wants_memory(const struct worker *w)
{
	return WIFEXITED(w->status) && WEXITSTATUS(w->status) == EX_MEMORY;
}

/* Of one that has ended otherwise than by what it was refused. */
static void
worker_add_end(struct worker *w)
{
	const struct worker_limits *limits = w->limits;

	if (w->is_still)
		text_addf(&w->why, "did nothing for %u seconds",
		    worker_still_most(w));
	else if (worker_wants_memory(w))
		text_add_string(&w->why, "was refused memory");
	else if (WIFEXITED(w->status))
		text_addf(
		    &w->why, "ended with status %d", WEXITSTATUS(w->status));
	else if (WTERMSIG(w->status) == SIGXCPU)
		text_addf(&w->why, "took more than %u processor seconds%s",
		    limits->seconds,
		    limits->are_fixed ? "" : " (limit read_seconds)");
	else if (WTERMSIG(w->status) == SIGXFSZ)
		text_addf(&w->why,
		    "wrote more than %llu bytes into its temporary file",
		    (unsigned long long)WORKER_FILE_MOST);
	else if (WTERMSIG(w->status) == SIGSYS)
		text_add_string(
		    &w->why, "made a system call that no reader makes");
	else
		text_addf(&w->why, "was ended by SIG%s",
		    sigabbrev_np(WTERMSIG(w->status)));
}

const char *
worker_why(struct worker *w)
{
	/* One that is ending keeps its status; one that lives ends now. */
	if (w->pid > 0)
		kill(w->pid, SIGKILL);
	worker_wait(w);
	text_empty(&w->why);
	if (w->is_shut && worker_wants_memory(w))
		return worker_limit_text(
		    w, "took", w->limits->memory, "read_memory");
	if (worker_was_refused(w) && w->refused.length > 0) {
		text_add_string(&w->why, text_string(&w->refused));
		return text_string(&w->why);
	}
	if (!w->is_shut)
		text_add_string(&w->why, "could not be shut in: it ");
	worker_add_end(w);
	return text_string(&w->why);
}
