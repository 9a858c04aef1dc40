#include "base/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

struct wall {
	int rules;                /* Landlock's; -1: there is none */
	int rules_failed;         /* errno: why not */
	struct sock_fprog filter; /* seccomp's; without one its length is 0 */
	int filter_failed;
};

/* The parts that a kernel may lack; or none could be tried. */
enum wall_part { WALL_WHOLE, WALL_FILES, WALL_CALLS, WALL_PROCESS, WALL_TRIAL };

/* A part that is not done, and why: errno. */
struct wall_lack {
	enum wall_part part;
	int failed;
};

/* Bytes that libseccomp takes, at most, for a filter as ours. */
#define FILTER_ROOM ((size_t)1024 * 1024)

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool wall_is_degraded;

void
wall_degrade(void)
{
	wall_is_degraded = true;
}

/* Files, by Landlock */

/* As struct landlock_ruleset_attr of Linux 6.12; older ones take it, too. */
struct wall_rules {
	uint64_t files;
	uint64_t network;
	uint64_t scopes;
};

/* All that a kernel's version of Landlock can refuse: the lowest bits each. */
static struct wall_rules
wall_rules_of(long version)
{
	unsigned files = version >= 5 ? 16
	    : version >= 3            ? 15
	    : version == 2            ? 14
				      : 13;

	return (struct wall_rules){
		.files = (UINT64_C(1) << files) - 1,
		.network = version >= 4 ? 3 : 0,
		.scopes = version >= 6 ? 3 : 0,
	};
}

static int
wall_rules_new(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct wall_rules all = wall_rules_of(version);

	return version < 1
	    ? -1
	    : (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0U);
}

static void
wall_let_read(
    const struct wall *w, const char *path, mode_t kind, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = access,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	struct stat st;

	if (rule.parent_fd < 0)
		return;
	if (fstat(rule.parent_fd, &st) == 0 && (st.st_mode & S_IFMT) == kind)
		syscall(SYS_landlock_add_rule, w->rules,
		    LANDLOCK_RULE_PATH_BENEATH, &rule, 0U);
	close(rule.parent_fd);
}

void
wall_let_read_file(struct wall *w, const char *path)
{
	wall_let_read(w, path, S_IFREG, LANDLOCK_ACCESS_FS_READ_FILE);
}

void
wall_let_read_folder(struct wall *w, const char *path)
{
	wall_let_read(w, path, S_IFDIR,
	    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
}

/* System calls, by seccomp */

/* What the readers and their libraries do; and what harms nobody. */
static const int wall_calls[] = {
	/* memory; but none that is code, see below */
	SCMP_SYS(brk),
	SCMP_SYS(madvise),
	SCMP_SYS(mremap),
	SCMP_SYS(munmap),
	/* what is open */
	SCMP_SYS(_llseek),
	SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(fstat64),
	SCMP_SYS(ftruncate),
	SCMP_SYS(ftruncate64),
	SCMP_SYS(getdents64),
	SCMP_SYS(lseek),
	SCMP_SYS(newfstatat), /* fstat() is made of it */
	SCMP_SYS(pread64),
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	/* itself and the time */
	SCMP_SYS(clock_getres),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(futex),
	SCMP_SYS(getegid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getpid),
	SCMP_SYS(getrandom),
	SCMP_SYS(gettid),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(getuid),
	SCMP_SYS(nanosleep),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sched_yield),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(sysinfo), /* qsort() asks how much memory there is */
	SCMP_SYS(time),
};

/* What a library may try, and goes on without. */
static const int wall_refused[] = {
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(fstatfs),
	SCMP_SYS(getcwd),
	SCMP_SYS(ioctl),
	SCMP_SYS(prctl), /* names of threads */
	SCMP_SYS(readlinkat),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(statfs),
	SCMP_SYS(uname),
};

/* What AddressSanitizer makes its reports with; refused where it is not. */
static const int wall_reports[] = {
	SCMP_SYS(pipe), /* whether memory can be read */
	SCMP_SYS(pipe2),
	SCMP_SYS(readlink),
};

#define WALL_WRITES (O_ACCMODE | O_CREAT | O_TRUNC | O_PATH)
#define IS(argument, value)                                              \
	{                                                                \
		.arg = (argument), .op = SCMP_CMP_EQ, .datum_a = (value) \
	}
#define HAS_NONE(argument, bits)                                               \
	{                                                                      \
		.arg = (argument), .op = SCMP_CMP_MASKED_EQ, .datum_a = (bits) \
	}

