#include "package/columns.h"

#include "archive/document.h"
#include "package/record.h"
#include "package/value.h"

/*
 * Where a value comes from: a member of the record, the whole record, or the
 * place of the row; and what turns it into text, a function of value.h. One
 * that is of another type than that function reads does not compile.
 */
#define IS_OF(kind, pointer) \
	(0 * sizeof((const kind##_kind *)NULL == (pointer)))
#define FIELD(record, member, kind)                              \
	.offset = offsetof(struct record, member) +              \
	    IS_OF(kind, &((const struct record *)NULL)->member), \
	.text = kind##_value
#define WHOLE(record, kind) \
	.offset = IS_OF(kind, (const struct record *)NULL), .text = kind##_value
#define PLACE(member, kind) FIELD(row_place, member, kind), .of_place = true

#define PARTY(record, member, label, what)                                \
	{ label, "string", what " as we name it; as printed, if unknown", \
		FIELD(record, member, party) },                           \
	    { label "_iso3", "string", "empty if it has no code",         \
		    FIELD(record, member, party_iso3) },                  \
	{                                                                 \
		label "_name", "string", "as printed",                    \
		    FIELD(record, member, party_printed)                  \
	}

static const struct column document_columns[] = {
	{ "document_id", "string",
	    "made of source, address and content: the same bytes at the same "
	    "address are one document",
	    PLACE(document_id, text) },
	{ "source", "string", NULL, FIELD(document, source, text) },
	{ "url", "string", "where it is published",
	    FIELD(document, url, text) },
	{ "sha256", "string", "of its content", FIELD(document, sha256, text) },
	{ "fetched_at", "datetime",
	    "when these bytes were last found new at that address",
	    FIELD(document, fetched_at, text), .outside_hash = true },
	{ "published_on", "date", NULL, FIELD(document, published_on, text) },
	{ "media_type", "string", NULL, FIELD(document, media_type, text) },
	{ "bytes", "integer", "of its content",
	    FIELD(document, bytes, number) },
	{ "warc_file", "string", "the file of the archive that keeps it",
	    FIELD(document, warc_file, text), .outside_hash = true },
	{ "warc_offset", "integer", NULL, FIELD(document, warc_offset, number),
	    .outside_hash = true },
	{ "records", "integer", "how many were read from it",
	    PLACE(records, count) },
	{ "taken_back", "string",
	    "when and why it was taken back; null if it was not",
	    FIELD(document, taken_back, text), .outside_hash = true },
};

static const struct column publication_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", "of the notification within the document",
	    PLACE(number, count) },
	{ "surface", "string", "federal_register, dsca, state, ...",
	    FIELD(notice, surface, text) },
	{ "url", "string", "of the publication, whatever the rendition",
	    FIELD(notice, url, text) },
	{ "version", "string", "which of several texts at that address",
	    FIELD(notice, version, text) },
	{ "published_on", "date", NULL, FIELD(notice, published_on, text) },
	{ "kind", "string", "original, amendment, enhancement, correction",
	    FIELD(notice, kind, notice_kind) },
	{ "authority", "string", "paragraph of the AECA, section 36",
	    FIELD(notice, authority, text) },
	{ "transmittal", "string", NULL, FIELD(notice, transmittal, text) },
	{ "amends", "string", "the transmittal that is amended",
	    FIELD(notice, amends, text) },
	{ "corrects", "string", "the publication that is corrected",
	    FIELD(notice, corrects, text) },
	{ "title", "string", NULL, FIELD(notice, title, text) },
	{ "purchaser_name", "string", "as printed",
	    FIELD(notice, purchaser_name, text) },
	{ "purchaser_iso3", "string",
	    "empty for several countries or an organisation",
	    FIELD(notice, purchasers, sole_purchaser) },
	{ "mde_usd", "number", "major defense equipment",
	    FIELD(notice, mde, money) },
	{ "other_usd", "number", NULL, FIELD(notice, other, money) },
	{ "total_usd", "number", NULL, FIELD(notice, total, money) },
	{ "threshold_usd", "number", "\"or more\": not a value",
	    FIELD(notice, threshold, money) },
	{ "funding_source", "string", NULL,
	    FIELD(notice, funding_source, text) },
	{ "military_department", "string", NULL,
	    FIELD(notice, military_department, text) },
	{ "case_designators", "array", NULL,
	    FIELD(notice, case_designators, list) },
	{ "prior_cases", "array", NULL, FIELD(notice, prior_cases, list) },
	{ "delivered_on", "date", "to Congress",
	    FIELD(notice, delivered_on, day) },
	{ "announced_on", "date", "to the public",
	    FIELD(notice, announced_on, day) },
	{ "review_days", "integer", "calendar days, AECA section 36",
	    FIELD(notice, review_days, int_or_none) },
	{ "review_ends_on", "date", NULL, FIELD(notice, review_ends_on, day) },
	{ "description", "string", NULL, FIELD(notice, description, text) },
	{ "us_government_reps", "integer", NULL,
	    FIELD(notice, us_government_reps, people) },
	{ "contractor_reps", "integer", NULL,
	    FIELD(notice, contractor_reps, people) },
	{ "usml_categories", "array", "of the United States Munitions List",
	    FIELD(notice, usml_categories, list) },
	{ "added_usd", "number", "what a report adds to the case, or less",
	    FIELD(notice, added_total, money) },
	{ "mde_added_usd", "number", NULL, FIELD(notice, added_mde, money) },
	{ "other_added_usd", "number", NULL,
	    FIELD(notice, added_other, money) },
	{ "emergency", "boolean", "empty if it says nothing of one",
	    FIELD(notice, emergency, truth) },
};

static const struct column publication_purchaser_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "position", "integer", NULL, PLACE(position, count) },
	{ "iso3", "string", "empty for an organisation",
	    FIELD(purchaser, country, iso3) },
	{ "name", "string", "as printed", FIELD(purchaser, name, text) },
};

