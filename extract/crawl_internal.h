/* What the parts of a crawl share. */
#ifndef EXTRACT_CRAWL_INTERNAL_H
#define EXTRACT_CRAWL_INTERNAL_H

#include "extract/crawl.h"

/* What a document may be; it may read the content to its end. */
typedef bool expectation(const struct document *);

/* What stands at that address now, if it is what was expected there. */
const struct capture *crawl_expected(
    struct crawl *, const char *url, const char *accept, expectation *);

/*
 * The answer an address has given since the backfill began, if it still holds;
 * known is the document that the archive has from there, or NULL.
 */
const struct capture *crawl_remembered(
    const struct crawl *, const char *url, const struct capture *known);

/*
 * One address asked, as often as it takes, and each answer archived: what came
 * in the end, whatever its status. NULL if nothing whole did: logged, and
 * noted, unless the crawl was stopped.
 */
const struct capture *crawl_ask(struct crawl *, struct fetch_request *);

/*
 * What the answer stands for: a whole document, the one we know, or nothing,
 * which is logged, and noted.
 */
const struct capture *crawl_judge(struct crawl *, const char *url,
    const struct capture *, const struct capture *known);

/* Whether it is what was expected: if not, logged, and noted. */
bool crawl_check(struct crawl *, const struct capture *, expectation *);

/*
 * What the archive has from that address, if it is what was expected there;
 * else NULL.
 */
const struct capture *
crawl_known(struct crawl *, const char *url, expectation *);

/* Whether it begins as a page does, and whether such a page denies access. */
bool crawl_is_html(const struct document *);
bool crawl_is_denial(struct crawl *, const struct capture *);

/* Whether the address is at our base. */
bool crawl_is_ours(const struct crawl *, const char *url);

/*
 * Three kinds of trouble with an address: what another try may mend, what it
 * will not, and a publisher who does not want us.
 */
enum trouble_kind { TROUBLE_TRANSIENT, TROUBLE_PERMANENT, TROUBLE_BLOCKED };

/*
 * Logs it, counts it, and notes the outcome. After three addresses in a row
 * that failed for the moment, or were blocked, nothing more is asked.
 */
void crawl_trouble(struct crawl *, enum trouble_kind, enum outcome,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* A document came: the row is broken. */
void crawl_well(struct crawl *);

/* Logs what this machine could not keep or give, and notes it. */
void crawl_not_kept(struct crawl *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* Nothing more is asked, for now: the outcome is LATER. */
void crawl_stop(struct crawl *, const char *why);

#endif
