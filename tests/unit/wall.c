#include "tests/support/support.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "archive/decode.h"
#include "archive/scratch.h"
#include "base/crew.h"
#include "base/memory.h"
#include "base/wall.h"
#include "format/form.h"

/* A worker that a document took over: what it does, and what comes of it. */

#define ENDED "made a system call that no reader makes"
#define DENIED "Permission denied"
#define DONE "done"

enum { WORD = WORKER_OWN + 1 };

/* What is planted outside the wall, and the one folder within. */
static struct {
	char *folder;
	char *within;  /* a folder */
	char *archive; /* a file there */
	char *pgpass;
	char *key;
	char *socket; /* one that somebody listens at */
	int open;     /* a descriptor of the key file, to be written */
	int port;     /* likewise */
	pid_t parent;
	const char *secret; /* in memory */
	const char *copied; /* likewise, as a library has it */
} place;

/* Deeds: 0 is success; of a failure errno tells. */

static int
deed_read(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char byte;

	return fd < 0 || read(fd, &byte, 1) != 1 ? -1 : close(fd);
}

static int
read_archive(void)
{
	return deed_read(place.archive);
}

/* Of a character set whose converter is a library's file. */
static int
read_japanese(void)
{
	struct body *b =
	    decode_utf8(body_of_string("\x93\xFA\x96\x7B"), "shift_jis");
	char text[7] = "";
	ssize_t n = body_read(b, text, 6);

	body_close(b);
	return n == 6 && strcmp(text, "\u65E5\u672C") == 0 ? 0 : -1;
}

/* One file after the other is empty at first, and two at once are not had. */
static int
keep_for_a_while(void)
{
	for (int i = 0; i < 3; i++) {
		FILE *file = scratch_open();
		char text[20] = "";

		if (file == NULL || scratch_open() != NULL ||
		    fgetc(file) != EOF)
			return -1;
		rewind(file);
		fprintf(file, "%d and more", i);
		rewind(file);
		if (fgets(text, sizeof(text), file) == NULL ||
		    text[0] != (char)('0' + i) || fgetc(file) != EOF)
			return -1;
		fseek(file, 3, SEEK_SET);
		scratch_close(file);
	}
	return 0;
}

/* Its last byte, for what is not written takes no room. */
static int
fill_the_disk_to(uint64_t length)
{
	FILE *file = scratch_open();
	bool ok = file != NULL &&
	    fseeko(file, (off_t)length - 1, SEEK_SET) == 0 &&
	    fputc('x', file) != EOF && fflush(file) == 0;

	if (file != NULL)
		(void)!ftruncate(fileno(file), 0);
	scratch_close(file);
	return ok ? 0 : -1;
}

static int
fill_as_it_may(void)
{
	return fill_the_disk_to(WORKER_FILE_MOST);
}

static int
fill_the_disk(void)
{
	return fill_the_disk_to(WORKER_FILE_MOST + 1);
}

static int
read_pgpass(void)
{
	return deed_read(place.pgpass);
}

static int
read_key(void)
{
	return deed_read(place.key);
}

static int
read_passwords(void)
{
	return deed_read("/etc/passwd");
}

static int
read_parent_environment(void)
{
	char path[100];

	snprintf(path, sizeof(path), "/proc/%d/environ", (int)place.parent);
	return deed_read(path);
}

static int
read_way_out(void)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/../.pgpass", place.within);
	return deed_read(path);
}

static int
look_around(void)
{
	int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd < 0 ? -1 : close(fd);
}

static int
read_secret(void)
{
	errno = ENOENT;
	return getenv("ARMSETL_KEY_CENSUS_TRADE") != NULL ||
		getenv("PGPASSWORD") != NULL
	    ? 0
	    : -1;
}

static int
read_kept_secret(void)
{
	errno = ENOENT;
	return *place.secret != '\0' ? 0 : -1;
}

static int
read_copied_secret(void)
{
	errno = ENOENT;
	return !WALL_HAS_SANITIZER &&
		strncmp(place.copied, "?key=0", strlen("?key=0")) == 0
	    ? 0
	    : -1;
}