static const struct column publication_item_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "position", "integer", NULL, PLACE(position, count) },
	{ "quantity", "integer", NULL, FIELD(item, quantity, quantity) },
	{ "quantity_text", "string", "as printed",
	    FIELD(item, quantity_text, text) },
	{ "precision", "string", "exact, estimate, up to, at least",
	    FIELD(item, quantity.precision, precision) },
	{ "designation", "string", NULL, FIELD(item, designation, text) },
	{ "is_mde", "boolean", "major defense equipment; empty if not said",
	    FIELD(item, is_mde, truth) },
	{ "category", "string", NULL, FIELD(item, category, text) },
	{ "part_of", "integer", "the position of its whole; empty for a whole",
	    FIELD(item, part_of, int_or_none) },
	{ "family", "string", "the system it is, is made for or serves",
	    FIELD(item, family, text) },
	{ "quantity_from", "integer", "of \"between 100 and 103\" the 100",
	    FIELD(item, quantity, quantity_from) },
};

static const struct column publication_contractor_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "position", "integer", NULL, PLACE(position, count) },
	{ "contractor_id", "string", "empty for a name not in our list",
	    FIELD(contractor, id, text) },
	{ "name", "string", "as printed", FIELD(contractor, name, text) },
	{ "city", "string", NULL, FIELD(contractor, city, text) },
	{ "region", "string", NULL, FIELD(contractor, region, text) },
};

