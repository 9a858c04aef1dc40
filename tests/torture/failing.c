/*
 * Lets one call of a program fail: the Nth of its kind, whichever of its
 * processes makes it. Preloaded into it:
 *
 *	FAILING=memory:120 FAILING_COUNTS=file LD_PRELOAD=failing.so PROGRAM ...
 *
 * The file, of zeros at first, has the count of each kind's calls in all
 * processes, and of those that failed. Kinds are memory, read, write, sync,
 * rename, open, fork, database, http and full; of any other, nothing fails. A
 * call to the database fails as it does when the network breaks: the connection
 * is shut down, and what libpq makes of it is libpq's. Of full, the Nth call
 * and all behind it fail: the disk is full, and stays so. It counts what writes
 * to files, syncs and renames them.
 */
#include <curl/curl.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind {
	MEMORY,
	READ,
	WRITE,
	SYNC,
	RENAME,
	OPEN,
	FORK,
	DATABASE,
	HTTP,
	FULL,
	KINDS
};

static const char *const kind_names[KINDS] = { "memory", "read", "write",
	"sync", "rename", "open", "fork", "database", "http", "full" };

/* What the file has. */
struct counts {
	atomic_long calls[KINDS];
	atomic_long failed;
};

static struct counts *counts;
static enum kind failing_kind = KINDS;
static long failing_call;

/* glibc's own, behind those that are replaced here. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);

__attribute__((constructor)) static void
failing_begin(void)
{
	const char *path = getenv("FAILING_COUNTS");
	const char *what = getenv("FAILING");
	const char *colon = what == NULL ? NULL : strchr(what, ':');
	int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
	void *shared = fd < 0 ? MAP_FAILED
			      : mmap(NULL, sizeof(struct counts),
				    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		close(fd);
	for (int k = 0; colon != NULL && k < KINDS; k++)
		if (strncmp(what, kind_names[k], (size_t)(colon - what)) == 0)
			failing_kind = (enum kind)k;
	if (colon != NULL)
		failing_call = strtol(colon + 1, NULL, 10);
	if (shared != MAP_FAILED)
		counts = shared;
}

/* Counts a call, and says whether it is one that fails. */
static bool
is_failing(enum kind kind)
{
	long call;

	if (counts == NULL)
		return false;
	call = atomic_fetch_add(&counts->calls[kind], 1) + 1;
	if (kind != failing_kind ||
	    (kind == FULL ? call < failing_call : call != failing_call))
		return false;
	atomic_fetch_add(&counts->failed, 1);
	return true;
}

/* Whether a call is of a library of that name. */
static bool
is_of_library(void *caller, const char *name)
{
	Dl_info info;

	return dladdr(caller, &info) != 0 && info.dli_fname != NULL &&
	    strstr(info.dli_fname, name) != NULL;
}

/*
 * Whether the allocation that is to fail is one of the libraries for workbooks
 * or of libseccomp, which do not look: before they are called, memory is
 * reserved. Then the next fails.
 */
static bool
is_reserved(void *caller)
{
	if (!is_of_library(caller, "libxlsxwriter") &&
	    !is_of_library(caller, "libminizip") &&
	    !is_of_library(caller, "libseccomp"))
		return false;
	atomic_fetch_sub(&counts->failed, 1);
	failing_call++;
	return true;
}

static bool
is_regular(int fd)
{
	struct stat there;

	return fstat(fd, &there) == 0 && S_ISREG(there.st_mode);
}

/* The function that a name stands for in the libraries behind this one. */
static void *
behind(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (function == NULL)
		abort();
	return function;
}

/* Calls it with the arguments, as the type of the function that replaces it. */
#define BEHIND(name, ...)                                \
	__extension__({                                  \
		static __typeof__(name) *real;           \
		if (real == NULL)                        \
			*(void **)&real = behind(#name); \
		real(__VA_ARGS__);                       \
	})

#define FAIL(kind, error, result)       \
	do {                            \
		if (is_failing(kind)) { \
			errno = error;  \
			return result;  \
		}                       \
	} while (0)

/* Of what needs room on the disk. */
#define FAIL_FULL(is_on_disk, result)               \
	do {                                        \
		if (is_on_disk)                     \
			FAIL(FULL, ENOSPC, result); \
	} while (0)

/*
 * A stream whose buffer cannot be written loses it, and remembers that it
 * failed.
 */
#define FAIL_STREAM(kind, file, error, result)          \
	do {                                            \
		if (is_failing(kind)) {                 \
			__fpurge(file);                 \
			(file)->_flags |= _IO_ERR_SEEN; \
			errno = error;                  \
			return result;                  \
		}                                       \
	} while (0)

/* Of what is written to a stream; messages are let through. */
#define FAIL_PRINT(file, result)                                         \
	do {                                                             \
		if (!is_message(file)) {                                 \
			FAIL_STREAM(WRITE, file, ENOSPC, result);        \
			if (is_regular(fileno(file)))                    \
				FAIL_STREAM(FULL, file, ENOSPC, result); \
		}                                                        \
	} while (0)

/* Memory */

#define FAIL_MEMORY(result)                                      \
	do {                                                     \
		if (is_failing(MEMORY) &&                        \
		    !is_reserved(__builtin_return_address(0))) { \
			errno = ENOMEM;                          \
			return result;                           \
		}                                                \
	} while (0)

void *
malloc(size_t size)
{
	FAIL_MEMORY(NULL);
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	FAIL_MEMORY(NULL);
	return __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	if (size > 0)
		FAIL_MEMORY(NULL);
	return __libc_realloc(memory, size);
}

void *
reallocarray(void *memory, size_t count, size_t size)
{
	size_t bytes;

	FAIL_MEMORY(NULL);
	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_realloc(memory, bytes);
}

char *
strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy;

	FAIL_MEMORY(NULL);
	copy = __libc_malloc(size);
	return copy == NULL ? NULL : memcpy(copy, text, size);
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	FAIL_MEMORY(ENOMEM);
	*memory = __libc_memalign(alignment, size);
	return *memory == NULL ? ENOMEM : 0;
}

