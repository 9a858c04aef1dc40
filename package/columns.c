/* What notices are told in, and what every document has. */
#include "package/resource_internal.h"

static const struct column document[] = {
	COLUMN("document_id", "string",
	    "made of source, address and content: the same bytes at the same "
	    "address are one document"),
	COLUMN("source", "string", NULL),
	COLUMN("url", "string", "where it is published"),
	COLUMN("sha256", "string", "of its content"),
	UNHASHED("fetched_at", "datetime",
	    "when these bytes were last found new at that address"),
	COLUMN("published_on", "date", NULL),
	COLUMN("media_type", "string", NULL),
	COLUMN("bytes", "integer", "of its content"),
	UNHASHED(
	    "warc_file", "string", "the file of the archive that keeps it"),
	UNHASHED("warc_offset", "integer", NULL),
	COLUMN("records", "integer", "how many were read from it"),
};

static const struct column capture[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("warc_file", "string", NULL),
	COLUMN("warc_offset", "integer", NULL),
	COLUMN("fetched_at", "datetime", NULL),
	/* With microseconds, which a datetime of Table Schema has not. */
	COLUMN("run_at", "string",
	    "when the run began that kept it: what came together"),
};

static const struct column publication[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", "of the notification within the document"),
	COLUMN("surface", "string", "federal_register, dsca, state, ..."),
	COLUMN("url", "string", "of the publication, whatever the rendition"),
	COLUMN("version", "string", "which of several texts at that address"),
	COLUMN("published_on", "date", NULL),
	COLUMN(
	    "kind", "string", "original, amendment, enhancement, correction"),
	COLUMN("authority", "string", "paragraph of the AECA, section 36"),
	COLUMN("transmittal", "string", NULL),
	COLUMN("amends", "string", "the transmittal that is amended"),
	COLUMN("corrects", "string", "the publication that is corrected"),
	COLUMN("title", "string", NULL),
	COLUMN("purchaser_name", "string", "as printed"),
	COLUMN("purchaser_iso3", "string",
	    "empty for several countries or an organisation"),
	COLUMN("mde_usd", "number", "major defense equipment"),
	COLUMN("other_usd", "number", NULL),
	COLUMN("total_usd", "number", NULL),
	COLUMN("threshold_usd", "number", "\"or more\": not a value"),
	COLUMN("funding_source", "string", NULL),
	COLUMN("military_department", "string", NULL),
	COLUMN("case_designators", "array", NULL),
	COLUMN("prior_cases", "array", NULL),
	COLUMN("delivered_on", "date", "to Congress"),
	COLUMN("announced_on", "date", "to the public"),
	COLUMN("review_days", "integer", "calendar days, AECA section 36"),
	COLUMN("review_ends_on", "date", NULL),
	COLUMN("description", "string", NULL),
	COLUMN("us_government_reps", "integer", NULL),
	COLUMN("contractor_reps", "integer", NULL),
};

static const struct column publication_purchaser[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", NULL),
	COLUMN("position", "integer", NULL),
	COLUMN("iso3", "string", "empty for an organisation"),
	COLUMN("name", "string", "as printed"),
};

static const struct column publication_item[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", NULL),
	COLUMN("position", "integer", NULL),
	COLUMN("quantity", "integer", NULL),
	COLUMN("quantity_text", "string", "as printed"),
	COLUMN("precision", "string", "exact, estimate, up to"),
	COLUMN("designation", "string", NULL),
	COLUMN(
	    "is_mde", "boolean", "major defense equipment; empty if not said"),
	COLUMN("category", "string", NULL),
};

static const struct column publication_contractor[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN("number", "integer", NULL),
	COLUMN("position", "integer", NULL),
	COLUMN("contractor_id", "string", "empty for a name not in our list"),
	COLUMN("name", "string", "as printed"),
	COLUMN("city", "string", NULL),
	COLUMN("region", "string", NULL),
};

static const struct column fault[] = {
	COLUMN("document_id", "string", NULL),
	COLUMN(
	    "fault_number", "integer", "a running number within the document"),
	COLUMN("number", "integer", "the notification it concerns, if one"),
	COLUMN("place", "string", NULL),
	COLUMN("field", "string", NULL),
	COLUMN("reason", "string", NULL),
	COLUMN("value_as_published", "string", NULL),
};

const struct resource document_resource = { "document",
	"What was published, and where", COLUMNS(document), 1, NULL, 0 };

const struct resource capture_resource = { "capture",
	"Each time a document was found new at its address", COLUMNS(capture),
	3, "document", 1 };

const struct resource publication_resource = { "publication",
	"What one document says of one notification", COLUMNS(publication), 2,
	"document", 1 };

const struct resource publication_purchaser_resource = {
	"publication_purchaser", "Who would buy",
	COLUMNS(publication_purchaser), 3, "publication", 2
};

const struct resource publication_item_resource = { "publication_item",
	"What would be sold", COLUMNS(publication_item), 3, "publication", 2 };

const struct resource publication_contractor_resource = {
	"publication_contractor", "Who would make it",
	COLUMNS(publication_contractor), 3, "publication", 2
};

const struct resource fault_resource = { "fault",
	"What was published and could not be read", COLUMNS(fault), 2,
	"document", 1 };
