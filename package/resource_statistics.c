/* What registers and tables are told in. */
#include "package/resource_internal.h"

#define PARTY(role, what)                                                      \
	COLUMN(role, "string", what " as we name it; as printed, if unknown"), \
	    COLUMN(role "_iso3", "string", "empty if it has no code"),         \
	    COLUMN(role "_name", "string", "as printed")

static const struct column edition[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("dataset", "string", NULL),
	COLUMN("edition_at", "datetime",
	    "as of when it speaks: stated, else published or fetched"),
	COLUMN("stated", "boolean", "whether the publisher says as of when"),
	COLUMN("reporters", "array", "it speaks of these only; empty: of all"),
	COLUMN("partners", "array", "likewise"),
	COLUMN("indicators", "array", "likewise"),
	COLUMN("since", "date", "it speaks of periods from this day"),
	COLUMN("until", "date", "to this day"),
	COLUMN("open_deals", "boolean",
	    "whether it speaks of deals without deliveries in these years"),
	COLUMN("partial", "boolean",
	    "it does not say what it is about: nothing vanishes by it"),
	COLUMN("rows", "integer", "how many it has"),
	COLUMN("content", "string", "a hash of all of them"),
};

static const struct column transfer[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", "of the row within the document"),
	UNHASHED("line", "integer", "of the document, where the row begins"),
	COLUMN("dataset", "string", NULL),
	COLUMN("transfer_id", "string", "empty if the publisher gives none"),
	COLUMN("publisher_id", "string", "what the publisher calls it"),
	PARTY("supplier", "the supplier"),
	PARTY("recipient", "the recipient"),
	COLUMN("order_year", "integer", NULL),
	COLUMN("order_year_uncertain", "boolean", NULL),
	COLUMN("number_ordered", "number", NULL),
	COLUMN("number_ordered_uncertain", "boolean", NULL),
	COLUMN("designation", "string", NULL),
	COLUMN("description", "string", NULL),
	COLUMN("category", "string", "as the publisher groups it"),
	COLUMN("number_delivered", "number", NULL),
	COLUMN("number_delivered_uncertain", "boolean", NULL),
	COLUMN("delivery_years", "string", "in braces, parted by commas"),
	COLUMN("delivery_years_uncertain", "boolean", NULL),
	COLUMN("status", "string", NULL),
	COLUMN("status_on", "date", NULL),
	COLUMN("authority", "string", "of law"),
	COLUMN("agency", "string", NULL),
	COLUMN("comments", "string", NULL),
	COLUMN("local_production", "boolean", NULL),
	COLUMN("tiv_unit", "number",
	    "SIPRI trend-indicator value in millions, never money: new"),
	COLUMN("tiv_deal_unit", "number", "the same as it was sold"),
	COLUMN("tiv_ordered", "number", NULL),
	COLUMN("tiv_delivered", "number", NULL),
	COLUMN("number_requested", "number", NULL),
	COLUMN("number_allocated", "number", NULL),
	COLUMN("number_accepted", "number", NULL),
	COLUMN("number_rejected", "number", NULL),
	COLUMN("acquisition_usd", "number", "what it cost when it was new"),
	COLUMN("current_usd", "number", "what it is worth now"),
};

static const struct column observation[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", "of the figure within the document"),
	UNHASHED("line", "integer", "of the document, where it stands"),
	COLUMN("dataset", "string", NULL),
	COLUMN("observation_id", "string",
	    "a hash of what it is about: all but its value"),
	COLUMN("indicator", "string", NULL),
	PARTY("reporter", "whose figure it is"),
	PARTY("partner", "with whom"),
	COLUMN("item_scheme", "string", "whose codes the next are"),
	COLUMN("item_code", "string", NULL),
	COLUMN("item_name", "string", NULL),
	COLUMN("period_start", "date", NULL),
	COLUMN("period_end", "date", NULL),
	COLUMN("value", "number", "empty if published as not available"),
	COLUMN("unit", "string", NULL),
	COLUMN("flag", "string", NULL),
	COLUMN("total_of", "string",
	    "the dimension it is the sum over; empty for a part"),
};

static const struct column policy_document[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", NULL),
	COLUMN("kind", "string", "as its publisher calls it"),
	COLUMN("identifier", "string", "its publisher's number"),
	COLUMN("title", "string", NULL),
	COLUMN("url", "string", NULL),
	COLUMN("citation", "string", NULL),
	COLUMN("agencies", "string", NULL),
	COLUMN("cfr", "string", "parts of the Code of Federal Regulations"),
	COLUMN("abstract", "string", NULL),
	COLUMN("published_on", "date", NULL),
	COLUMN("signed_on", "date", NULL),
	COLUMN("effective_on", "date", NULL),
	COLUMN("comments_close_on", "date", NULL),
};

static const struct column code[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", NULL),
	COLUMN("scheme", "string", "whose codes they are"),
	COLUMN("code", "string", NULL),
	COLUMN("name", "string", NULL),
	COLUMN("same_as", "string", "the code of another scheme"),
};

const struct resource edition_resource = { "edition",
	"Of which table, as of when, and of what a document speaks",
	COLUMNS(edition), 1, "document", 1 };

const struct resource transfer_resource = { "transfer",
	"A deal or delivery in a register", COLUMNS(transfer), 2, "document",
	1 };

const struct resource observation_resource = { "observation",
	"A published figure", COLUMNS(observation), 2, "document", 1 };

const struct resource policy_document_resource = { "policy_document",
	"What governments publish about their policy", COLUMNS(policy_document),
	2, "document", 1 };

const struct resource code_resource = { "code",
	"The codes by which tables name things", COLUMNS(code), 2, "document",
	1 };