/* Files: messages on standard output and error are let through. */

static bool
is_message(FILE *file)
{
	return file == stdout || file == stderr;
}

ssize_t
read(int fd, void *to, size_t size)
{
	FAIL(READ, EIO, -1);
	return BEHIND(read, fd, to, size);
}

ssize_t
pread64(int fd, void *to, size_t size, off64_t at)
{
	FAIL(READ, EIO, -1);
	return BEHIND(pread64, fd, to, size, at);
}

ssize_t
pread(int fd, void *to, size_t size, off_t at)
{
	FAIL(READ, EIO, -1);
	return BEHIND(pread64, fd, to, size, at);
}

size_t
fread(void *to, size_t size, size_t count, FILE *file)
{
	FAIL_STREAM(READ, file, EIO, 0);
	return BEHIND(fread, to, size, count, file);
}

ssize_t
getline(char **line, size_t *room, FILE *file)
{
	FAIL_STREAM(READ, file, EIO, -1);
	return BEHIND(getline, line, room, file);
}

/* Of OpenSSL's configuration each line is optional. */
char *
fgets(char *to, int size, FILE *file)
{
	if (!is_of_library(__builtin_return_address(0), "libcrypto"))
		FAIL_STREAM(READ, file, EIO, NULL);
	return BEHIND(fgets, to, size, file);
}

ssize_t
write(int fd, const void *from, size_t size)
{
	if (fd > STDERR_FILENO) {
		FAIL(WRITE, ENOSPC, -1);
		FAIL_FULL(is_regular(fd), -1);
	}
	return BEHIND(write, fd, from, size);
}

