/*
 * Runs a program as on a kernel that lacks something:
 *
 *	lacking landlock|seccomp PROGRAM [ARGUMENT...]
 */
#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static bool
lack(scmp_filter_ctx filter, const char *what)
{
	const uint32_t none = SCMP_ACT_ERRNO(ENOSYS);
	const uint32_t invalid = SCMP_ACT_ERRNO(EINVAL);
	const struct scmp_arg_cmp filters[] = {
		SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0),
	};

	if (strcmp(what, "landlock") == 0)
		return seccomp_rule_add(filter, none,
			   SCMP_SYS(landlock_create_ruleset), 0) == 0;
	return strcmp(what, "seccomp") == 0 &&
	    seccomp_rule_add(filter, none, SCMP_SYS(seccomp), 0) == 0 &&
	    seccomp_rule_add_array(
		filter, invalid, SCMP_SYS(prctl), 1, filters) == 0;
}

int
main(int argc, char *argv[])
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (argc < 3 || !lack(filter, argv[1]) || seccomp_load(filter) != 0) {
		fputs("usage: lacking landlock|seccomp PROGRAM ...\n", stderr);
		return 64;
	}
	seccomp_release(filter);
	execv(argv[2], argv + 2);
	perror(argv[2]);
	return 127;
}