static const struct column publication_place_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "field", "string",
	    "a column of publication, or of its lists: item.designation",
	    FIELD(evidence, field, text) },
	{ "position", "integer", "in a list; 0 of what is none",
	    FIELD(evidence, position, whole_number) },
	{ "place", "string", "as of faults: \"line 57\"",
	    WHOLE(evidence, evidence_place) },
	{ "is_printed", "boolean",
	    "the value stands there; else it follows from what does",
	    FIELD(evidence, printed, flag) },
	{ "text_start", "integer",
	    "bytes before it in the text of the publication: its blocks as "
	    "they were read from the document, joined by line ends; empty if "
	    "it stands outside of that",
	    WHOLE(evidence, evidence_start) },
	{ "text_length", "integer", "in bytes",
	    FIELD(evidence, length, count_or_none) },
	{ "quote", "string",
	    "its sentence or line, or as much as there is room for; empty: the "
	    "longest of the publication with the same quote_start",
	    FIELD(evidence, quote, text) },
	{ "quote_start", "integer", "bytes of the text before the quote",
	    WHOLE(evidence, evidence_quote) },
};

static const struct column edition_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "dataset", "string", NULL, FIELD(edition, dataset, text) },
	{ "edition_at", "datetime",
	    "as of when it speaks: stated, published, by what it holds, or fetched",
	    PLACE(edition_at, text) },
	{ "stated", "boolean", "whether the publisher says as of when",
	    FIELD(edition, stated_at, is_given) },
	{ "reporters", "array", "it speaks of these only; empty: of all",
	    FIELD(edition, reporters, list) },
	{ "partners", "array", "likewise", FIELD(edition, partners, list) },
	{ "indicators", "array", "likewise", FIELD(edition, indicators, list) },
	{ "since", "date", "it speaks of periods from this day",
	    FIELD(edition, since, day) },
	{ "until", "date", "to this day", FIELD(edition, until, day) },
	{ "open_deals", "boolean",
	    "whether it speaks of deals without deliveries in these years",
	    FIELD(edition, open_deals, flag) },
	{ "partial", "boolean",
	    "it does not say what it is about: nothing vanishes by it",
	    FIELD(edition, partial, flag) },
	{ "rows", "integer", "how many it has", PLACE(rows, number) },
	{ "content", "string", "a hash of all of them", PLACE(content, text) },
};

static const struct column transfer_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", "of the row within the document",
	    PLACE(number, count) },
	{ "line", "integer", "of the document, where the row begins",
	    FIELD(transfer, line, count), .outside_hash = true },
	{ "dataset", "string", NULL, PLACE(dataset, text) },
	{ "transfer_id", "string", "empty if the publisher gives none",
	    PLACE(id, text) },
	{ "publisher_id", "string", "what the publisher calls it",
	    FIELD(transfer, publisher_id, text) },
	PARTY(transfer, supplier, "supplier", "the supplier"),
	PARTY(transfer, recipient, "recipient", "the recipient"),
	{ "order_year", "integer", NULL,
	    FIELD(transfer, order_year, int_or_none) },
	{ "order_year_uncertain", "boolean", NULL,
	    WHOLE(transfer, order_year_doubt) },
	{ "number_ordered", "number", NULL,
	    FIELD(transfer, ordered.number, decimal) },
	{ "number_ordered_uncertain", "boolean", NULL,
	    FIELD(transfer, ordered.uncertain, flag) },
	{ "designation", "string", NULL, FIELD(transfer, designation, text) },
	{ "description", "string", NULL, FIELD(transfer, description, text) },
	{ "category", "string", "as the publisher groups it",
	    FIELD(transfer, category, text) },
	{ "equipment_category", "string", "as we group it",
	    FIELD(transfer, equipment_category, text) },
	{ "family", "string", "the system it is, or is made for",
	    FIELD(transfer, family, text) },
	{ "number_delivered", "number", NULL,
	    FIELD(transfer, delivered.number, decimal) },
	{ "number_delivered_uncertain", "boolean", NULL,
	    FIELD(transfer, delivered.uncertain, flag) },
	{ "delivery_years", "string", "in braces, parted by commas",
	    FIELD(transfer, delivery_years, years) },
	{ "delivery_years_uncertain", "boolean", NULL,
	    WHOLE(transfer, delivery_years_doubt) },
	{ "status", "string", NULL, FIELD(transfer, status, text) },
	{ "status_on", "date", NULL, FIELD(transfer, status_on, day) },
	{ "authority", "string", "of law", FIELD(transfer, authority, text) },
	{ "agency", "string", NULL, FIELD(transfer, agency, text) },
	{ "comments", "string", NULL, FIELD(transfer, comments, text) },
	{ "local_production", "boolean", NULL,
	    FIELD(transfer, local_production, truth) },
	{ "tiv_unit", "number",
	    "SIPRI trend-indicator value in millions, never money: new",
	    FIELD(transfer, tiv_unit, decimal) },
	{ "tiv_deal_unit", "number", "the same as it was sold",
	    FIELD(transfer, tiv_deal_unit, decimal) },
	{ "tiv_ordered", "number", NULL,
	    FIELD(transfer, tiv_ordered, decimal) },
	{ "tiv_delivered", "number", NULL,
	    FIELD(transfer, tiv_delivered, decimal) },
	{ "number_requested", "number", NULL,
	    FIELD(transfer, requested, decimal) },
	{ "number_allocated", "number", NULL,
	    FIELD(transfer, allocated, decimal) },
	{ "number_accepted", "number", NULL,
	    FIELD(transfer, accepted, decimal) },
	{ "number_rejected", "number", NULL,
	    FIELD(transfer, rejected, decimal) },
	{ "acquisition_usd", "number", "what it cost when it was new",
	    FIELD(transfer, acquisition, money) },
	{ "current_usd", "number", "what it is worth now",
	    FIELD(transfer, current, money) },
};