ssize_t
pwrite64(int fd, const void *from, size_t size, off64_t at)
{
	FAIL(WRITE, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(pwrite64, fd, from, size, at);
}

ssize_t
pwrite(int fd, const void *from, size_t size, off_t at)
{
	FAIL(WRITE, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(pwrite64, fd, from, size, at);
}

size_t
fwrite(const void *from, size_t size, size_t count, FILE *file)
{
	if (size * count > 0)
		FAIL_PRINT(file, 0);
	return BEHIND(fwrite, from, size, count, file);
}

int
fputs(const char *text, FILE *file)
{
	FAIL_PRINT(file, EOF);
	return BEHIND(fputs, text, file);
}

int
putc(int byte, FILE *file)
{
	FAIL_PRINT(file, EOF);
	return BEHIND(putc, byte, file);
}

int __fprintf_chk(FILE *, int, const char *, ...)
    __attribute__((format(printf, 3, 4)));

int
__fprintf_chk(FILE *file, int flag, const char *format, ...)
{
	va_list rest;
	int length;

	(void)flag;
	FAIL_PRINT(file, -1);
	va_start(rest, format);
	length = vfprintf(file, format, rest);
	va_end(rest);
	return length;
}

int
fflush(FILE *file)
{
	if (file != NULL)
		FAIL_PRINT(file, EOF);
	return BEHIND(fflush, file);
}

/* What was written may have gone to the disk before it is full. */
int
fclose(FILE *file)
{
	bool is_on_disk = is_regular(fileno(file)) && __fpending(file) > 0;
	bool fails = is_failing(WRITE) || (is_on_disk && is_failing(FULL));
	int result;

	if (fails)
		__fpurge(file);
	result = BEHIND(fclose, file);

	if (!fails)
		return result;
	errno = ENOSPC;
	return EOF;
}

int
ftruncate64(int fd, off64_t size)
{
	FAIL(WRITE, EIO, -1);
	return BEHIND(ftruncate64, fd, size);
}

int
ftruncate(int fd, off_t size)
{
	FAIL(WRITE, EIO, -1);
	return BEHIND(ftruncate64, fd, size);
}

int
fsync(int fd)
{
	FAIL(SYNC, EIO, -1);
	FAIL_FULL(true, -1);
	return BEHIND(fsync, fd);
}

int
fdatasync(int fd)
{
	FAIL(SYNC, EIO, -1);
	FAIL_FULL(true, -1);
	return BEHIND(fdatasync, fd);
}

int
syncfs(int fd)
{
	FAIL(SYNC, EIO, -1);
	FAIL_FULL(true, -1);
	return BEHIND(syncfs, fd);
}

int
rename(const char *from, const char *to)
{
	FAIL(RENAME, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(rename, from, to);
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned flags)
{
	FAIL(RENAME, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(renameat2, from_folder, from, to_folder, to, flags);
}

int
unlink(const char *path)
{
	FAIL(RENAME, EIO, -1);
	return BEHIND(unlink, path);
}

int
remove(const char *path)
{
	FAIL(RENAME, EIO, -1);
	return BEHIND(remove, path);
}

/* The mode of open(), which is there only where a file may be made. */
#define MODE_OF(flags)                                        \
	__extension__({                                       \
		mode_t of_new = 0;                            \
		if (((flags) & (O_CREAT | O_TMPFILE)) != 0) { \
			va_list rest;                         \
			va_start(rest, flags);                \
			of_new = (mode_t)va_arg(rest, int);   \
			va_end(rest);                         \
		}                                             \
		of_new;                                       \
	})

int
open64(const char *path, int flags, ...)
{
	mode_t mode = MODE_OF(flags);

	FAIL(OPEN, EMFILE, -1);
	return BEHIND(open64, path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = MODE_OF(flags);

	FAIL(OPEN, EMFILE, -1);
	return BEHIND(open64, path, flags, mode);
}

FILE *
fopen64(const char *path, const char *how)
{
	FAIL(OPEN, EMFILE, NULL);
	return BEHIND(fopen64, path, how);
}

FILE *
fopen(const char *path, const char *how)
{
	FAIL(OPEN, EMFILE, NULL);
	return BEHIND(fopen64, path, how);
}

FILE *
fdopen(int fd, const char *how)
{
	FAIL(OPEN, ENOMEM, NULL);
	return BEHIND(fdopen, fd, how);
}

DIR *
opendir(const char *path)
{
	FAIL(OPEN, EMFILE, NULL);
	return BEHIND(opendir, path);
}

int
mkdir(const char *path, mode_t mode)
{
	FAIL(OPEN, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(mkdir, path, mode);
}

int
mkstemp(char *path)
{
	FAIL(OPEN, ENOSPC, -1);
	FAIL_FULL(true, -1);
	return BEHIND(mkstemp, path);
}

char *
mkdtemp(char *path)
{
	FAIL(OPEN, ENOSPC, NULL);
	FAIL_FULL(true, NULL);
	return BEHIND(mkdtemp, path);
}

/* Processes */

pid_t
fork(void)
{
	static pid_t (*real)(void);

	FAIL(FORK, EAGAIN, -1);
	if (real == NULL)
		*(void **)&real = behind("fork");
	return real();
}

int
socketpair(int domain, int type, int protocol, int ends[2])
{
	FAIL(FORK, EMFILE, -1);
	return BEHIND(socketpair, domain, type, protocol, ends);
}

/* The database */

static void
may_break(PGconn *db)
{
	if (is_failing(DATABASE) && PQsocket(db) >= 0)
		shutdown(PQsocket(db), SHUT_RDWR);
}

PGresult *
PQexec(PGconn *db, const char *sql)
{
	may_break(db);
	return BEHIND(PQexec, db, sql);
}

PGresult *
PQexecParams(PGconn *db, const char *sql, int count, const Oid *types,
    const char *const *values, const int *lengths, const int *formats,
    int result_format)
{
	may_break(db);
	return BEHIND(PQexecParams, db, sql, count, types, values, lengths,
	    formats, result_format);
}

int
PQsendQuery(PGconn *db, const char *sql)
{
	may_break(db);
	return BEHIND(PQsendQuery, db, sql);
}

int
PQputCopyData(PGconn *db, const char *bytes, int size)
{
	may_break(db);
	return BEHIND(PQputCopyData, db, bytes, size);
}

int
PQputCopyEnd(PGconn *db, const char *error)
{
	may_break(db);
	return BEHIND(PQputCopyEnd, db, error);
}

PGconn *
PQconnectdbParams(
    const char *const *names, const char *const *values, int expand)
{
	PGconn *db = BEHIND(PQconnectdbParams, names, values, expand);

	may_break(db);
	return db;
}

/* HTTP */

CURL *
curl_easy_init(void)
{
	static CURL *(*real)(void);

	FAIL(HTTP, ENOMEM, NULL);
	if (real == NULL)
		*(void **)&real = behind("curl_easy_init");
	return real();
}

CURLcode
curl_easy_perform(CURL *easy)
{
	FAIL(HTTP, ECONNRESET, CURLE_RECV_ERROR);
	return BEHIND(curl_easy_perform, easy);
}

struct curl_slist *
curl_slist_append(struct curl_slist *list, const char *line)
{
	FAIL(HTTP, ENOMEM, NULL);
	return BEHIND(curl_slist_append, list, line);
}

CURLU *
curl_url(void)
{
	static CURLU *(*real)(void);

	FAIL(HTTP, ENOMEM, NULL);
	if (real == NULL)
		*(void **)&real = behind("curl_url");
	return real();
}
