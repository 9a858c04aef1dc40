#include "base/worker.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/wall.h"

#define WORKER_LOG 1     /* a message for the user; its table is the level */
#define WORKER_REFUSED 2 /* what the machine refused it, and why */
#define REFUSED_MOST 512 /* bytes of that */
#define WORKER_SHUT 3    /* it is shut in, and begins with its work */
#define LINK 3           /* the worker's descriptor of the socket */
#define SEND_AT ((size_t)64 * 1024)
#define RECEIVE_SIZE ((size_t)256 * 1024)
#define LEAVING_MS 5000    /* that a worker without a task may take to end */
#define EX_MEMORY EX_OSERR /* the worker was refused memory */
#define EX_WALL EX_NOPERM  /* it could not be shut in */

struct worker_head {
	uint16_t kind;
	uint16_t table;
	uint32_t count;
	uint32_t length;
};

/* What has come over the socket. */
struct worker_inbox {
	int fd;
	struct text bytes;
	size_t taken; /* of the bytes */
	bool ended;
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
};

struct worker_link {
	struct worker_inbox inbox;
	const struct worker_limits *limits;
	struct text out;
};

/* Messages */

static void
inbox_receive(struct worker_inbox *in, int flags)
{
	char *room;
	ssize_t n;

	if (in->taken > 0) {
		in->bytes.length -= in->taken;
		memmove(in->bytes.bytes, in->bytes.bytes + in->taken,
		    in->bytes.length);
		in->taken = 0;
	}
	room = text_room(&in->bytes, RECEIVE_SIZE);
	do {
		n = recv(in->fd, room, RECEIVE_SIZE, flags);
	} while (n < 0 && errno == EINTR);
	if (n > 0)
		in->bytes.length += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
		in->ended = true;
}

/* The message that begins at that byte; false if it is not there whole. */
static bool
inbox_message(struct worker_inbox *in, size_t at, struct worker_message *m)
{
	struct worker_head head;

	if (in->bytes.length - at < sizeof(head))
		return false;
	memcpy(&head, in->bytes.bytes + at, sizeof(head));
	if (head.length > WORKER_MOST_BYTES || head.kind >= WORKER_OWN * 2) {
		in->ended = true;
		return false;
	}
	if (in->bytes.length - at - sizeof(head) < head.length)
		return false;
	*m = (struct worker_message){
		.kind = head.kind,
		.table = head.table,
		.count = head.count,
		.length = head.length,
		.bytes = in->bytes.bytes + at + sizeof(head),
	};
	return true;
}

static bool
inbox_next(struct worker_inbox *in, struct worker_message *m)
{
	if (!inbox_message(in, in->taken, m))
		return false;
	in->taken += sizeof(struct worker_head) + m->length;
	return true;
}

static void
message_write(struct text *out, const struct worker_message *m)
{
	const struct worker_head head = { m->kind, m->table, m->count,
		m->length };

	text_add(out, (const char *)&head, sizeof(head));
	text_add(out, m->bytes, m->length);
}

/* False when nobody is there to take it. */
static bool
bytes_send(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			length -= (size_t)n;
		}
	}
	return true;
}

/* The worker's side */

static struct worker_link *worker_own; /* NULL: this is no worker */

static void
link_send(struct worker_link *link)
{
	if (!bytes_send(link->inbox.fd, link->out.bytes, link->out.length))
		_exit(EX_IOERR);
	text_empty(&link->out);
}

bool
worker_take(struct worker_link *link, struct worker_message *m)
{
	while (!inbox_next(&link->inbox, m)) {
		link_send(link);
		if (link->inbox.ended)
			return false;
		inbox_receive(&link->inbox, 0);
	}
	return true;
}

void
worker_give(struct worker_link *link, const struct worker_message *m)
{
	message_write(&link->out, m);
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

static void
worker_live(int fd, const struct worker_limits *limits, worker_prepare *prepare,
    worker_main *run, void *context, pid_t parent)
{
	struct worker_link link = { .limits = limits };

	/* It does not outlive its parent. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EX_OK);
	worker_setup(&link, fd);
	worker_shut_in(&link, prepare, context);
	run(&link, context);
	link_send(&link);
	_exit(EX_OK);
}

/* The parent's side */

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

	message_write(&out, m);
	(void)bytes_send(w->inbox.fd, out.bytes, out.length);
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
	inbox_receive(&w->inbox, MSG_DONTWAIT);
	while (inbox_message(&w->inbox, w->counted, &m)) {
		w->counted += sizeof(struct worker_head) + m.length;
		w->came[m.kind]++;
	}
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
	while (inbox_next(&w->inbox, m)) {
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
	return !w->is_shut ||
	    (WIFEXITED(w->status) && WEXITSTATUS(w->status) == EX_TEMPFAIL);
}

static bool
worker_wants_memory(const struct worker *w)
{
	return WIFEXITED(w->status) && WEXITSTATUS(w->status) == EX_MEMORY;
}

const char *
worker_why(struct worker *w)
{
	const struct worker_limits *limits = w->limits;

	/* One that is ending keeps its status; one that lives ends now. */
	if (w->pid > 0)
		kill(w->pid, SIGKILL);
	worker_wait(w);
	text_empty(&w->why);
	if (w->is_shut && worker_wants_memory(w))
		return worker_limit_text(
		    w, "took", limits->memory, "read_memory");
	if (worker_was_refused(w) && w->refused.length > 0) {
		text_add_string(&w->why, text_string(&w->refused));
		return text_string(&w->why);
	}
	if (!w->is_shut)
		text_add_string(&w->why, "could not be shut in: it ");
	if (worker_wants_memory(w))
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
	return text_string(&w->why);
}
