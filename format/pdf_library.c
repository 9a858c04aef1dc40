#include "format/pdf_library.h"

#include <dlfcn.h>

#include "base/log.h"

/* Of the interface that poppler.h declares. */
#define FILE_NAME "libpoppler-glib.so.8"

static void *
pdf_library_find(void *loaded, const char *name)
{
	void *found = loaded == NULL ? NULL : dlsym(loaded, name);

	if (found == NULL)
		log_fatal("PDF files cannot be read: %s", dlerror());
	return found;
}

const struct pdf_library *
pdf_library(void)
{
	static struct pdf_library library;
	static void *loaded;

	if (loaded != NULL)
		return &library;
	loaded = dlopen(FILE_NAME, RTLD_NOW);
#define PDF_FIND(name) \
	*(void **)&library.name = pdf_library_find(loaded, #name);
	PDF_LIBRARY(PDF_FIND)
#undef PDF_FIND
	return &library;
}
