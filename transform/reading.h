/*
 * The reading of one document: what a source's transformer is given, and what
 * it says back.
 */
#ifndef TRANSFORM_READING_H
#define TRANSFORM_READING_H

#include <stddef.h>

#include "archive/document.h"
#include "format/row.h"
#include "package/record.h"
#include "transform/evidence.h"

struct arena;
struct package;
struct party_cache;
struct reference;

struct reading {
	const struct document *document;
	const char *document_id;
	const char *place; /* what its rows' lines count; see struct format */
	/* Found by the transformer; else what the document says. */
	char published_on[11];
	const struct reference *reference;
	struct package *package;  /* NULL: a trial, of which nothing is kept */
	struct arena *unit_arena; /* is emptied by reading_unit_end() */
	struct arena *arena;      /* is emptied when a record is given */
	struct fault *faults;     /* of the record that is being made */
	struct fault **faults_end;
	struct evidence_notes evidence; /* of its values; reading_follow() */
	struct arena *document_arena;   /* as long as the document is read */
	struct party_cache *parties;    /* see party_read() */
	struct edition edition;         /* see reading_edition() */
	size_t records;
	size_t fault_count;
	size_t lost;    /* rows that gave faults, but no record */
	bool cut_off;   /* the row before was: see table_is_whole() */
	size_t figures; /* read by figure_read(), of which so many */
	size_t commas;  /* are numbers only if a comma is a point */
	bool failed;    /* a row cannot be written */
	/* A search was given up: see reading_note_undecided(). */
	bool undecided;
	bool is_trial; /* whether it is recognised is all that is asked */
	/* Of reading_recognise() and reading_disown(). */
	bool is_recognised;
	bool is_foreign;
	/* Of reading_refuse(); NULL: it is not refused. */
	const struct fault *refusal;
};

/* Of a document, which are given; those beyond are counted. */
#define READING_FAULTS 10000

/*
 * Notes that something was published and could not be read, or that it was
 * not published and should have been. The value is copied.
 */
void reading_fault(struct reading *, const char *field, size_t line,
    const char *value, const char *reason);

/*
 * Begins to read a text as a publication: values that are copied out of it, and
 * faults that show a piece of it, know from now on where they stand. The text
 * and its marks must stay until another is followed, or NULL for none, or
 * reading_unit_end().
 */
void reading_follow(struct reading *, const struct followed_text *);

/*
 * Notes where a value of the record was read that has no text of its own, such
 * as a day: a piece of the text that is followed, or of a copy. What comes last
 * of a field counts.
 */
void reading_place(struct reading *, const char *field, const char *text);

/* The same where the value does not stand, but follows from so many bytes. */
void reading_basis(
    struct reading *, const char *field, const char *text, size_t length);

/* The same as what was noted of another field. */
void
reading_place_as(struct reading *, const char *field, const char *noted_of);

/* The same of a value that stands outside of the text, on a line. */
void reading_place_apart(
    struct reading *, const char *field, size_t line, const char *text);

/*
 * Gives a record, checked, its items with their categories and its values with
 * their places, with the faults noted since the last one.
 */
void reading_notice(struct reading *, struct notice *);

/*
 * Notes as faults what a notice contradicts itself in, whatever its source:
 * reading_notice() does. Nothing is taken out: what the tables could not hold
 * is no value to their readers.
 */
void reading_check(struct reading *, const struct notice *);

/*
 * Says which edition of which dataset the document is: before its first
 * record, and again when more is known of what it speaks of. The last word
 * counts. What it points to lives in the document's arena or is constant.
 */
void reading_edition(struct reading *, const struct edition *);

/* Gives a record of a register or a table, with the faults noted. */
void reading_transfer(struct reading *, const struct transfer *);
void reading_observation(struct reading *, const struct observation *);
void reading_policy(struct reading *, const struct policy *);
void reading_award(struct reading *, const struct award *);
void reading_code(struct reading *, const struct code *);

/*
 * Refuses the document: it is not what its publisher used to print. None of
 * its records counts, this is its only fault, and the run is not well. The
 * strings are copied. Only the first refusal counts.
 */
void reading_refuse(struct reading *, const char *field, size_t line,
    const char *value, const char *reason);

/*
 * Says that the document is of the source's kind, whole or not: it has a
 * header, a heading or a phrase that the source's documents have and others
 * have not. An import asks for that; a reading does not need it. True where
 * nothing else is asked: the reader may stop.
 */
bool reading_recognise(struct reading *);

/* Says that it is of another source's, whatever else it looks like. */
void reading_disown(struct reading *);

/* Gives the faults noted since the last record without one. */
void reading_no_record(struct reading *);

/*
 * At the end of an edition: refuses one that is not what its publisher printed
 * though its header is, and lets nothing vanish by one that is not whole.
 */
void reading_judge(struct reading *);

/*
 * Notes a fault if a search in the text was given up since the last record:
 * whatever was not found may be there. Each record does it.
 */
void reading_note_undecided(struct reading *);

/*
 * At the end of a document: gives a fault that tells how many more there were
 * than READING_FAULTS.
 */
void reading_count_faults(struct reading *);

/* Forgets them: of a copy of a record that was given. */
void reading_forget(struct reading *);

/*
 * Ends a publication within the document, so that memory does not grow with
 * the number of them. Faults without a record are given.
 */
void reading_unit_end(struct reading *);

/*
 * How a source's rows become records. The state is zeroed memory of that
 * size, one a document.
 */
struct transformer {
	size_t state_size;
	void (*row)(struct reading *, void *state, const struct row *);
	void (*end)(struct reading *, void *state);
	void (*close)(void *state); /* frees what the state owns; may be NULL */
};

#endif