static int
read_language(void)
{
	return getenv("LANG") != NULL ? 0 : -1;
}

static int
write_open(void)
{
	return write(place.open, "x", 1) == 1 ? 0 : -1;
}

static int
write_archive(void)
{
	return open(place.archive, O_WRONLY | O_CLOEXEC);
}

static int
empty_archive(void)
{
	return truncate(place.archive, 0);
}

static int
make_file(void)
{
	return openat(
	    AT_FDCWD, "planted", O_RDONLY | O_CREAT | O_CLOEXEC, 0600);
}

static int
remove_archive(void)
{
	return unlink(place.archive);
}

static int
open_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
connect_port(void)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)place.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	return connect(
	    socket(AF_INET, SOCK_STREAM, 0), (void *)&to, sizeof(to));
}

static int
connect_file(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };

	snprintf(to.sun_path, sizeof(to.sun_path), "%s", place.socket);
	return connect(
	    socket(AF_UNIX, SOCK_STREAM, 0), (void *)&to, sizeof(to));
}

/* Its own socket leads to its parent, and to nobody else. */
static int
send_elsewhere(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };

	return sendto(3, "x", 1, MSG_NOSIGNAL, (void *)&to, sizeof(to)) == 1
	    ? 0
	    : -1;
}

static int
send_descriptor(void)
{
	struct msghdr message = { 0 };

	return sendmsg(3, &message, MSG_NOSIGNAL) == 0 ? 0 : -1;
}

static int
run_program(void)
{
	char *const arguments[] = { (char *)(uintptr_t) "true", NULL };

	return execv("/bin/true", arguments);
}

static int
make_process(void)
{
	return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) >= 0 ? 0
									: -1;
}

static int
trace_parent(void)
{
	return ptrace(PTRACE_ATTACH, place.parent, NULL, NULL) == 0 ? 0 : -1;
}

static int
read_parent_memory(void)
{
	char byte;
	struct iovec here = { &byte, 1 };
	struct iovec there = { &place, 1 };

	return syscall(SYS_process_vm_readv, place.parent, &here, 1, &there, 1,
		   0) == 1
	    ? 0
	    : -1;
}

static int
kill_parent(void)
{
	return kill(place.parent, SIGTERM);
}

static int
kill_thread_of_parent(void)
{
	return (int)syscall(SYS_tgkill, place.parent, place.parent, SIGTERM);
}

/* The kernel sends a signal to whom a descriptor is said to belong to. */
static int
kill_parent_by_descriptor(void)
{
	return fcntl(3, F_SETOWN, place.parent);
}

static int
limit_parent(void)
{
	static const struct rlimit none = { 0, 0 };

	return prlimit(place.parent, RLIMIT_CPU, &none, NULL);
}

static int
raise_limit(void)
{
	static const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };

	return setrlimit(RLIMIT_AS, &all);
}

static int
become_root(void)
{
	return setuid(0);
}

static int
queue_calls(void)
{
	return (int)syscall(SYS_io_uring_setup, 1, NULL);
}

static int
make_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
	    ? -1
	    : 0;
}

static int
turn_into_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

/* To the terminal, as if its user had typed it. */
static int
type_for_user(void)
{
	return ioctl(STDERR_FILENO, TIOCSTI, "x");
}

static int
leave_core(void)
{
	struct rlimit limit;

	errno = EPERM;
	return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? -1
									  : 0;
}

static int
leave_namespace(void)
{
	return unshare(CLONE_NEWUSER);
}

struct deed {
	const char *name;
	int (*does)(void);
	const char *result;
};

