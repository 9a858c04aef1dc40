#include "extract/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "text.h"

bool
folder_make(const char *path)
{
	struct text part = { 0 };
	bool ok = true;

	for (const char *p = path; ok && *p != '\0';) {
		size_t n = strspn(p, "/");

		n += strcspn(p + n, "/");
		text_add(&part, p, n);
		p += n;
		ok = mkdir(text_string(&part), 0755) == 0 || errno == EEXIST;
	}
	if (!ok)
		log_error("%s: %s", text_string(&part), strerror(errno));
	text_free(&part);
	return ok;
}

bool
folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		log_error("%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}