/* What it may do with some arguments only: with all of a line. 0, or errno. */
static int
wall_add_bounded(scmp_filter_ctx filter, int socket)
{
	const scmp_datum_t link = (scmp_datum_t)socket;
	const scmp_datum_t self = (scmp_datum_t)getpid();
	const struct {
		int call;
		unsigned count;
		struct scmp_arg_cmp arguments[2];
	} bounded[] = {
		{ SCMP_SYS(mmap), 1, { HAS_NONE(2, PROT_EXEC) } },
		{ SCMP_SYS(mmap2), 1, { HAS_NONE(2, PROT_EXEC) } },
		{ SCMP_SYS(mprotect), 1, { HAS_NONE(2, PROT_EXEC) } },
		{ SCMP_SYS(open), 1, { HAS_NONE(1, WALL_WRITES) } },
		{ SCMP_SYS(openat), 1, { HAS_NONE(2, WALL_WRITES) } },
		{ SCMP_SYS(fcntl), 1, { IS(1, F_GETFD) } },
		{ SCMP_SYS(fcntl), 1, { IS(1, F_GETFL) } },
		{ SCMP_SYS(fcntl), 1, { IS(1, F_SETFD) } },
		{ SCMP_SYS(recvfrom), 2, { IS(0, link), IS(4, 0) } },
		{ SCMP_SYS(sendto), 2, { IS(0, link), IS(4, 0) } },
		{ SCMP_SYS(tgkill), 1, { IS(0, self) } }, /* abort() */
		{ SCMP_SYS(prlimit64), 2, { IS(0, 0), IS(1, RLIMIT_CPU) } },
		{ SCMP_SYS(prlimit64), 2, { IS(0, 0), IS(2, 0) } },
	};

	for (size_t i = 0; i < COUNT(bounded); i++) {
		int status = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    bounded[i].call, bounded[i].count, bounded[i].arguments);

		if (status != 0)
			return -status;
	}
	return 0;
}

static int
wall_add_calls(
    scmp_filter_ctx filter, const int *calls, size_t count, uint32_t action)
{
	for (size_t i = 0; i < count; i++) {
		int status = seccomp_rule_add(filter, action, calls[i], 0);

		if (status != 0)
			return -status;
	}
	return 0;
}

static int
wall_add_all(scmp_filter_ctx filter, int socket)
{
	const uint32_t refused = SCMP_ACT_ERRNO(EACCES);
	int failed = -seccomp_attr_set(
	    filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

	/* What the system said, and not that there was something. */
	if (failed == 0)
		failed = -seccomp_attr_set(filter, SCMP_FLTATR_API_SYSRAWRC, 1);
	if (failed == 0)
		failed = wall_add_calls(
		    filter, wall_calls, COUNT(wall_calls), SCMP_ACT_ALLOW);
	if (failed == 0)
		failed = wall_add_calls(
		    filter, wall_refused, COUNT(wall_refused), refused);
	if (failed == 0)
		failed =
		    wall_add_calls(filter, wall_reports, COUNT(wall_reports),
			WALL_HAS_SANITIZER ? SCMP_ACT_ALLOW : refused);
	return failed != 0 ? failed : wall_add_bounded(filter, socket);
}

/*
 * The program of a filter, read from what libseccomp writes into a file. 0, or
 * errno.
 */
static int
wall_compile(scmp_filter_ctx filter, struct sock_fprog *out)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	int failed = fd < 0 ? errno : -seccomp_export_bpf(filter, fd);
	off_t size = failed == 0 ? lseek(fd, 0, SEEK_END) : 0;

	if (size > 0) {
		out->filter = xrealloc(NULL, 1, (size_t)size);
		if (pread(fd, out->filter, (size_t)size, 0) == size)
			out->len = (unsigned short)((size_t)size /
			    sizeof(struct sock_filter));
	}
	if (failed == 0 && out->len == 0)
		failed = errno;
	if (fd >= 0)
		close(fd);
	return failed;
}

static void
wall_filter_new(struct wall *w, int socket)
{
	scmp_filter_ctx filter;

	/* libseccomp does not look whether it was given what it asks for. */
	memory_reserve(FILTER_ROOM);
	errno = ENOSYS; /* what it is if the kernel has none */
	filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	w->filter_failed =
	    filter == NULL ? errno : wall_add_all(filter, socket);
	if (w->filter_failed == 0)
		w->filter_failed = wall_compile(filter, &w->filter);
	if (w->filter_failed != 0)
		w->filter.len = 0;
	seccomp_release(filter);
}

/* The process itself */

struct wall *
wall_new(int socket)
{
	struct wall *w = xzalloc(sizeof(*w));

	w->rules = wall_rules_new();
	w->rules_failed = errno;
	wall_filter_new(w, socket);
	if (WALL_HAS_SANITIZER) {
		wall_let_read_folder(w, "/proc/self");
		wall_let_read_file(w, "/proc/self/exe");
	}
	return w;
}