static const struct deed deeds[] = {
	{ "read the archive", read_archive, DONE },
	{ "read text of another character set", read_japanese, DONE },
	{ "keep something for a while", keep_for_a_while, DONE },
	{ "keep as much as it may", fill_as_it_may, DONE },
	{ "fill the disk", fill_the_disk,
	    "wrote more than 68719476736 bytes into its temporary file" },
	{ "read ~/.pgpass", read_pgpass, DENIED },
	{ "read a key", read_key, DENIED },
	{ "read /etc/passwd", read_passwords, DENIED },
	{ "read its parent's environment", read_parent_environment, DENIED },
	{ "read by a way out of the folder", read_way_out, DENIED },
	{ "list a folder", look_around, DENIED },
	{ "find a secret in its environment", read_secret,
	    "No such file or directory" },
	{ "find a secret in its memory", read_kept_secret,
	    "No such file or directory" },
	{ "find what a library has of a secret", read_copied_secret,
	    "No such file or directory" },
	{ "find the language in its environment", read_language, DONE },
	{ "write to what its parent has open", write_open,
	    "Bad file descriptor" },
	{ "write to the archive", write_archive, ENDED },
	{ "empty a file of the archive", empty_archive, ENDED },
	{ "remove a file of the archive", remove_archive, ENDED },
	{ "make a file", make_file, ENDED },
	{ "open a socket", open_socket, ENDED },
	{ "connect to a port", connect_port, ENDED },
	{ "connect to a socket in a folder", connect_file, ENDED },
	{ "send to another than its parent", send_elsewhere, ENDED },
	{ "send a descriptor", send_descriptor, ENDED },
	{ "run a program", run_program, ENDED },
	{ "make a process", make_process, ENDED },
	{ "trace its parent", trace_parent, ENDED },
	{ "read its parent's memory", read_parent_memory, ENDED },
	{ "kill its parent", kill_parent, ENDED },
	{ "kill its parent's thread", kill_thread_of_parent, ENDED },
	{ "have the kernel kill its parent", kill_parent_by_descriptor, ENDED },
	{ "limit its parent", limit_parent, ENDED },
	{ "raise its own limit", raise_limit, ENDED },
	{ "become another user", become_root, ENDED },
	{ "queue system calls", queue_calls, ENDED },
	{ "make code", make_code, ENDED },
	{ "turn data into code", turn_into_code, ENDED },
	{ "type for the user", type_for_user, DENIED },
	{ "leave a core", leave_core, "Operation not permitted" },
	{ "leave its namespace", leave_namespace, ENDED },
};

/* The crew */

static void
prepare(struct wall *wall, void *context)
{
	(void)context;
	form_prepare(wall);
	wall_let_read_folder(wall, place.within);
}

static void
work(void *context, struct worker_link *link, const struct worker_message *task)
{
	const char *result;

	(void)context;
	errno = 0;
	result = deeds[task->count].does() >= 0 ? DONE : strerror(errno);
	worker_give(link,
	    &(struct worker_message){
		.kind = WORD,
		.length = (uint32_t)strlen(result) + 1,
		.bytes = result,
	    });
}

static bool
take(void *context, const struct worker_message *task,
    const struct worker_message *m)
{
	(void)task;
	text_add_string(context, m->bytes);
	return true;
}

static bool
give_up(void *context, const struct worker_message *task, const char *why,
    bool may_pass)
{
	(void)task;
	(void)may_pass;
	text_add_string(context, why);
	return true;
}

static void
test_deed(void **state)
{
	static const struct crew_trade trade = { prepare, work, take, give_up };
	static const struct worker_limits limits = { .seconds = 10 };
	const struct deed *deed = *state;
	struct text result = { 0 };
	struct crew *crew = crew_new(1, &limits, &trade, &result);

	assert_true(crew_add(crew,
	    &(struct worker_message){
		.kind = WORD,
		.count = (uint32_t)(deed - deeds),
		.bytes = "",
	    }));
	assert_true(crew_finish(crew));
	crew_free(crew);
	assert_string_equal(text_string(&result), deed->result);
	text_free(&result);
	assert_int_equal(file_size(place.archive), 7);
	assert_int_equal(file_size(place.key), 4);
}

static void
test_whole(void **state)
{
	(void)state;
	assert_null(wall_lacks());
}

/* In place of the library's, which it calls unless it is to fail. */
static int filter_fails;

