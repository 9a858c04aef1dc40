-- What the tables and their columns mean: see routines/explain.sql. Money is in
-- US dollars as published: nothing is converted or inflated. docs/SCHEMA.md has
-- more.

SELECT arms_internal.explain('document', $$
What was published, where, and the bytes in the archive that prove it

document_id: made of source, address and content: the same bytes at the same
    address are one document, in any archive
source: the source that it is of
url: the address at which it was found
sha256: of the content, in hexadecimal
fetched_at: when these bytes were last found new at that address
published_on: the day of publication; null where nothing tells it
media_type: of the content, as the publisher states it
bytes: how many the content has, codings taken off
warc_file, warc_offset: the record of the archive, by file and place
records: how many were read from it
row_hash: 128 bits over the row without its key: equal rows, equal hashes
run_id: the run that wrote this version of the row
valid_from: when this version of the row was written
taken_back: the day on which somebody took it back, and why: nothing of it
    counts, and what it said is in the history; null if nobody did
$$);

SELECT arms_internal.explain('publication', $$
What one document says of one notification; every version of every page

document_id: the document
number: of the publication within the document, from 1
surface: the kind of page: federal_register, dsca, state, congressional_record,
    dsca_pdf (a file's own text) or dsca_library (its name)
url: the address of the page
version: tells several texts of one page apart, as the publisher states it;
    null if it states none
published_on: the day on which it was published; null if that is not known
kind: original, amendment (of a licence), enhancement (of a case) or correction
authority: paragraph of section 36 of the Arms Export Control Act: 36(b)(1) a
    letter of offer, 36(b)(5)(A) and 36(b)(5)(C) enhancement of one, 36(c) and
    36(d) a licence to export or to manufacture abroad; null if none is stated
transmittal: the number under which Congress was notified: 26-27, 0A-26, DDTC
    22-055; null if none is stated
amends: the transmittal that is enhanced or amended; null for an original
corrects: the page that is corrected; null if it corrects none
title: of the policy justification; null if it has none
purchaser_name: the purchaser as printed
purchaser_iso3: code of the purchaser (ISO 3166-1 alpha-3, others in
    config/reference); null for several, or an organisation: see the purchasers
mde_usd: value of major defense equipment (AECA, section 47(6)), in US dollars;
    of a report under 36(b)(5) what the case amounts to after it
other_usd: value of all that is not major defense equipment, in US dollars
total_usd: value of all, in US dollars; of a report under 36(b)(5) what the
    case amounts to after it
threshold_usd: of a licence: "in the amount of $50,000,000 or more", in US
    dollars, which is not a value
funding_source: what pays: "National Funds", "Foreign Military Financing (FMF)"
military_department: the department, or the agency, that carries it out
case_designators: of the cases: SW-B-WCB; before about 2010 three letters
prior_cases: designators of the related cases before
delivered_on: the day of delivery to Congress; of a letter under 36(c) or (d)
    its date; null if not stated
announced_on: the day on which the public was told; null if not stated
review_days: 15 or 30: calendar days in which Congress may review it; null if
    no time for review runs
review_ends_on: delivered_on and review_days; null if the delivery is not
    stated
description: what would be sold, as printed
us_government_reps, contractor_reps: how many representatives of the
    government, and of contractors, would have to travel; 0 when "none"; null
    when not stated or when one number is given for both
row_hash, run_id, valid_from: as in document
usml_categories: of the United States Munitions List (22 CFR 121.1), as a
    letter under section 36(c) or (d) states them: I
added_usd, mde_added_usd, other_added_usd: of a report under section 36(b)(5):
    what it adds to the case, in US dollars: in all, of major defense
    equipment, of the rest; below 0 where it takes away; null if it does not
    tell
emergency: true if it says that an emergency exists: Congress has no time for
    review then (AECA, section 36(b)(1)); null if it says nothing of one
$$);

SELECT arms_internal.explain('publication_purchaser', $$
The purchasers that a publication names

document_id, number: the publication
position: in its list, from 1
iso3: code of the purchaser; null for an organisation, or a name that is not
    known
name: as printed
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('publication_item', $$
The articles that a publication lists: each with a number before it, and major
defense equipment without one

document_id, number: the publication
position: in its list, from 1
quantity: how many; of "between 100 and 103" the upper end; null if not stated
quantity_text: the quantity as printed
precision: of quantity: exact, estimate ("approximately"), up to, or at least
designation: what the article is called, as printed
is_mde: whether it is major defense equipment (AECA, section 47(6)); null where
    the publication does not say
category: of equipment_category, by the words of the designation; null where no
    rule knows it, which is not "other"
row_hash, run_id, valid_from: as in document
part_of: position of the item that this is a part of; null for a whole: the sum
    of quantities is over these
family: of equipment_family: the system that the article is, is made for or
    serves; null where none is named
quantity_from: the lower end of "between 100 and 103", of which quantity is the
    upper; null for a quantity with one end
$$);

SELECT arms_internal.explain('publication_contractor', $$
The principal contractors that a publication names

document_id, number: the publication
position: in its list, from 1
contractor_id: of contractor; null for a name that is not in the list
name: of the contractor, as printed
city: the first place named; null if none is
region: the state or province of that place by its whole name, or a country as
    arms.country has it; null if none is named
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('publication_place', $$
Where a publication says what it says: for each value the place in the text that
was read of it, and a quote. A value that is reckoned of others, and one that
was put together, has none: arms.evidence() lists them, too

document_id, number: the publication
field: a column of publication; or of a list of it: purchaser.name,
    item.quantity, item.designation, contractor.name, contractor.city
position: in a list, from 1; 0 where there is none
place: where it stands in the document, as in fault: "line 57", "page 1"
is_printed: whether the value is what stands there; else it follows from that,
    as an emergency from a sentence, or a sum from its parts
text_start: bytes before it in the text of the publication: the blocks of the
    document (lines, paragraphs, cells), decoded and without markup, as its lines
    are counted, joined by line ends; null if it stands outside of these, as
    a page's title
text_length: of it, in bytes; null likewise
quote: the sentence or the line that has it, at most 300 bytes; of what is
    longer the beginning; null where it stands in that of another field, which
    has the same quote_start
quote_start: bytes of the text before the quote; null likewise
run_id, valid_from: as in document, of all places of the publication
$$);

SELECT arms_internal.explain('publication_places', $$
The rows of publication_place of a publication, in one

document_id, number: the publication
places: field, position, place, is_printed, text_start, text_length, quote and
    quote_start of each, by field and position
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('fault', $$
What was published and could not be read, or was not published and should have
been

document_id: the document
fault_number: of the fault within the document; below 0: not of the document
    alone, but of what others say beside it
number: of the publication or record within the document; null if it is of none
place: where it stands in the document: "line 57"
field: what could not be read
reason: why
value_as_published: what was printed there; null if nothing was
text_start, text_length: where that is, as in publication_place; null where it
    is not known, or of a document that is no publication
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('notice', $$
One row for each notification to Congress, however often it was published: of
each column what the first publication that states it says

notice_id: authority and transmittal: "36(b)(1) 26-27"; with the purchaser
    where a number is used for several; without a number the address of the
    publication
document_id: the document that says most of it; notice_publication has them all
transmittal, authority, title, purchaser_name, mde_usd, other_usd: as in
    publication
total_usd, threshold_usd, funding_source, military_department: as in
    publication
case_designators, prior_cases, amends, delivered_on: as in publication
announced_on, description, us_government_reps: as in publication
contractor_reps, usml_categories: as in publication
added_usd, mde_added_usd, other_added_usd: as in publication
kind: original, amendment (of a licence), enhancement (of a case); correction
    when nothing but a correction was seen
purchaser_iso3: code of the purchaser (ISO 3166-1 alpha-3, others in
    config/reference); null for several, or an organisation: see
    notice_purchaser
review_days: 15 or 30: calendar days from notified_on in which Congress may
    review it (AECA, section 36); null if no time for review runs
review_ends_on: the last day of review, notified_on and review_days: as sure as
    notified_basis; null if no time for review runs, as in an emergency
row_hash, run_id, valid_from: as in document
emergency: true if a publication says that an emergency exists: then there is
    no time for review (AECA, section 36(b)(1)); null if none says so
notified_on: the day of delivery to Congress, or the best estimate of it
notified_basis: what notified_on is: the day on which it was "delivered"; an
    estimate by the day on which it was "announced", by the date of the
    "letter" under section 36(c) or (d), or by the first day on which it was
    "published", which may be weeks later
corrected: the columns that a researcher corrected, each with what was read
    (was; null if nothing was), why, who, source and day; null if none
$$);

SELECT arms_internal.explain('notice_publication', $$
Where a notice was published, in the newest version of each page, and what it
said there

notice_id: the notice
document_id, number: the publication
surface, url, published_on, kind, total_usd, mde_usd: as in publication
purchaser_iso3, delivered_on: as in publication
row_hash, run_id, valid_from: as in document
matched_by: by what the publication was found to be about this notice: its
    transmittal, purchasers and values, or alone
$$);

SELECT arms_internal.explain('notice_purchaser', $$
The purchasers of a notice: those of the first publication that lists any

notice_id: the notice
position, iso3, name: as in publication_purchaser
document_id: the document that they are from
row_hash, run_id, valid_from: as in document
corrected: as in notice
$$);

SELECT arms_internal.explain('notice_item', $$
The articles of a notice: those of the first publication that lists any

notice_id: the notice
document_id: the document that they are from
position, quantity, quantity_text, precision, designation: as in
    publication_item
is_mde, category, part_of, family, quantity_from: as in publication_item
row_hash, run_id, valid_from: as in document
corrected: as in notice
$$);

SELECT arms_internal.explain('notice_contractor', $$
The principal contractors of a notice: those of the first publication that
lists any

notice_id: the notice
document_id: the document that they are from
position, contractor_id, name, city, region: as in publication_contractor
row_hash, run_id, valid_from: as in document
corrected: as in notice
$$);

SELECT arms_internal.explain('discrepancy', $$
Two publications of one notice that both state a value and differ in it, be it
by rounding

notice_id: the notice
field: the column in which they differ; purchasers where one of them has no
    code
surface_a, url_a: the page that is believed before the other
surface_b, url_b: the other page
document_id: the document of the other page
value_a, value_b: what each states
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('edition', $$
A document that is an edition of a dataset: as of when, and what it speaks of:
what lies outside is not touched by it. A limit that is null does not limit

document_id: the document
dataset: the register or table: sipri-deals, census-trade, ...
edition_at: as the publisher states it, in UTC where no zone is named; else the
    day of publication, or by what it holds, or when it was fetched
stated: whether the publisher states edition_at
reporters, partners: names of the parties it speaks of: suppliers, and
    recipients
indicators: the indicators that it speaks of
since, until: the first and the last day it speaks of: periods of figures,
    years of deliveries
open_deals: whether it has deals without deliveries in these years, too
partial: true if it does not say what it speaks of: nothing vanishes by it
rows: how many it has
content: a hash of its rows
row_hash, run_id, valid_from: as in document
applied_at: edition_at, with a microsecond more for each edition of the dataset
    that has the same: valid_from and valid_to of its rows
edition_id: a number by which its figures refer to it; another in each database
$$);

SELECT arms_internal.explain('edition_repeat', $$
Editions that repeat what others stated first: all of their years that was not
changed since, but for the rows that edition_row lists

document_id: the edition
repeats: the edition whose figures it repeats
$$);

SELECT arms_internal.explain('dataset_figures', $$
How many figures of a dataset there are, of those that are on this server: each load
that changes them notes it, so that nothing need be counted to tell

dataset: the table
place: where they are; of another table under that name nothing is believed
figures: how many of its figures are valid now
$$);

SELECT arms_internal.explain('edition_row', $$
Rows that an edition states, though neither its scope tells so nor that it
stated them first; and rows that it does not state, of an edition that it
repeats

document_id: the edition
row_id: transfer_id or observation_id of the row
occurrence: of the row
part: what it states of a deal of which it covers only some years; null if it
    states the row as it was
$$);

SELECT arms_internal.explain('transfer', $$
One row for each deal or delivery in a register, as its newest edition has it

dataset: the register: sipri-deals (a row a deal), sipri-deliveries (a row a
    delivery in a year), sipri-deals-2020, sipri-deals-2018, eda
transfer_id: stays from edition to edition, also where the publisher gives no
    name
occurrence: tells rows apart that say the very same, from 1
publisher_id: what the publisher calls it; null if it does not
supplier, recipient: by the name in our list of countries, or as printed if it
    is not known
supplier_iso3, recipient_iso3: its code; null if it has none
supplier_name, recipient_name: as printed
order_year: year of the order; of Excess Defense Articles the fiscal year of
    the request
order_year_uncertain, number_ordered_uncertain, number_delivered_uncertain,
    delivery_years_uncertain: whether the publisher marks it as uncertain
number_ordered: how many were ordered; null if not stated
designation: of the weapon, as printed
description: the kind of weapon, as printed
category: as the publisher groups it
number_delivered: how many were delivered in the years the edition is about
delivery_years: the years of deliveries; null if nothing is known to be
    delivered
status: as printed: of the weapon when sold (New, Second hand), or of a request
status_on: the day of that status
authority: the law under which it is transferred
agency: that carries it out
comments: as printed; in SIPRI's register money stands only here
local_production: whether it is made locally, under licence or by assembly
tiv_unit: SIPRI trend-indicator value of one when new, in millions: a volume,
    never money
tiv_deal_unit: SIPRI trend-indicator value of one as sold, in millions
tiv_ordered, tiv_delivered: SIPRI trend-indicator value of all that were
    ordered, and delivered, in millions: a volume, never money
number_requested, number_allocated, number_accepted, number_rejected: of Excess
    Defense Articles: how many
acquisition_usd: of Excess Defense Articles: what they cost when new, in US
    dollars
current_usd: of Excess Defense Articles: what they are worth, in US dollars
matched_by: by what it was found to be the row of the edition before: see the
    table in SCHEMA.md
document_id: the first document that says just this
number: of the record within that document; null where not known
line: of that document, where it stands; null where not known
row_hash: as in document
run_id: the run that loaded the edition
valid_from: when that edition was: edition.applied_at
equipment_category: of equipment_category, by the description and the
    designation; null where no rule knows them
family: of equipment_family: the system that is transferred, or that it is made
    for; null where none is named
$$);

SELECT arms_internal.explain('series', $$
What figures are about, once for all figures of one dataset that are about the
same under the same names

dataset: the table: sipri-tiv, section-655, census-trade, ...
series_id: its number within the dataset; another in each database
subject: a hash of what it is about: series of one subject differ only in names
    or codes as printed, or in occurrence
wording: a hash of all it says, with names and codes as printed
topic: the first series_id of its subject and occurrence: a figure of the same
    topic and period in another edition is the same figure
occurrence: more than 1: a further figure about the same in one document
indicator: what is counted: exports, deliveries, tiv_exports, ...
reporter: whose figures they are; null for all
reporter_iso3, partner_iso3: its code; null if it has none
reporter_name, partner_name: as printed, where that is another name; else null
partner: with whom; null for all
item_scheme: whose codes item_code is of
item_code: the code of what is counted; null for all
item_name: what it is called, as printed
unit: as published, not scaled
total_of: what its figures are the sum of: partner, reporter, item, period, or
    transfer for the rows of a register; null for parts
duration: how long each period is; null for figures without one
$$);

SELECT arms_internal.explain('figure', $$
One row for each published figure, as its newest edition has it: see
observation, which shows it with what it is about

series_id: what it is about: of series, with dataset
period_start: the first day of the period; null if it has none
edition_id: the first edition that says just this
number: of the record within that document; null where not known
line: of that document, where it stands; null where not known
dataset: as in series
value: as published, not scaled; null where the publisher says that there is no
    figure: see flag
flag: estimate, below 0.5, not available, uncertain, press, ...; null for a
    figure that is simply stated
$$);

SELECT arms_internal.explain('observation', $$
One row for each published figure, as its newest edition has it: figure with
what series and edition say

dataset, occurrence, indicator, reporter, reporter_iso3: as in series
partner, partner_iso3, item_scheme, item_code, item_name, unit: as in series
total_of: as in series
observation_id: the same in every edition: what the figure is about, and in its
    last eight digits the first day
reporter_name, partner_name: as printed
period_start, value, flag, number, line: as in figure
period_end: the last day of the period; null if it has none
document_id: the document that said just this first
row_hash: as in document
run_id: the run that loaded the edition
valid_from: when that edition was: edition.applied_at
$$);

SELECT arms_internal.explain('policy_document', $$
What governments publish about their policy on arms sales

document_id: the document
number: of the record within the document, from 1
kind: Rule, Proposed Rule, Notice, Presidential Document: Executive Order, ...
identifier: by which the publisher knows it
title: as printed
url: where it can be read
citation: how it is cited: 85 FR 3819
agencies: that publish it
cfr: the parts of the Code of Federal Regulations that it is about
abstract: the publisher's own
published_on: the day of publication
signed_on: the day on which it was signed; null if not stated
effective_on: the day from which it holds; null if not stated
comments_close_on: the last day for comments; null if none are asked for
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('code', $$
The codes by which tables name things, as their publishers list them:
countries, commodities, funds

document_id: the document that lists it
number: of the record within the document, from 1
scheme: whose codes: Schedule C, END_USE5, foreign_funding, ...
code: the code
name: what it stands for
same_as: the code of another scheme, as of ISO; null if the list has none
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('contract_award', $$
A contract, order or modification that the Department of Defense announced, from
the version of its page that counts: a whole page before an extract, then the
newest. Of those that a correction stands in place of, the sums must not be taken:
is_current

award_id: made of the page and the award; the same in all versions of the page
document_id: the version of the page that it is from
position: of the paragraph among the awards of the page, from 1
line: of the document, where the paragraph begins
article: the number of the page; the name of a file that has none
kind: award, modification, or correction: a paragraph that says which announcement
    is corrected, and whose corrected text is a row of its own
version: 1; 2 of a corrected text, 3 of one that corrects that
corrects: the award that this one stands in place of, or, of a correction, speaks
    of; null if it is none, or that award is not here
is_current: false of a correction, and of an award that was corrected
contract_numbers: without dashes, in the order of the text: of a contract, of an
    order, and of the contract or agreement that the order is under; empty if
    none is printed
contract_numbers_printed: the same as printed
modification: its number: P00012; null if none is printed
is_order: whether it is an order under a contract or an agreement
amount_usd: of this action, or the only sum that is stated; never the value of the
    whole contract or with its options; null if none is stated
amount_kind: which sum that is: action, ceiling (also "maximum"), not-to-exceed,
    minimum
contract_type: as printed: firm-fixed-price
department: by the heading above it: Navy, Defense Logistics Agency; null without
contracting_activity: as printed
announced_on: the day of the page, of several the last; null if it has none
awarded_on: the day that is stated; else announced_on
completion_on: the day by which it is expected to be completed; the last day of a
    month or year; options left aside
completion_precision: day, month, year: how precisely that is stated
work_places: where the work is done, with the share: Mesa, Arizona (60%)
is_fms: whether it says that it is for Foreign Military Sales, in whole or in part
fms_funds_usd: the funds of Foreign Military Sales that it obligates, of all
    customers together; null if none are stated, or only together with others
description: the paragraph
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('award_contractor', $$
To whom a contract is awarded; one sum may be for several together

award_id: the award
position: in the order of the text, from 1
document_id: the document that it is from
name: as printed
contractor_id: the contractor as we name it; null if it is not in our list
trade_name: under which the contractor does business, as printed; null if none is
city, region: as printed: Hartford, Conn.; Kongsberg, Norway; null if not stated
contract_number: printed with the name, without dashes; null if none is
footnote: what an asterisk at the name refers to: Small business; null if none
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('award_customer', $$
For whom an award is by Foreign Military Sales, each country once. Places of work
and partners of a program are none

award_id: the award
position: in the order of the text, from 1
document_id: the document that it is from
name: as printed; of customers that are not named the words for them
iso3: of the country; null for an organisation and for customers that are not named
percent: the share of the work, as stated; null if it is not
amount_usd: the funds that are obligated of this customer alone; null if they are
    not stated, or stated of several together: then fms_funds_usd of the award has
    them
basis: what is stated of the customer: share, a percentage; funds, a sum without
    one; null: neither
amount_scope: whose the funds are: customer, of this one; all, of all customers
    of the award; mixed, together with funds of others; null if no sum is stated
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('award_system', $$
The systems that the paragraph of an award by Foreign Military Sales names

award_id: the award
system: a family of equipment_family, or what looks like the type of an article:
    AN/ALQ-211
phrase: by which it is known: one of those of equipment_family
$$);

SELECT arms_internal.explain('announced_award', $$
What each document says of each contract award; arms.contract_award has each once

document_id: the document
number: of the award within the document, from 1
award_id, article, line, kind, modification, is_order: as in contract_award
amount_usd, amount_kind, contract_type, department: as in contract_award
contracting_activity, announced_on, awarded_on: as in contract_award
completion_on, completion_precision, is_fms: as in contract_award
fms_funds_usd, description: as in contract_award
is_whole_page: whether the document is a page of the publisher, not an extract
is_corrected_text: whether it stands in place of an earlier announcement
corrected_on: when that was announced; null if it is not said
contract_numbers: without dashes, a list in JSON
contract_numbers_printed: the same as printed
work_places: where the work is done, with the share; likewise
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('announced_award_contractor', $$
To whom the awards of a document are

document_id, number: the award
position, name, contractor_id, trade_name, city: as in award_contractor
region, contract_number, footnote: as in award_contractor
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('announced_award_customer', $$
For whom the awards of a document are

document_id, number: the award
position, name, iso3, percent, amount_usd, basis: as in award_customer
amount_scope: as in award_customer
row_hash, run_id, valid_from: as in document
$$);

SELECT arms_internal.explain('source', $$
Where each source comes from, as the program knew it when it last ran; all but
the first column is null of a source that it does not know

source: its name, as in run and document
title: what it publishes
publisher: who publishes it
address: where it is asked
cadence: how often something is added
licence: in short, what the publisher allows
restricted: true if the licence limits who may be given all of it
$$);

SELECT arms_internal.explain('run', $$
One row for each source each time it was loaded

run_id: grows from run to run
command: of the program: run, backfill, replay, ...
source: the source
mode: live (fetches what is new), backfill, replay, load
started_at, finished_at: when; finished_at is null while it runs
status: running, interrupted, or how it ended: ok, later, unreachable, blocked,
    incomplete, not written, misconfigured
version: of the program
counts: what was added, changed and removed in which table, and under fetch the
    crawl in numbers
since, until: the first and the last day that the publisher was asked for
trouble: the worst failure at the publisher: transient (time-outs, resets,
    5xx), permanent (404, 410) or blocked; null if there was none
reason: the message of the worst failure, or the database's
gates: the gates of completeness that failed: what was measured, what wanted,
    and whether an operator accepted it
host: where the program ran
$$);

SELECT arms_internal.explain('package', $$
The packages that are wholly in the database, by their digest

source: the source
name: of the package
digest: of its datapackage.json, which has those of its files
run_id: the run that loaded it
loaded_at: when
place: the host and the folder it was loaded from: two hosts may have packages
    of one name
$$);

SELECT arms_internal.explain('organisation_name', $$
What our lists call an organisation, by each of its names

key: a name as fold_name() folds it
name: of country
$$);

SELECT arms_internal.explain('reference', $$
The lists of config/reference that are loaded, by their digest

name: of the list
digest: of its file
loaded_at: when
$$);

SELECT arms_internal.explain('migration', $$
The steps by which this schema came to be; number 0: its routines and views

number: of the step; they are applied in this order
name: of the step
digest: of its text
applied_at: when
$$);

SELECT arms_internal.explain('country', $$
Parties: states and territories, also such as are gone, with a code;
organisations, armed groups, regions and others without: a list of
config/reference

name: as we call it
iso3: ISO 3166-1 alpha-3, or a code of ours for what ISO does not list; null
    for what is no state or territory
iso2: ISO 3166-1 alpha-2; null if it has none
kind: country, territory, former, organisation, armed group, region, programme
    or unknown
dsca_code: DSCA's own two-letter code, which is not ISO's
waits_15_days: why an offer may be issued 15 days after Congress was told, and
    not 30 (AECA, section 36(b)(1)): NATO or law; null for 30
waits_15_days_since: from this day; null: for as long as notices are published
$$);

SELECT arms_internal.explain('country_alias', $$
Other names of countries and parties: a list of config/reference

alias: the other name, or a code
name: of country
origin: whose name it is
$$);

SELECT arms_internal.explain('contractor', $$
Companies: a list of config/reference

contractor_id: the short name by which other tables refer to it
name: of the company
parent: the company that it belongs to now; null for none
$$);

SELECT arms_internal.explain('contractor_alias', $$
Other names of companies, and of their divisions: a list of config/reference

alias: a name that begins with it is of the company, the longest first
contractor_id: of contractor
$$);

SELECT arms_internal.explain('equipment_category', $$
Kinds of equipment, after the UN Register of Conventional Arms: a list of
config/reference

category: its name
un_register: category of the Register; null for what it does not ask for
meaning: what belongs to it
$$);

SELECT arms_internal.explain('equipment', $$
The words by which an item has its category: a list of config/reference

words: as they stand in a designation
category: of equipment_category
anywhere: yes: wins wherever the words stand, not only where they stand last;
    else: holds only where no other rule does
unless: phrases, parted by semicolons, beside which the rule does not hold
$$);

SELECT arms_internal.explain('equipment_family', $$
Systems that articles and deals belong to, as F-35, Patriot, Javelin: a list of
config/reference

family: its name
pattern: phrases, parted by semicolons, by which a name is known to be of it
note: what to know about it; null if nothing
$$);

SELECT arms_internal.explain('correction', $$
What researchers say of values that were read and are not so: a list of
config/reference; correction_state tells what became of each

table_name: notice, notice_purchaser, notice_item or notice_contractor
notice_id: the notice
position: of the row in its list; null for a value of the notice itself
row_name: the designation or the name that was read at this position; null for
    a value of the notice itself
field: the column
was: what was read when the researcher looked; null if nothing was
value: what it is; null if it is nothing
why: what it is known by
who: the researcher
source: the address where it can be read
day: when the researcher said so
$$);

SELECT arms_internal.explain('policy_event', $$
Days on which policy on arms sales changed: a list of config/reference

event: its short name: cat-policy-2018
occurred_on: the day on which it was signed or handed over, not published
kind: policy (a directive), plan or executive order
title: of the document
identifier: as it is cited
source: where it can be read, or is told of
$$);

COMMENT ON FUNCTION arms_internal.observation_id(uuid, date) IS
    'The observation_id of a figure, by subject and first day of its period';

SELECT arms_internal.explain_twins();
