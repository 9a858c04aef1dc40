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

struct wall {
	int rules;                /* Landlock's; -1: there is none */
	struct sock_fprog filter; /* seccomp's; without one its length is 0 */
};

/* The parts that a kernel may lack, as the trial's exit status. */
enum wall_part { WALL_WHOLE, WALL_FILES, WALL_CALLS, WALL_PROCESS };

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

/* What it may do with some arguments only: with all of a line. */
static bool
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
		if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
			bounded[i].call, bounded[i].count,
			bounded[i].arguments) != 0)
			return false;
	}
	return true;
}

static bool
wall_add_calls(
    scmp_filter_ctx filter, const int *calls, size_t count, uint32_t action)
{
	for (size_t i = 0; i < count; i++) {
		if (seccomp_rule_add(filter, action, calls[i], 0) != 0)
			return false;
	}
	return true;
}

/* The program of a filter, read from what libseccomp writes into a file. */
static bool
wall_compile(scmp_filter_ctx filter, struct sock_fprog *out)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	bool ok = fd >= 0 && seccomp_export_bpf(filter, fd) == 0;
	off_t size = ok ? lseek(fd, 0, SEEK_END) : 0;

	if (size > 0) {
		out->filter = xrealloc(NULL, 1, (size_t)size);
		ok = pread(fd, out->filter, (size_t)size, 0) == size;
		out->len =
		    (unsigned short)((size_t)size / sizeof(struct sock_filter));
	}
	if (fd >= 0)
		close(fd);
	return ok && size > 0;
}

static void
wall_filter_new(struct wall *w, int socket)
{
	const uint32_t refused = SCMP_ACT_ERRNO(EACCES);
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);

	if (filter == NULL ||
	    seccomp_attr_set(
		filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0 ||
	    !wall_add_calls(
		filter, wall_calls, COUNT(wall_calls), SCMP_ACT_ALLOW) ||
	    !wall_add_calls(
		filter, wall_refused, COUNT(wall_refused), refused) ||
	    !wall_add_calls(filter, wall_reports, COUNT(wall_reports),
		WALL_HAS_SANITIZER ? SCMP_ACT_ALLOW : refused) ||
	    !wall_add_bounded(filter, socket) ||
	    !wall_compile(filter, &w->filter))
		w->filter.len = 0;
	seccomp_release(filter);
}

/* The process itself */

struct wall *
wall_new(int socket)
{
	struct wall *w = xzalloc(sizeof(*w));

	w->rules = wall_rules_new();
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

	if (w->rules >= 0)
		close(w->rules);
	return ok;
}

/* Does each part, and gives the last that the kernel does not do. */
static enum wall_part
wall_shut_parts(struct wall *w)
{
	enum wall_part lacks = WALL_WHOLE;

	if (!wall_shut_process())
		lacks = WALL_PROCESS;
	if (!wall_shut_files(w))
		lacks = WALL_FILES;
	if (w->filter.len == 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &w->filter, 0, 0) != 0)
		lacks = WALL_CALLS;
	free(w->filter.filter);
	free(w);
	return lacks;
}

bool
wall_shut(struct wall *w)
{
	return wall_shut_parts(w) == WALL_WHOLE || wall_is_degraded;
}

const char *
wall_lacks(void)
{
	static const char *const texts[] = {
		[WALL_FILES] = "Landlock is missing or forbidden here",
		[WALL_CALLS] = "seccomp is missing or forbidden here",
		[WALL_PROCESS] = "a process cannot give up what it has",
	};
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit((int)wall_shut_parts(wall_new(-1)));
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (pid < 0 || !WIFEXITED(status) ||
	    (size_t)WEXITSTATUS(status) >= COUNT(texts))
		return texts[WALL_PROCESS];
	return texts[WEXITSTATUS(status)];
}