int
seccomp_export_bpf(scmp_filter_ctx ctx, int fd)
{
	int (*real)(scmp_filter_ctx, int);

	*(void **)&real = dlsym(RTLD_NEXT, "seccomp_export_bpf");
	return filter_fails != 0 ? -filter_fails : real(ctx, fd);
}

static void
test_reason(void **state)
{
	static const struct {
		int failed;
		const char *told;
	} cases[] = {
		{ ENOMEM, "seccomp cannot be set up: Cannot allocate memory" },
		{ EMFILE, "seccomp cannot be set up: Too many open files" },
		{ EIO, "seccomp cannot be set up: Input/output error" },
		{ ENOSYS,
		    "seccomp is missing or forbidden here: "
		    "Function not implemented" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		filter_fails = cases[i].failed;
		assert_string_equal(wall_lacks(), cases[i].told);
	}
	filter_fails = 0;
	assert_null(wall_lacks());
}

/* Each further descriptor is refused, the pipe's first. */
static void
test_no_descriptors(void **state)
{
	struct rlimit before;
	struct rlimit few;
	const char *told;

	(void)state;
	getrlimit(RLIMIT_NOFILE, &before);
	few = before;
	few.rlim_cur = 3;
	setrlimit(RLIMIT_NOFILE, &few);
	told = wall_lacks();
	setrlimit(RLIMIT_NOFILE, &before);
	assert_string_equal(
	    told, "no process can be had to try it: Too many open files");
}

/* Planting */

static char *
plant(struct arena *arena, const char *name, const char *content)
{
	char *path = arena_print(arena, "%s/%s", place.folder, name);

	file_write(path, content, strlen(content));
	return path;
}

static void
plant_listeners(void)
{
	struct sockaddr_in port = { .sin_family = AF_INET };
	struct sockaddr_un file = { .sun_family = AF_UNIX };
	socklen_t size = sizeof(port);
	int tcp = socket(AF_INET, SOCK_STREAM, 0);
	int unix_domain = socket(AF_UNIX, SOCK_STREAM, 0);

	port.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	snprintf(file.sun_path, sizeof(file.sun_path), "%s", place.socket);
	if (bind(tcp, (void *)&port, sizeof(port)) != 0 ||
	    listen(tcp, 1) != 0 ||
	    getsockname(tcp, (void *)&port, &size) != 0 ||
	    bind(unix_domain, (void *)&file, sizeof(file)) != 0 ||
	    listen(unix_domain, 1) != 0)
		abort();
	place.port = ntohs(port.sin_port);
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct suite s = { 0 };
	int failed;

	form_load(&(struct document_form){ .has_pdf = true });
	place.parent = getpid();
	place.secret = memory_keep_secret("0123456789");
	place.copied = arena_print(arena, "?key=%s", place.secret);
	place.folder = folder_new(arena);
	place.within = arena_print(arena, "%s/within", place.folder);
	place.socket = arena_print(arena, "%s/socket", place.folder);
	mkdir(place.within, 0700);
	place.archive = plant(arena, "within/archive", "archive");
	place.pgpass = plant(arena, ".pgpass", "*:*:*:*:secret");
	place.key = plant(arena, "census.key", "0123");
	place.open = fcntl(open(place.key, O_WRONLY | O_APPEND | O_CLOEXEC),
	    F_DUPFD_CLOEXEC, 100); /* a worker has lower ones of its own */
	plant_listeners();
	setenv("ARMSETL_KEY_CENSUS_TRADE", "0123456789", 1);
	setenv("PGPASSWORD", "secret", 1);
	setenv("LANG", "C.UTF-8", 1);
	suite_add(&s, "the kernel has it all", test_whole);
	suite_add(&s, "what is missing is told with its reason", test_reason);
	suite_add(
	    &s, "want of descriptors is told as such", test_no_descriptors);
	SUITE_TABLE(&s, test_deed, deeds);
	failed = suite_run(&s, "wall");
	folder_remove(place.folder);
	arena_free(arena);
	return failed;
}
