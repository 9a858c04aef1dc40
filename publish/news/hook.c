#include "publish/news/hook.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"

#define PAUSE_MS 5 /* between two looks at whether it has ended */

bool
hook_is(const char *program)
{
	struct stat there;

	if (stat(program, &there) != 0 || access(program, X_OK) != 0) {
		log_error("%s: %s", program, strerror(errno));
		return false;
	}
	if (S_ISREG(there.st_mode) && *program == '/')
		return true;
	log_error("%s: a hook is the whole path of a program, without "
		  "arguments",
	    program);
	return false;
}

/* The child */

/* The variables that stay, each NAME=VALUE. */
static void
hook_environment(char **kept, size_t room)
{
	static const char *const names[] = { "PATH=", "HOME=", "USER=", "LANG=",
		"LC_ALL=", "TZ=", "TMPDIR=", "XDG_RUNTIME_DIR=" };
	size_t count = 0;

	for (char **variable = environ; *variable != NULL; variable++) {
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			if (strncmp(*variable, names[i], strlen(names[i])) ==
				0 &&
			    count + 1 < room)
				kept[count++] = *variable;
		}
	}
	kept[count] = NULL;
}

static void
hook_become(const char *program, int input)
{
	char *const arguments[] = { (char *)(uintptr_t)program, NULL };
	char *environment[32];
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setpgid(0, 0); /* so that all that it starts can be killed */
	hook_environment(
	    environment, sizeof(environment) / sizeof(environment[0]));
	if (dup2(input, STDIN_FILENO) >= 0 &&
	    dup2(STDERR_FILENO, STDOUT_FILENO) >= 0)
		execve(program, arguments, environment);
	_exit(127);
}

/* The parent */

/* What is not taken in time, or at all, is not sent: the end will tell why. */
static void
hook_send(int to, const char *line, uint64_t deadline)
{
	size_t length = strlen(line);

	while (length > 0) {
		struct pollfd ready = { .fd = to, .events = POLLOUT };
		uint64_t now = time_now_ms();
		ssize_t n;

		if (now >= deadline)
			return;
		if (poll(&ready, 1, (int)(deadline - now)) <= 0) {
			if (errno != EINTR)
				return;
			continue;
		}
		n = send(to, line, length, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (n > 0) {
			line += n;
			length -= (size_t)n;
		}
	}
}

/* Its status; or why there is none. */
enum { HOOK_TOO_LONG = -1, HOOK_UNKNOWN = -2 };

static int
hook_wait(pid_t pid, uint64_t deadline)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
	int status = 0;
	pid_t ended;

	while ((ended = waitpid(pid, &status, WNOHANG)) == 0 &&
	    time_now_ms() < deadline)
		nanosleep(&pause, NULL);
	if (ended < 0)
		return HOOK_UNKNOWN;
	if (ended > 0)
		return status;
	kill(-pid, SIGKILL);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return HOOK_TOO_LONG;
}

static bool
hook_judge(const char *program, int status, unsigned seconds)
{
	if (status == 0)
		return true;
	if (status == HOOK_UNKNOWN)
		log_error("%s: it is not known how it ended", program);
	else if (status == HOOK_TOO_LONG)
		log_error("%s: was killed after %u seconds", program, seconds);
	else if (WIFSIGNALED(status))
		log_error("%s: signal %d", program, WTERMSIG(status));
	else
		log_error("%s: exit status %d", program, WEXITSTATUS(status));
	return false;
}

bool
hook_call(const char *program, const char *line, unsigned seconds)
{
	uint64_t deadline = time_now_ms() + (uint64_t)seconds * 1000;
	struct text whole = { 0 };
	int ends[2]; /* a socket: writing to it raises no signal */
	int status = 0;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
		log_error("%s: %s", program, strerror(errno));
		return false;
	}
	signal(SIGCHLD, SIG_DFL); /* if ignored, no status is kept */
	pid = fork();
	if (pid == 0)
		hook_become(program, ends[1]);
	close(ends[1]);
	if (pid < 0) {
		log_error("%s: %s", program, strerror(errno));
		close(ends[0]);
		return false;
	}
	setpgid(pid, pid); /* whichever of both is first */
	text_addf(&whole, "%s\n", line);
	hook_send(ends[0], text_string(&whole), deadline);
	text_free(&whole);
	close(ends[0]);
	status = hook_wait(pid, deadline);
	return hook_judge(program, status, seconds);
}
