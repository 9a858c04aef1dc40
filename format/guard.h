/*
 * What stands between a publisher's XML or HTML and libxml2, which takes more
 * time than there is for some of it: end tags with too much open, elements with
 * too many attributes, attributes that a document type declares.
 */
#ifndef FORMAT_GUARD_H
#define FORMAT_GUARD_H

#define GUARD_OPEN_XML 256   /* elements within each other */
#define GUARD_OPEN_HTML 1024 /* the same, of those that need an end tag */
#define GUARD_ATTRIBUTES 256 /* of one element */
#define GUARD_MARKUP 1048576 /* bytes of a tag, comment or instruction */

struct body;

/*
 * Another body's markup, as UTF-8, with an error (body_error()) that names the
 * limit in the place of what goes beyond one. XML with a document type
 * declaration is refused.
 */
struct body *guard_xml(struct body *);
struct body *guard_html(struct body *);

#endif
