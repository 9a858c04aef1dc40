/*
 * What a PDF is read with: poppler, and GLib, through which poppler is given
 * the bytes. They bring forty libraries with them, which would double the time
 * in which each command starts, and few runs have a PDF to read: so they are
 * loaded when one has.
 */
#ifndef FORMAT_PDF_LIBRARY_H
#define FORMAT_PDF_LIBRARY_H

#include <poppler.h>

/* All of their functions that are called, those of GLib among them. */
#define PDF_LIBRARY(FUNCTION)                      \
	FUNCTION(g_error_free)                     \
	FUNCTION(g_free)                           \
	FUNCTION(g_memory_input_stream_add_data)   \
	FUNCTION(g_memory_input_stream_get_type)   \
	FUNCTION(g_object_new)                     \
	FUNCTION(g_object_unref)                   \
	FUNCTION(g_seekable_tell)                  \
	FUNCTION(g_type_class_peek_parent)         \
	FUNCTION(g_type_register_static_simple)    \
	FUNCTION(poppler_document_get_n_pages)     \
	FUNCTION(poppler_document_get_page)        \
	FUNCTION(poppler_document_new_from_stream) \
	FUNCTION(poppler_error_quark)              \
	FUNCTION(poppler_page_get_text)            \
	FUNCTION(poppler_page_get_text_layout)

/* Each by its own name, as its header declares it. */
struct pdf_library {
#define PDF_MEMBER(name) __typeof__(name) *name;
	PDF_LIBRARY(PDF_MEMBER)
#undef PDF_MEMBER
};

/*
 * Loads them if they are not. Where they cannot be, the program ends with a
 * message: a process that is shut in calls this before it is (form_load()).
 */
const struct pdf_library *pdf_library(void);

#endif