#define THIN_PARTY(record, member, label, what)                           \
	{ label, "string", what " as we name it; as printed, if unknown", \
		FIELD(record, member, party) },                           \
	    { label "_iso3", "string", "empty if it has no code",         \
		    FIELD(record, member, party_iso3) },                  \
	{                                                                 \
		label "_name", "string",                                  \
		    "as printed, where that is another name",             \
		    FIELD(record, member, party_alias)                    \
	}

static const struct column series_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "series_id", "integer", "a number within this package",
	    PLACE(series, count) },
	{ "indicator", "string", NULL, FIELD(observation, indicator, text) },
	THIN_PARTY(observation, reporter, "reporter", "whose figures they are"),
	THIN_PARTY(observation, partner, "partner", "with whom"),
	{ "item_scheme", "string", "whose codes the next are",
	    FIELD(observation, item_scheme, text) },
	{ "item_code", "string", NULL, FIELD(observation, item_code, text) },
	{ "item_name", "string", NULL, FIELD(observation, item_name, text) },
	{ "unit", "string", NULL, FIELD(observation, unit, text) },
	{ "total_of", "string",
	    "the dimension they are the sum over; empty for parts",
	    FIELD(observation, total_of, text) },
	{ "duration", "duration", "how long each period is",
	    WHOLE(observation, duration) },
};

static const struct column observation_columns[] = {
	{ "series_id", "integer", "what the figure is about",
	    PLACE(series, count) },
	{ "number", "integer", "of the figure within the document",
	    PLACE(number, count) },
	{ "line", "integer", "of the document, where it stands",
	    FIELD(observation, line, count), .outside_hash = true },
	{ "period_start", "date", "the first day of the period",
	    FIELD(observation, start, day) },
	{ "value", "number", "empty if published as not available",
	    FIELD(observation, value, decimal) },
	{ "flag", "string", NULL, FIELD(observation, flag, text) },
};

static const struct column policy_document_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "kind", "string", "as its publisher calls it",
	    FIELD(policy, kind, text) },
	{ "identifier", "string", "its publisher's number",
	    FIELD(policy, identifier, text) },
	{ "title", "string", NULL, FIELD(policy, title, text) },
	{ "url", "string", NULL, FIELD(policy, url, text) },
	{ "citation", "string", NULL, FIELD(policy, citation, text) },
	{ "agencies", "string", NULL, FIELD(policy, agencies, text) },
	{ "cfr", "string", "parts of the Code of Federal Regulations",
	    FIELD(policy, cfr, text) },
	{ "abstract", "string", NULL, FIELD(policy, abstract_text, text) },
	{ "published_on", "date", NULL, FIELD(policy, published_on, day) },
	{ "signed_on", "date", NULL, FIELD(policy, signed_on, day) },
	{ "effective_on", "date", NULL, FIELD(policy, effective_on, day) },
	{ "comments_close_on", "date", NULL,
	    FIELD(policy, comments_close_on, day) },
};

