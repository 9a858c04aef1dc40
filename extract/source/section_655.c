/*
 * The State Department's annual reports under section 655 of the Foreign
 * Assistance Act are PDF files; as tables they exist only as others typed them.
 */
#include "extract/source/sources.h"
#include "extract/source/tables.h"

const struct extractor section_655_extractor = {
	.name = "section-655",
	.base = "https://www.pmddtc.state.gov",
	.crawl = tables_crawl,
	.documents = {
		.kind = tables_kind,
		.recognises = tables_recognise,
		.format = tables_format,
	},
	.address = tables_address,
};
