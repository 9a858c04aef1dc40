/* What a source's crawl is written in: addresses in, captures out. */
#ifndef EXTRACT_CRAWL_H
#define EXTRACT_CRAWL_H

#include "base/outcome.h"
#include "extract/answer.h"
#include "extract/extractor.h"
#include "extract/reader.h"

struct crawl_state; /* crawl_state.h */

/* The crawl of one window, as its source sees it. */
struct crawl {
	const struct extract_settings *settings;
	const struct extractor *extractor;
	const char *base;        /* without a final slash */
	struct archive *archive; /* what was fetched */
	struct window window;    /* both days filled in */
	bool live;               /* the window is the cursor's */
	struct extract_counts counts;
	struct crawl_state *state; /* the crawl's own */
};

/* What an answer must be, else it is a failure of the address. */
enum crawl_expected {
	CRAWL_RECORDS, /* what the extractor recognises */
	CRAWL_LISTING, /* anything but a page that denies access */
	CRAWL_JSON,    /* anything but a page of HTML */
};

struct crawl_request {
	const char *url;
	const char *accept; /* media types; NULL for any */
	const char *json;   /* the body of a POST; NULL for a GET */
	enum crawl_expected expected;

	/*
	 * The address need not be at our base: it is ours or of the settings,
	 * or its source has looked at it.
	 */
	bool is_elsewhere;

	/*
	 * An answer of status 204 says that there is nothing. It is then given
	 * where a document would be.
	 */
	bool may_be_empty;

	/* It is asked even if it has answered since the backfill began. */
	bool is_volatile;

	/*
	 * A listing names the document: if it is gone for good, it is put off:
	 * see missing.h.
	 */
	bool is_listed;

	/* Of a listed one: nothing is asked when the archive has it. */
	bool is_final;

	/*
	 * Of a listed page that is edited now and then: its day, or "" if that
	 * is unknown. A daily run asks for it when it is due: see revisit.h.
	 * NULL: whenever it is listed.
	 */
	const char *published;
};

/*
 * What stands at an address now: asked conditionally if the archive has it,
 * every answer goes into the archive, redirects are followed on the same host,
 * but not those of a POST. An address that does not answer is tried several
 * times, with pauses (see request.h); only the last try counts. NULL if there
 * is no whole answer, or not what was expected (a page of HTML in its place
 * means that we are blocked): logged, and noted. What need not be asked for is
 * given as the archive has it.
 */
const struct capture *crawl_fetch(struct crawl *, const struct crawl_request *);

/*
 * Reads what was fetched, in a worker, and takes what it finds. False if it
 * cannot be read to its end: logged, and noted.
 */
bool crawl_read(struct crawl *, const struct capture *,
    const struct reader_task *, reader_taker *, void *context);

/* The same, but that it cannot be read is not noted. */
bool crawl_read_kept(struct crawl *, const struct capture *,
    const struct reader_task *, reader_taker *, void *context);

/*
 * The plain fields of an answer in JSON; the rows are in the member of that
 * name, or NULL. NULL if nothing came, or it is not JSON: logged, and noted.
 * For answer_free().
 */
struct answer *
crawl_answer(struct crawl *, const struct crawl_request *, const char *rows);

/*
 * Asks for a status in JSON, with pauses, until it is "finished", and gives
 * that last answer. NULL if it is anything but "ready" and "running", or never
 * ends: logged, and noted. For answer_free().
 */
struct answer *crawl_wait(struct crawl *, const char *url);

/*
 * Whether to ask for more. False when we are interrupted or out of time, which
 * is then noted (OUTCOME_LATER), and after three addresses in a row that
 * failed. Loops over addresses ask it; asking without is no harm: nothing
 * happens.
 */
bool crawl_goes_on(struct crawl *);

/*
 * From now on the source's key goes with each request at its base, as that
 * parameter of the address; it is nowhere in what is archived. False if no
 * key is set, logged, and noted.
 */
bool crawl_use_key(struct crawl *, const char *parameter);

/*
 * Says that a gate of completeness failed, as which see counts.h: logged, and
 * noted, unless the operator accepts it.
 */
void crawl_gate(struct crawl *, const char *name, size_t measured,
    size_t wanted, const char *, ...) __attribute__((format(printf, 5, 6)));

/* Logs what the publisher did wrong, and notes it. */
void crawl_incomplete(struct crawl *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Notes an outcome of which the reason is logged. */
void crawl_worsen(struct crawl *, enum outcome);

/* How often anything went wrong so far: as before, if all is well since. */
size_t crawl_problems(const struct crawl *);

/* Shows on a terminal that so many of all are done; none of none ends it. */
void
crawl_progress(const struct crawl *, size_t done, size_t all, const char *what);

#endif