static bool
wall_keeps(const char *variable)
{
	return strncmp(variable, "LANG=", 5) == 0 ||
	    strncmp(variable, "LC_", 3) == 0 ||
	    strncmp(variable, "TZ=", 3) == 0;
}

/* Keys and passwords are overwritten where they stand, here as in memory. */
static void
wall_empty_environment(void)
{
	char **kept = environ;

	for (char **v = environ; v != NULL && *v != NULL; v++) {
		if (wall_keeps(*v))
			*kept++ = *v;
		else
			explicit_bzero(*v, strlen(*v));
	}
	if (kept != NULL)
		*kept = NULL;
}

static bool
wall_shut_process(void)
{
	static const struct rlimit none = { 0, 0 };
	int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	int last = WALL_HAS_SANITIZER ? STDOUT_FILENO : STDERR_FILENO;
	bool ok = nowhere >= 0;

	wall_empty_environment();
	memory_forget_secrets();
	for (int fd = STDIN_FILENO; ok && fd <= last; fd++)
		ok = dup2(nowhere, fd) == fd;
	if (nowhere >= 0)
		close(nowhere);
	ok = ok && setrlimit(RLIMIT_CORE, &none) == 0;
	if (!WALL_HAS_SANITIZER)
		ok = ok && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
	return ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static bool
wall_shut_files(const struct wall *w)
{
	bool ok = w->rules >= 0 &&
	    syscall(SYS_landlock_restrict_self, w->rules, 0U) == 0;
	int failed = w->rules >= 0 ? errno : w->rules_failed;

	if (w->rules >= 0)
		close(w->rules);
	errno = failed;
	return ok;
}

static bool
wall_shut_calls(const struct wall *w)
{
	errno = w->filter_failed;
	return w->filter.len > 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &w->filter, 0, 0) == 0;
}

/* Does each part, and gives the last that is not done. */
static struct wall_lack
wall_shut_parts(struct wall *w)
{
	struct wall_lack lack = { WALL_WHOLE, 0 };

	if (!wall_shut_process())
		lack = (struct wall_lack){ WALL_PROCESS, errno };
	if (!wall_shut_files(w))
		lack = (struct wall_lack){ WALL_FILES, errno };
	if (!wall_shut_calls(w))
		lack = (struct wall_lack){ WALL_CALLS, errno };
	free(w->filter.filter);
	free(w);
	return lack;
}

/* What the machine is short of at the moment says nothing of its kernel. */
static bool
wall_is_short(int failed)
{
	return failed == ENOMEM || failed == EAGAIN || failed == EMFILE ||
	    failed == ENFILE || failed == ENOSPC || failed == EIO;
}

static const char *
wall_lack_text(struct wall_lack lack)
{
	static const char *const texts[][2] = {
		[WALL_FILES] = { "Landlock is missing or forbidden here",
		    "Landlock cannot be set up" },
		[WALL_CALLS] = { "seccomp is missing or forbidden here",
		    "seccomp cannot be set up" },
		[WALL_PROCESS] = { "a process cannot give up what it has",
		    "a process cannot give up what it has" },
		[WALL_TRIAL] = { "the process that tries it ended early",
		    "no process can be had to try it" },
	};
	static struct text text;
	bool is_short = wall_is_short(lack.failed);

	if (lack.part == WALL_WHOLE)
		return NULL;
	text_empty(&text);
	text_add_string(&text, texts[lack.part][is_short]);
	if (lack.failed != 0)
		text_addf(&text, ": %s", strerror(lack.failed));
	return text_string(&text);
}

const char *
wall_shut(struct wall *w)
{
	struct wall_lack lack = wall_shut_parts(w);

	return wall_is_degraded ? NULL : wall_lack_text(lack);
}

/* In a process that tries what a worker does. */
static struct wall_lack
wall_try(void)
{
	struct wall_lack lack = { WALL_TRIAL, 0 };
	int ends[2] = { -1, -1 };
	pid_t pid = pipe2(ends, O_CLOEXEC) == 0 ? fork() : -1;

	if (pid == 0) {
		lack = wall_shut_parts(wall_new(-1));
		_exit(write(ends[1], &lack, sizeof(lack)) != sizeof(lack));
	}
	lack.failed = pid < 0 ? errno : 0;
	if (ends[0] >= 0) {
		close(ends[1]);
		if (read(ends[0], &lack, sizeof(lack)) < (ssize_t)sizeof(lack))
			lack.part = WALL_TRIAL;
		close(ends[0]);
	}
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	return lack;
}

const char *
wall_lacks(void)
{
	return wall_lack_text(wall_try());
}
