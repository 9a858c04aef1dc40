/* What a source's crawl is written in: addresses in, captures out. */
#ifndef EXTRACT_CRAWL_H
#define EXTRACT_CRAWL_H

#include <jansson.h>

#include "extract/extract.h"

struct missing;
struct pace;

struct crawl {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	const char *base; /* without a final slash */
	struct archive *archive;
	struct fetcher *fetcher;
	struct window window; /* both days filled in */
	bool live;            /* the window is the cursor's */
	/*
	 * Of a backfill: what has answered since then is not asked again. A
	 * place among the archive's captures, for clocks are set back.
	 */
	bool resumes;
	size_t resumes_from;
	const struct pace *pace; /* of a backfill; else NULL */
	size_t listings_from; /* of what holds no records: not before either */
	struct text secret;   /* see crawl_secret() */
	/*
	 * For a source to set: an answer of status 204 says that there is
	 * nothing. It is then given where a document would be.
	 */
	bool may_be_empty;
	enum outcome outcome; /* the worst so far */
	size_t owed;          /* documents gone for good, noted as missing */
	bool whole;           /* all but these is there: see extract_window() */
	struct extract_counts counts;

	/* Of crawl.c and its like: */
	bool over;    /* nothing more is asked */
	bool stopped; /* as somebody or the time does not let us */
	bool gone;    /* the last address failed for good, as the reason says */
	char why_gone[512];
	unsigned transient_row; /* addresses in a row that failed so */
	unsigned blocked_row;
	struct missing *missing; /* between crawl_begin() and crawl_end() */
	char today[11];
};

/*
 * Around a source's crawl: what is missing is read before; behind it, in a run
 * from the cursor, those are asked for whose day has come and that no listing
 * named, and the list is written.
 */
void crawl_begin(struct crawl *);
void crawl_end(struct crawl *);

/*
 * Whether to ask for more. False when we are interrupted or out of time, which
 * is then noted (OUTCOME_LATER), and after three addresses in a row that
 * failed. Loops over addresses ask it; asking without is no harm: nothing
 * happens.
 */
bool crawl_goes_on(struct crawl *);

/*
 * What stands at an address now: asked conditionally if the archive has it,
 * every answer goes into the archive, redirects are followed on the same host.
 * NULL if there is no whole answer, or one that the extractor does not
 * recognise (of HTML: we are blocked): logged, and noted in the crawl. Who does
 * not answer is asked again, with pauses (see retry.h); only the last try
 * counts.
 */
const struct capture *
crawl_renew(struct crawl *, const char *url, const char *accept);

/*
 * The same at whatever host, redirects followed on it: for an address that is
 * ours or of the settings, or one that its source has looked at.
 */
const struct capture *
crawl_renew_elsewhere(struct crawl *, const char *url, const char *accept);

/* The same of what its source must judge: a listing of documents. */
const struct capture *
crawl_get(struct crawl *, const char *url, const char *accept);

/*
 * The answer to a POST of JSON, which is asked each time; crawl_get() of what
 * its source must judge, crawl_renew() where records are. A redirect is not
 * followed. The capture's address tells what was posted.
 */
const struct capture *crawl_post(
    struct crawl *, const char *url, const char *json, const char *accept);

/*
 * Whether the archive has what stood at the address of a page of that day, ""
 * if unknown, and need not ask for it yet: see again.h. Never outside of a
 * window that is the cursor's.
 */
bool crawl_is_fresh(struct crawl *, const char *url, const char *published);

/*
 * As crawl_renew(), of a document that a listing names. If it is gone for good
 * it is put off: see missing.h.
 */
const struct capture *
crawl_update(struct crawl *, const char *url, const char *accept);

/* As crawl_update(), but nothing is asked when the archive has the document. */
void crawl_keep(struct crawl *, const char *url, const char *accept);

/*
 * What stands there now as JSON, parsed. A page of HTML in its place means
 * that we are blocked. The caller gives it to json_decref().
 */
json_t *crawl_json(struct crawl *, const char *url);

/* The same of what crawl_post() gave, say; nothing of NULL. */
json_t *crawl_parse(struct crawl *, const struct capture *);

/*
 * Asks for a status in JSON, with pauses, until it says "finished", and gives
 * that last answer. NULL if it says anything but "ready" and "running", or
 * never ends: logged, and noted. The caller gives it to json_decref().
 */
json_t *crawl_wait(struct crawl *, const char *url);

/*
 * From now on the source's key goes with each request at its base, as that
 * parameter of the address; it is nowhere in what is archived. False if no
 * key is set, logged, and noted.
 */
bool crawl_secret(struct crawl *, const char *parameter);

/*
 * Says that a gate of completeness failed, as which see gate.h: logged, and
 * noted, unless the operator accepts it.
 */
void crawl_gate(struct crawl *, const char *name, size_t measured,
    size_t wanted, const char *, ...) __attribute__((format(printf, 5, 6)));

/* Shows on a terminal that so many of all are done; none of none ends it. */
void
crawl_progress(const struct crawl *, size_t done, size_t all, const char *what);

/* Logs what the publisher did wrong, and notes it. */
void crawl_incomplete(struct crawl *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