static const struct column code_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "number", "integer", NULL, PLACE(number, count) },
	{ "scheme", "string", "whose codes they are",
	    FIELD(code, scheme, text) },
	{ "code", "string", NULL, FIELD(code, code, text) },
	{ "name", "string", NULL, FIELD(code, name, text) },
	{ "same_as", "string", "the code of another scheme",
	    FIELD(code, same_as, text) },
};

static const struct column fault_columns[] = {
	{ "document_id", "string", NULL, PLACE(document_id, text) },
	{ "fault_number", "integer", "a running number within the document",
	    PLACE(number, count) },
	{ "number", "integer", "the notification it concerns, if one",
	    PLACE(record, count_or_none) },
	{ "place", "string", NULL, WHOLE(fault, fault_place) },
	{ "field", "string", NULL, FIELD(fault, field, text) },
	{ "reason", "string", NULL, FIELD(fault, reason, text) },
	{ "value_as_published", "string", NULL, FIELD(fault, value, text) },
	{ "text_start", "integer",
	    "bytes before it, as in publication_place; empty if not known",
	    WHOLE(fault, fault_start) },
	{ "text_length", "integer", "in bytes",
	    FIELD(fault, text_length, count_or_none) },
};

#define COLUMNS(c) (c), sizeof(c) / sizeof((c)[0])

const struct resource resources[RESOURCE_COUNT] = {
	[RESOURCE_DOCUMENT] = { "document", "What was published, and where",
	    COLUMNS(document_columns), 1, NULL, 0, false },
	[RESOURCE_PUBLICATION] = { "publication",
	    "What one document says of one notification",
	    COLUMNS(publication_columns), 2, "document", 1, false },
	[RESOURCE_PUBLICATION_PURCHASER] = { "publication_purchaser",
	    "Who would buy", COLUMNS(publication_purchaser_columns), 3,
	    "publication", 2, false },
	[RESOURCE_PUBLICATION_ITEM] = { "publication_item",
	    "What would be sold", COLUMNS(publication_item_columns), 3,
	    "publication", 2, false },
	[RESOURCE_PUBLICATION_CONTRACTOR] = { "publication_contractor",
	    "Who would make it", COLUMNS(publication_contractor_columns), 3,
	    "publication", 2, false },
	[RESOURCE_PUBLICATION_PLACE] = { "publication_place",
	    "Where it says so", COLUMNS(publication_place_columns), 4,
	    "publication", 2, true },
	[RESOURCE_EDITION] = { "edition",
	    "Of which table, as of when, and of what a document speaks",
	    COLUMNS(edition_columns), 1, "document", 1, false },
	[RESOURCE_TRANSFER] = { "transfer", "A deal or delivery in a register",
	    COLUMNS(transfer_columns), 2, "document", 1, false },
	[RESOURCE_SERIES] = { "series",
	    "What the figures of a document are about", COLUMNS(series_columns),
	    2, "document", 1, true },
	[RESOURCE_OBSERVATION] = { "observation", "A published figure",
	    COLUMNS(observation_columns), 2, "series", 1, true },
	[RESOURCE_POLICY_DOCUMENT] = { "policy_document",
	    "What governments publish about their policy",
	    COLUMNS(policy_document_columns), 2, "document", 1, false },
	[RESOURCE_CODE] = { "code", "The codes by which tables name things",
	    COLUMNS(code_columns), 2, "document", 1, false },
	[RESOURCE_FAULT] = { "fault",
	    "What was published and could not be read", COLUMNS(fault_columns),
	    2, "document", 1, false },
};
